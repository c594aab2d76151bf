import { numberIn } from './number-in.ts';
import { clientsEn } from './units.en.ts';

/** The few words that pictures of a blueprint need beside its own labels. */
export const picturesEn = {
  notInBlueprint: 'not in this blueprint',
  title: '{name}, version {version}',
  titleOfRole: '{role}: {name}, version {version}',
  description:
    'How a client moves: {states} states of {roles} roles, {transfers} transfers, {handoffs} of them handoffs.',
  everyOpenState: 'from every open state',
  stays: 'stays in the state',
  beforeRegistration: 'not registered yet',
  rejected: 'rejected',
  returned: 'given back',
  /** So many clients. */
  clients: (count: number) => clientsEn(numberIn('en-GB', count), count === 1 ? 'one' : 'other'),
  legend: {
    title: 'How to read it',
    person: 'somebody does it',
    event: 'follows from an event',
    time: 'brought about by time',
    handoff: 'handoff: the receiver has to accept',
    setback: 'a handoff was rejected or the client given back',
    entry: 'new clients come in here',
    final: 'final state',
    letter: 'leads to where its letter leads',
  },
};

/** What pictures say in one language. */
export type PictureWords = typeof picturesEn;
