import type { Label } from '../../../locales/label.ts';
import type { States, Transfers } from '../assemble.ts';
import { deferrals, disqualifications, label, objections } from '../vocabulary.ts';
import { type Front, openFor, readyFor } from './front.ts';
import { at, by } from './triggers.ts';

/** The telemarketer's part of every conveyor. */
export const qualificationStates = {
  lead: { responsible: 'telemarketer', load: { telemarketer: 0.2 } },
  inQualification: { responsible: 'telemarketer', load: { telemarketer: 0.5 } },
  qualified: { responsible: 'telemarketer', load: { telemarketer: 0.1 } },
  disqualified: { final: true },
  deferred: { responsible: 'telemarketer', waiting: true },
} satisfies States;

/** From the first call to `qualified`, and the ways out and back that stay open until the first order. */
export function qualification(front: Front): Transfers {
  const { waiting, seller, selling } = front;
  return {
    startQualification: {
      label: label('start qualification', 'начать квалификацию'),
      from: [...waiting, 'deferred', 'lost'],
      to: 'inQualification',
      trigger: by('telemarketer'),
    },
    qualify: {
      label: label('qualify', 'квалифицировать'),
      from: ['inQualification'],
      to: 'qualified',
      trigger: by('telemarketer'),
      when: readyFor(front),
    },
    disqualify: {
      label: label('disqualify', 'дисквалифицировать'),
      from: openFor(front),
      to: 'disqualified',
      trigger: by('telemarketer', seller),
      reasons: disqualifications,
    },
    defer: {
      label: label('defer', 'назначить перезвон'),
      from: ['lead', 'inQualification', 'qualified', ...selling],
      to: 'deferred',
      trigger: by('telemarketer', seller),
      reasons: deferrals,
      needsWakeDate: true,
    },
    wake: {
      label: label('come back to the client', 'пора перезвонить'),
      from: ['deferred'],
      to: 'lead',
      trigger: at('state.wakeAt'),
    },
    releaseUntouched: {
      label: label('release an untouched client', 'вернуть в общую базу: нет контакта'),
      from: ['inQualification'],
      to: 'lead',
      trigger: at('contacts.untouchedSince', { days: 7 }),
      releases: ['telemarketer'],
    },
    releaseStagnant: {
      label: label('release a stagnant client', 'вернуть в общую базу: нет движения'),
      from: [selling[0]],
      to: 'qualified',
      trigger: at('contacts.untouchedSince', { days: 14 }),
      releases: [seller],
    },
  };
}

const disqualifying = { fixable: false, to: 'disqualified' };

/** The telemarketer hands a qualified client to those who sell. */
export const handToSeller = (front: Front, name: Label): Transfers[string] => ({
  label: name,
  from: ['qualified'],
  to: front.selling[0],
  trigger: by('telemarketer'),
  when: readyFor(front),
  handoff: {
    to: front.seller,
    acceptWithinHours: 4,
    firstContactWithin: { hours: 24 },
    escalateTo: 'headOfSales',
    rejections: {
      badContact: { ...disqualifications.badContact, fixable: true },
      incomplete: { ...objections.incomplete, fixable: true },
      misfit: { ...disqualifications.misfit, ...disqualifying },
      noNeed: { ...disqualifications.noNeed, ...disqualifying },
      duplicate: { ...disqualifications.duplicate, ...disqualifying },
      alreadyOwned: { ...disqualifications.alreadyOwned, ...disqualifying },
    },
    onReturn: {
      to: 'inQualification',
      within: { days: 14 },
      reasons: { badContact: disqualifications.badContact, misfit: disqualifications.misfit },
    },
  },
});
