import type { Blueprint } from '../../blueprint.ts';
import { type Block, type Line, points, table } from '../document.ts';
import { pauses, policy } from '../limits.ts';
import type { Speech, TimeTrigger } from '../speech.ts';

/**
 * Everything that happens automatically, with its limits in numbers. Transfers that only correct records
 * are in the appendix.
 */
export function describeMoves(blueprint: Blueprint, speech: Speech): Block[] {
  const { states, cadenceBy } = blueprint;
  const { cadence, forPeople } = speech.phrases;
  const { moves: words } = forPeople;
  const shown = Object.entries(blueprint.transfers).filter(([, { technical }]) => !technical);
  const rows = shown.flatMap(([id, transfer]) => {
    const { from, to, trigger, when, releases } = transfer;
    if (trigger.kind !== 'time') return [];
    const limit = speech.limited(momentInNumbers(trigger, blueprint, speech), trigger, when);
    const pooled = releases.filter((role) => role === states[to]?.responsible);
    const then = speech.fill(from.every((each) => each === to) ? words.stays : words.to, {
      transfer: speech.transfer(id),
      to: speech.state(to),
      roles: pooled.map(speech.role),
    });
    return [[from.map(speech.state).join(', '), speech.capital(limit), then]];
  });
  const events = shown.flatMap(([id, { from, to, trigger }]): Line[] => {
    if (trigger.kind !== 'event') return [];
    const way = { from: from.map(speech.state).join(', '), to: speech.state(to) };
    return [{ text: `${speech.capital(speech.transfer(id))}: ${speech.fill(words.event, way)}.` }];
  });
  const runs = Object.values(states).some(({ cadence }) => cadence);
  return [
    ...(rows.length > 0 ? [table(words.head, rows)] : []),
    ...(runs
      ? [
          points(
            cadenceBy === 'shipment' ? cadence.countingShipped : cadence.counting,
            pauses(blueprint, speech),
          ),
        ]
      : []),
    ...(events.length > 0 ? [points({ lead: words.events, below: events })] : []),
  ];
}

function momentInNumbers(
  trigger: TimeTrigger,
  { cadence, windowLeadTime }: Blueprint,
  speech: Speech,
): string {
  const { forPeople } = speech.phrases;
  const known: Readonly<Record<string, { readonly only: string; readonly after: string }>> =
    forPeople.moments;
  const { plus, plusWorkingMinutes: minutes } = trigger;
  const words = Object.hasOwn(known, trigger.at) ? known[trigger.at] : undefined;
  if (!words) return speech.moment(trigger);
  const values = {
    lead: speech.duration(windowLeadTime).is,
    overdue: policy(cadence.overdue, speech).is,
    dormant: policy(cadence.dormant, speech).is,
    lost: policy(cadence.lost, speech).is,
    time: plus ? speech.duration(plus).is : minutes && speech.workingHours(minutes / 60).is,
  };
  return speech.fill(values.time ? words.after : words.only, values);
}
