import type { Blueprint } from '../../blueprint.ts';
import { type Block, type Line, points, said, table } from '../document.ts';
import { pausingHolds, policy } from '../limits.ts';
import type { Speech } from '../speech.ts';

/**
 * Everything that happens automatically, with its limits in numbers. Transfers that only correct records
 * are in the appendix.
 */
export function describeMoves(blueprint: Blueprint, speech: Speech): Block[] {
  const { states, holds } = blueprint;
  const { moves: words } = speech.phrases.forPeople;
  const shown = Object.entries(blueprint.transfers).filter(([, { technical }]) => !technical);
  const rows = shown.flatMap(([id, { from, to, trigger, releases }]) => {
    if (trigger.kind !== 'time') return [];
    const values = { transfer: speech.transfer(id), to: speech.state(to), roles: releases.map(speech.role) };
    const limit = speech.capital(momentInNumbers(trigger, blueprint, speech));
    return [
      [
        from.map(speech.state).join(', '),
        limit,
        speech.fill(releases.length > 0 ? words.toPool : words.to, values),
      ],
    ];
  });
  const events = shown.flatMap(([id, { from, to, trigger }]): Line[] => {
    if (trigger.kind !== 'event') return [];
    const way = { from: from.map(speech.state).join(', '), to: speech.state(to) };
    return [{ text: `${speech.capital(speech.transfer(id))}: ${speech.fill(words.event, way)}.` }];
  });
  const runs = Object.values(states).some(({ cadence }) => cadence);
  return [
    ...(rows.length > 0 ? [table(words.head, rows)] : []),
    ...(runs ? [points(words.counting, said(words.pauses, pausingHolds(holds, speech)))] : []),
    ...(events.length > 0 ? [points({ lead: words.events, below: events })] : []),
  ];
}

function momentInNumbers(
  trigger: Extract<Blueprint['transfers'][string]['trigger'], { kind: 'time' }>,
  { cadence, windowLeadTime }: Blueprint,
  speech: Speech,
): string {
  const { forPeople } = speech.phrases;
  const known: Readonly<Record<string, { readonly only: string; readonly after: string }>> =
    forPeople.moments;
  const { plus, plusWorkingMinutes: minutes, notice } = trigger;
  const words = Object.hasOwn(known, trigger.at) ? known[trigger.at] : undefined;
  if (!words) return speech.moment(trigger);
  const values = {
    lead: speech.duration(windowLeadTime).is,
    overdue: policy(cadence.overdue, speech).is,
    dormant: policy(cadence.dormant, speech).is,
    lost: policy(cadence.lost, speech).is,
    time: plus ? speech.duration(plus).is : minutes && speech.workingHours(minutes / 60).is,
  };
  const limit = speech.fill(values.time ? words.after : words.only, values);
  return notice ? speech.fill(forPeople.notice, { limit, time: speech.duration(notice).is }) : limit;
}
