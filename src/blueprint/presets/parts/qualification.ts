import { all, any, not } from '../../../conditions/builder.ts';
import type { Label } from '../../../locales/label.ts';
import type { States, Transfers } from '../assemble.ts';
import {
  deferrals,
  disqualifications,
  doublings,
  fact,
  label,
  objections,
  type StateName,
} from '../vocabulary.ts';
import { decidedByHead } from './decided-by-head.ts';
import { type Front, openFor, readyFor } from './front.ts';
import { after, at, by } from './triggers.ts';

/** The telemarketer's part of every conveyor. */
export const qualificationStates = {
  lead: { responsible: 'telemarketer', load: { telemarketer: 0.2 } },
  inQualification: { responsible: 'telemarketer', load: { telemarketer: 0.5 } },
  qualified: { responsible: 'telemarketer', load: { telemarketer: 0.1 } },
  disqualified: { resting: true },
  duplicate: { resting: true },
  deferred: { responsible: 'telemarketer', waiting: true, load: { telemarketer: 0.02 } },
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
    reopen: {
      label: label('asks or orders again', 'обратился или заказал снова'),
      from: ['disqualified', 'duplicate'],
      to: 'lead',
      trigger: after('factsLearned', 'orderRecorded', 'holdReleased'),
      when: all(
        any(fact('enquiryAt').after(fact('state.since')), fact('orders.inState').atLeast(1)),
        not(fact('holds.active').includes('blacklisted')),
      ),
    },
    suspectDuplicate: {
      label: label('looks like a duplicate', 'похоже на дубль'),
      from: openFor(front),
      to: 'duplicate',
      trigger: by('telemarketer', seller),
      reasons: doublings,
    },
    notDuplicate: {
      label: label('is no duplicate', 'не дубль'),
      from: ['duplicate'],
      to: 'lead',
      trigger: by(),
    },
    leaveUnmerged: {
      label: label('nobody merged it in time', 'дубль вовремя не объединён'),
      from: ['duplicate'],
      to: 'lead',
      trigger: at('state.since', { days: 14 }),
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
    missFirstTouch: {
      label: label('a lead was not touched in time', 'лид вовремя не взят в работу'),
      from: ['lead'],
      to: 'lead',
      trigger: { kind: 'time', at: 'custody.untouchedSince', plusWorkingMinutes: 60 },
      when: any(
        fact('contacts.lastAt').absent(),
        fact('contacts.lastAt').before(fact('custody.untouchedSince')),
      ),
      releases: ['telemarketer'],
    },
    releaseUntouched: {
      label: label('release an untouched client', 'вернуть в общую базу: нет контакта'),
      from: ['lead', 'inQualification'],
      to: 'lead',
      trigger: at('custody.untouchedSince', { days: 7 }),
      releases: ['telemarketer'],
    },
    releaseUnoffered: {
      label: label('not offered in time', 'вернуть в общую базу: не передан в срок'),
      from: ['qualified'],
      to: 'lead',
      trigger: at('state.since', { days: 14 }),
      when: fact('handoffs.openSince').absent(),
      releases: ['telemarketer'],
    },
    ...releases(front),
  };
}

/**
 * Release in two steps: a notice, then the pool of the sellers. The client keeps its state. A client that
 * waits for a window may wait longer.
 */
function releases({ seller, selling }: Front): Transfers {
  const release = (state: StateName, of: Label, days: number, notice: number): Transfers[string] => ({
    label: of,
    from: [state],
    to: state,
    trigger: at('custody.untouchedSince', { days }, { days: notice }),
    releases: [seller],
  });
  const [first, ...later] = selling;
  const stagnant = label('release a stagnant client', 'вернуть в общую базу: нет движения');
  const forgotten = label('forgotten', 'вернуть в общую базу: забыт до даты решения');
  const stalled = label('stalled', 'вернуть в общую базу: продажа остановилась');
  return {
    releaseStagnant: release(first, stagnant, 30, 7),
    ...(later.includes('awaitingWindow') && {
      releaseForgotten: release('awaitingWindow', forgotten, 90, 14),
    }),
    ...(later.includes('activeSelling') && { releaseStalled: release('activeSelling', stalled, 30, 7) }),
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
    acceptWithin: { workingHours: 4 },
    firstContactWithin: { workingHours: 9 },
    ...decidedByHead,
    rejections: {
      badContact: { ...deferrals.badContact, fixable: true },
      incomplete: { ...objections.incomplete, fixable: true },
      misfit: { ...disqualifications.misfit, ...disqualifying },
      noNeed: { ...disqualifications.noNeed, ...disqualifying },
      // Whose client it is, the sender finds out, and proposes the merge.
      duplicate: { ...doublings.duplicate, fixable: true },
      alreadyOwned: { ...doublings.alreadyOwned, fixable: true },
    },
    onReturn: {
      to: 'inQualification',
      within: { days: 14 },
      reasons: { badContact: deferrals.badContact, misfit: disqualifications.misfit },
    },
  },
});
