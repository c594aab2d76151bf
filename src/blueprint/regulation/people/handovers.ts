import type { Blueprint, BlueprintHandoff, BlueprintTransfer } from '../../blueprint.ts';
import { rejectionsCountFor } from '../../rejections-count-for.ts';
import { listConditions } from '../condition-lines.ts';
import { type Block, heading, type Line, numbered, points, said } from '../document.ts';
import type { Speech } from '../speech.ts';

/** The rules of all handoffs, then each of them with its conditions, limits and reasons. */
export function describeHandovers({ transfers, states }: Blueprint, speech: Speech): Block[] {
  const handoffs = Object.entries(transfers).flatMap(([id, transfer]) =>
    transfer.handoff ? [{ id, transfer, handoff: transfer.handoff }] : [],
  );
  const senders = ({ from }: BlueprintTransfer) =>
    [...new Set(from.flatMap((state) => states[state]?.responsible ?? []))].map(speech.role).join(', ');
  // What goes for all of them is said once.
  const [common = [], ...others] = handoffs.map(({ handoff }) => terms(handoff, speech));
  const isCommon = others.every((one) => one.join() === common.join());
  return [
    numbered([...speech.phrases.forPeople.handoffRules, ...(isCommon ? common : [])]),
    ...handoffs.flatMap(({ id, transfer, handoff }) => [
      heading(3, speech.capital(`${senders(transfer)} → ${speech.role(handoff.to)}: ${speech.transfer(id)}`)),
      points(handover(transfer, handoff, speech), isCommon ? [] : terms(handoff, speech)),
    ]),
  ];
}

/** How long a rejection counts, and how long there is to decide on what was escalated. */
function terms(
  handoff: BlueprintHandoff,
  { phrases, fill, duration, limit, role }: Speech,
): readonly string[] {
  const { handoff: words } = phrases.forPeople;
  const { decideWithin, escalateTo } = handoff;
  return [
    fill(words.counts, { time: duration(rejectionsCountFor(handoff)).of }),
    fill(words.decide, { role: role(escalateTo), time: decideWithin && limit(decideWithin).of }),
  ];
}

function handover(
  { from, to, when }: BlueprintTransfer,
  handoff: BlueprintHandoff,
  speech: Speech,
): readonly (string | Line)[] {
  const { fill, state, phrases } = speech;
  const words = phrases.forPeople.handoff;
  const stays = from.every((each) => each === to);
  const way = fill(stays ? words.stays : words.change, { from: from.map(state).join(', '), to: state(to) });
  const { acceptWithin, firstContactWithin, lasts, onReturn } = handoff;
  return [
    ...said(words.way, [way]),
    ...listConditions(when, words, { ...speech, test: speech.demand }),
    ...(handoff.dealt ? [words.dealt] : []),
    ...said(words.answer, [fill(words.within, { time: speech.limit(acceptWithin).span })]),
    ...(firstContactWithin
      ? said(words.contact, [fill(words.contactWithin, { time: speech.limit(firstContactWithin).of })])
      : []),
    ...(lasts ? said(words.lasts, [fill(words.lastsFor, { time: speech.duration(lasts).is })]) : []),
    ...rejections(handoff, speech),
    ...(onReturn
      ? said(
          fill(words.giveBack, { to: state(onReturn.to), time: speech.duration(onReturn.within).of }),
          speech.named(onReturn.reasons),
        )
      : [words.noGiveBack]),
  ];
}

/** The reasons, by what becomes of the client then. */
function rejections({ rejections }: BlueprintHandoff, speech: Speech): readonly Line[] {
  const words = speech.phrases.forPeople.handoff;
  const byOutcome = new Map<string, string[]>();
  for (const { label, fixable, to } of Object.values(rejections)) {
    const stays = fixable ? words.fixable : words.final;
    const outcome = to === undefined ? stays : speech.fill(words.finalTo, { to: speech.state(to) });
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), ...speech.named({ reason: { label } })]);
  }
  return [...byOutcome].flatMap(([outcome, reasons]) => said(outcome, reasons));
}
