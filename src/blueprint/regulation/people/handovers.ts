import type { Blueprint, BlueprintHandoff, BlueprintTransfer } from '../../blueprint.ts';
import { conditionLines } from '../condition-lines.ts';
import { type Block, heading, type Line, listed, numbered, points, said } from '../document.ts';
import type { Speech } from '../speech.ts';

/** The rules of all handoffs, then each of them with its conditions, limits and reasons. */
export function describeHandovers({ transfers, states }: Blueprint, speech: Speech): Block[] {
  const handoffs = Object.entries(transfers).flatMap(([id, transfer]) =>
    transfer.handoff ? [{ id, transfer, handoff: transfer.handoff }] : [],
  );
  const senders = ({ from }: BlueprintTransfer) =>
    [...new Set(from.flatMap((state) => states[state]?.responsible ?? []))].map(speech.role).join(', ');
  return [
    numbered(speech.phrases.forPeople.handoffRules),
    ...handoffs.flatMap(({ id, transfer, handoff }) => [
      heading(3, speech.capital(`${senders(transfer)} → ${speech.role(handoff.to)}: ${speech.transfer(id)}`)),
      points(handover(transfer, handoff, speech)),
    ]),
  ];
}

function handover(
  { from, to, when }: BlueprintTransfer,
  handoff: BlueprintHandoff,
  speech: Speech,
): readonly (string | Line)[] {
  const { fill, state, role, phrases } = speech;
  const words = phrases.forPeople.handoff;
  const stays = from.every((each) => each === to);
  const way = fill(stays ? words.stays : words.change, { from: from.map(state).join(', '), to: state(to) });
  const conditions = when ? conditionLines(when, { ...speech, test: speech.demand }) : [];
  const { acceptWithin, escalateTo, firstContactWithin, onReturn } = handoff;
  const answer = { time: speech.limit(acceptWithin).span, role: role(escalateTo) };
  return [
    ...said(words.way, [way]),
    ...(conditions.length > 0 ? listed(words.conditions, conditions) : [words.noConditions]),
    ...said(words.answer, [fill(words.within, answer)]),
    ...(firstContactWithin
      ? said(words.contact, [fill(words.contactWithin, { time: speech.limit(firstContactWithin).of })])
      : []),
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
