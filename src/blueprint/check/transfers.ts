import { checkCondition } from '../../conditions/check-condition.ts';
import type { FactShapes } from '../../conditions/fact-schema.ts';
import { named } from '../../conditions/named.ts';
import { type Problem, problemsUnder } from '../../errors/problem.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { destinations } from './destinations.ts';
import { problemAt } from './problem-at.ts';

/** Every transfer can be understood: its condition, its handoff, and which of several automatic ones comes first. */
export function checkTransfers(blueprint: Blueprint, facts: FactShapes): Problem[] {
  const problems = Object.entries(blueprint.transfers).flatMap(([id, transfer]) =>
    checkTransfer(id, transfer, blueprint, facts),
  );
  return [...problems, ...missingWakeDates(blueprint), ...ambiguities(blueprint)];
}

function checkTransfer(
  id: string,
  { when, trigger, from, to, handoff, reasons, needsWakeDate, releases }: BlueprintTransfer,
  { states }: Blueprint,
  facts: FactShapes,
): Problem[] {
  const problems: Problem[] = when
    ? [...problemsUnder(['transfers', id, 'when'], checkCondition(when, facts))]
    : [];
  const say = (at: readonly string[], message: string) =>
    problems.push(problemAt(['transfers', id, ...at], message));
  if (trigger.kind !== 'person') {
    if (handoff) say(['handoff'], 'only a person can offer a handoff, so the trigger must be a person');
    if (reasons || needsWakeDate) say([], 'only a person can give a reason or a wake date');
    if (from.includes(to)) say(['to'], 'an automatic transfer must change the state');
  }
  if (trigger.kind === 'time' && trigger.at.startsWith('cadence.')) {
    const still = from.filter((state) => Object.hasOwn(states, state) && !states[state]?.cadence);
    for (const state of still) say(['trigger', 'at'], `no cadence clock runs in "${state}"`);
  }
  if (handoff && needsWakeDate) say(['needsWakeDate'], 'an offer carries no wake date to the receiver');
  const target = named(states, to);
  if (handoff && target && target.responsible !== handoff.to && !target.supporting.includes(handoff.to)) {
    say(['handoff', 'to'], `the target state "${to}" does not name the receiving role "${handoff.to}"`);
  }
  if (handoff && releases.includes(handoff.to)) {
    say(['releases'], `"${handoff.to}" receives the client, so its custody cannot end with the transfer`);
  }
  if (handoff && Object.keys(handoff.rejections).length === 0) {
    say(['handoff', 'rejections'], 'the receiver needs at least one reason to reject for');
  }
  return problems;
}

/** Who comes without a wake date into a state that is left by it would stay there for ever. */
function missingWakeDates({ transfers, entries }: Blueprint): Problem[] {
  const wakes = (state: string) =>
    Object.values(transfers).some(
      ({ from, trigger }) => from.includes(state) && trigger.kind === 'time' && trigger.at === 'state.wakeAt',
    );
  const stranded = Object.entries(transfers).flatMap(([id, transfer]) =>
    destinations(transfer)
      .filter((to) => wakes(to) && !(to === transfer.to && transfer.needsWakeDate))
      .map((to) =>
        problemAt(['transfers', id], `leads to "${to}" without the wake date by which it is left`),
      ),
  );
  const entered = Object.entries(entries).filter(([, state]) => wakes(state));
  return [
    ...stranded,
    ...entered.map(([source, state]) => problemAt(['entries', source], `"${state}" needs a wake date`)),
  ];
}

/** JSON objects have no order that every store keeps, so which automatic transfer goes first must be said by priority. */
function ambiguities({ transfers }: Blueprint): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [id, { from, trigger, priority }] of Object.entries(transfers)) {
    for (const cause of causes(trigger)) {
      for (const state of from) {
        const key = `${state} ${cause} ${priority}`;
        const other = first.get(key);
        if (other === undefined) first.set(key, id);
        else if (other !== id) {
          const message = `"${other}" follows from "${state}" by ${cause} with the same priority ${priority}`;
          problems.push(problemAt(['transfers', id, 'priority'], message));
        }
      }
    }
  }
  return problems;
}

function causes(trigger: BlueprintTransfer['trigger']): string[] {
  if (trigger.kind === 'event') return trigger.on.map((type) => `event ${type}`);
  return trigger.kind === 'time' ? [`time ${trigger.at} ${JSON.stringify(trigger.plus ?? {})}`] : [];
}
