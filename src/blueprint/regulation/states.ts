import type { Blueprint, BlueprintState, BlueprintTransfer } from '../blueprint.ts';
import { type Block, heading, type Line, listed, points, said } from './document.ts';
import type { Speech } from './speech.ts';
import { startersOf } from './usable-rights.ts';

/** Each state: who answers, which clocks run, and the ways out. */
export function describeStates(blueprint: Blueprint, speech: Speech): Block[] {
  const { states, transfers } = blueprint;
  return Object.entries(states).flatMap(([id, state]) => {
    const exits = Object.entries(transfers).filter(([, { from }]) => from.includes(id));
    const ways = exits.map(([name, transfer]) =>
      exit(name, transfer, startersOf(transfer, blueprint, id), speech),
    );
    return [
      heading(3, speech.state(id)),
      points(describeState(state, speech), listed(speech.phrases.state.exits, ways)),
    ];
  });
}

function describeState(
  { responsible, supporting, load, cadence, waiting, resting, final }: BlueprintState,
  speech: Speech,
): (string | Line)[] {
  const { phrases, role, number } = speech;
  const { state: words } = phrases;
  const loads = Object.entries(load).map(([id, hours]) => `${role(id)} — ${number(hours)}`);
  return [
    ...said(words.responsible, responsible === undefined ? [] : [role(responsible)]),
    ...said(words.supporting, supporting.map(role)),
    ...said(words.load, loads, '; '),
    ...(final ? [words.final] : [cadence ? words.cadence : words.noCadence]),
    ...(waiting ? [words.waiting] : []),
    ...(resting ? [words.resting] : []),
  ];
}

function exit(
  id: string,
  { to, trigger, handoff }: BlueprintTransfer,
  starters: readonly string[],
  speech: Speech,
): string {
  const { phrases, fill, role } = speech;
  const words = phrases.state.exit;
  const how =
    trigger.kind === 'person'
      ? fill(words.person, { by: starters.map(role).join(', ') })
      : words[trigger.kind];
  const received = handoff ? [fill(words.handoff, { receiver: role(handoff.to) })] : [];
  return `${fill(words.to, { transfer: speech.transfer(id), to: speech.state(to) })} (${[how, ...received].join('; ')})`;
}
