import type { Blueprint } from '../blueprint.ts';
import { protectingHolds } from '../protecting-holds.ts';
import { type Block, paragraph, points } from './document.ts';
import type { Speech } from './speech.ts';
import { holdersOf } from './usable-rights.ts';

type Hold = Blueprint['holds'][string];

/** What each hold does, and who places and lifts it; then what goes for all of them, and more. */
export function describeHolds(blueprint: Blueprint, speech: Speech, ...more: readonly string[]): Block[] {
  const { phrases, fill, fact, hold } = speech;
  const { holds: words } = phrases;
  const { holds, creditLimit } = blueprint;
  const lines = Object.keys(holds).map((id) => holdLine(id, blueprint, speech));
  if (lines.length === 0) return [paragraph(words.none)];
  const open = Object.values(holds).find(({ by }) => !by);
  const limit =
    creditLimit && fill(words.credit, { fact: fact(creditLimit.fact), hold: hold(creditLimit.hold) });
  return [
    points(lines),
    points(open ? hands(open, words.others, blueprint, speech) : [], words.reason, limit ?? [], more),
  ];
}

function holdLine(id: string, blueprint: Blueprint, speech: Speech): string {
  const { phrases, fill, role, duration } = speech;
  const { holds: words } = phrases;
  const hold = blueprint.holds[id] as Hold;
  const { blocksTransfers, blocks = [], stopsClock, by, review } = hold;
  const effects = [
    ...(blocksTransfers ? [words.blocks] : []),
    ...(blocks.length > 0
      ? [fill(words.stopped, { actions: blocks.map((action) => phrases.actions[action]) })]
      : []),
    ...(stopsClock ? [words.stops] : []),
    ...(protectingHolds(blueprint).includes(id) ? [words.protects] : []),
  ];
  const values = review && {
    time: duration(review.after).is,
    role: role(review.by),
    clock: stopsClock ? words.clockAgain : undefined,
  };
  const said = [
    ...(effects.length > 0 ? effects : [words.neither]),
    ...(values ? [fill(words.review, values)] : []),
    ...(by ? hands(hold, words.only, blueprint, speech) : []),
  ];
  return `${speech.hold(id)} — ${said.join('; ')}.`;
}

/** Who places and who lifts it; once where both are the same. */
function hands(
  hold: Hold,
  words: Readonly<Record<'both' | 'place' | 'lift', string>>,
  blueprint: Blueprint,
  speech: Speech,
): string[] {
  const { place, lift } = who(hold, blueprint, speech);
  if (place === lift) return [speech.fill(words.both, { roles: place })];
  return [speech.fill(words.place, { roles: place }), speech.fill(words.lift, { roles: lift })];
}

function who(hold: Hold, blueprint: Blueprint, { phrases, role, fill }: Speech) {
  const said = (action: 'placeHold' | 'releaseHold') => {
    const any = holdersOf(hold, action, 'any', blueprint);
    const own = holdersOf(hold, action, 'own', blueprint).filter((id) => !any.includes(id));
    const names = [
      any.map(role).join(', '),
      ...(own.length > 0 ? [fill(phrases.holds.own, { roles: own.map(role) })] : []),
    ].filter(Boolean);
    return names.length > 0 ? names.join('; ') : phrases.authority.nobody;
  };
  return { place: said('placeHold'), lift: said('releaseHold') };
}
