import type { BlueprintHandoff } from '../blueprint.ts';
import { rejectionsCountFor } from '../rejections-count-for.ts';
import { type Line, listed, said } from './document.ts';
import type { Speech } from './speech.ts';

/** A handoff in words: who receives, by when, why they may refuse, and what happens to the client then. */
export function describeHandoff(handoff: BlueprintHandoff, speech: Speech): (string | Line)[] {
  const { to, acceptWithin, firstContactWithin, escalateTo, decideWithin, lasts, rejections, onReturn } =
    handoff;
  const { phrases, role, state, fill, duration, limit, named } = speech;
  const { handoff: words } = phrases;
  const contact = speech.contactsOf === 'anyone' ? words.firstContactOfAnyone : words.firstContact;
  const decider = role(escalateTo);
  const reasons = Object.values(rejections).map(
    (reason) => `${named({ reason })[0]} — ${outcome(reason, speech)}`,
  );
  return [
    ...said(words.to, [handoff.dealt ? fill(words.dealt, { role: role(to) }) : role(to)]),
    fill(words.accept, { time: limit(acceptWithin).is }),
    fill(words.expired, { role: decider }),
    ...(decideWithin ? [fill(words.decide, { role: decider, time: limit(decideWithin).is })] : []),
    ...(firstContactWithin ? [fill(contact, { time: limit(firstContactWithin).of })] : []),
    ...listed(words.rejections, reasons),
    fill(onReturn ? words.secondOrReturn : words.second, {
      role: decider,
      time: duration(rejectionsCountFor(handoff)).of,
    }),
    ...(lasts ? [fill(words.lasts, { time: duration(lasts).is })] : []),
    ...(onReturn
      ? listed(
          fill(words.onReturn, { time: duration(onReturn.within).of, to: state(onReturn.to) }),
          named(onReturn.reasons),
        )
      : [words.noReturn]),
  ];
}

function outcome(
  { fixable, to }: BlueprintHandoff['rejections'][string],
  { phrases, fill, state }: Speech,
): string {
  const { handoff: words } = phrases;
  const then =
    to === undefined ? (fixable ? words.rework : words.stays) : fill(words.moves, { to: state(to) });
  return `${fixable ? words.fixable : words.notFixable}; ${then}`;
}
