import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { listConditions } from './condition-lines.ts';
import { type Block, heading, type Line, points, said } from './document.ts';
import { describeHandoff } from './handoffs.ts';
import type { Speech } from './speech.ts';
import { startersOf } from './usable-rights.ts';

/** Each transfer: who or what starts it, its conditions, and what a handoff requires. */
export function describeTransfers(blueprint: Blueprint, number: number, speech: Speech): Block[] {
  return Object.entries(blueprint.transfers).flatMap(([id, transfer], i) => [
    heading(3, `${number}.${i + 1}. ${speech.transfer(id)}`),
    points(
      describeTransfer(id, transfer, blueprint, speech),
      transfer.handoff ? describeHandoff(transfer.handoff, speech) : [],
    ),
  ]);
}

function describeTransfer(
  id: string,
  transfer: BlueprintTransfer,
  blueprint: Blueprint,
  speech: Speech,
): (string | Line)[] {
  const { phrases, role, state, named } = speech;
  const { transfer: words } = phrases;
  const { from, to, when, reasons = {}, needsWakeDate, releases } = transfer;
  const stays = from.every((each) => each === to);
  return [
    ...said(words.from, from.map(state)),
    ...(stays ? [words.stays] : said(words.to, [state(to)])),
    ...setOffBy(id, transfer, blueprint, speech),
    ...listConditions(when, words, speech),
    ...said(words.reasons, named(reasons)),
    ...(needsWakeDate ? [words.wakeDate] : []),
    ...said(words.releases, releases.map(role)),
  ];
}

function setOffBy(
  id: string,
  transfer: BlueprintTransfer,
  blueprint: Blueprint,
  speech: Speech,
): readonly Line[] {
  const { trigger } = transfer;
  const { phrases, role, moment, limited } = speech;
  const { transfer: words, events } = phrases;
  switch (trigger.kind) {
    case 'person':
      return said(words.person, startersOf(transfer, blueprint).map(role));
    case 'time':
      return said(words.time, [limited(moment(trigger), trigger, undefined)]);
    case 'event': {
      const causes = trigger.on.map((event) => events[event]);
      return [
        ...said(words.event, causes),
        ...said(words.after, triedBefore(id, blueprint).map(speech.transfer)),
      ];
    }
  }
}

/** The automatic transfers that are tried first: those of the same event and from the same state. */
function triedBefore(id: string, { transfers }: Blueprint): string[] {
  const late = transfers[id];
  if (late?.trigger.kind !== 'event') return [];
  const { from, trigger, priority } = late;
  return Object.keys(transfers).filter((other) => {
    const early = transfers[other];
    return (
      early?.trigger.kind === 'event' &&
      early.priority < priority &&
      early.from.some((state) => from.includes(state)) &&
      early.trigger.on.some((event) => trigger.on.includes(event))
    );
  });
}
