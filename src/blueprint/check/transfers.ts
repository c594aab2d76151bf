import { checkCondition } from '../../conditions/check-condition.ts';
import type { FactShapes } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { fault } from '../faults.ts';
import { destinations } from './destinations.ts';
import type { Report } from './report.ts';

/**
 * Every transfer can be understood: its condition, its handoff, and which of several automatic ones comes
 * first.
 */
export function checkTransfers(blueprint: Blueprint, facts: FactShapes, report: Report): void {
  for (const [id, transfer] of Object.entries(blueprint.transfers)) {
    const say: Report = (path, wrong) => report(['transfers', id, ...path], wrong);
    if (transfer.when) say(['when'], checkCondition(transfer.when, facts));
    checkTransfer(transfer, blueprint, say);
  }
  checkWakeDates(blueprint, report);
  checkPriorities(blueprint, report);
}

/** Custody that ends at a moment of its own. With the holder that moment is gone, so it cannot come again. */
const endsCustody = (
  trigger: BlueprintTransfer['trigger'],
  releases: readonly string[],
  responsible: string | undefined,
) =>
  trigger.kind === 'time' &&
  (trigger.at === 'custody.untouchedSince' || trigger.at === 'custody.responsibleSince') &&
  responsible !== undefined &&
  releases.includes(responsible);

function checkTransfer(
  { trigger, from, to, handoff, reasons, needsWakeDate, releases }: BlueprintTransfer,
  { states }: Blueprint,
  say: Report,
): void {
  if (trigger.kind !== 'person') {
    if (handoff) say(['handoff'], fault('HANDOFF_BY_NOBODY'));
    if (reasons || needsWakeDate) say([], fault('REASON_BY_NOBODY'));
    if (from.includes(to) && !endsCustody(trigger, releases, states[to]?.responsible))
      say(['to'], fault('STATE_UNCHANGED'));
  }
  if (trigger.kind === 'time' && trigger.at.startsWith('cadence.')) {
    const still = from.filter((state) => lookup(states, state)?.cadence === false);
    for (const state of still) say(['trigger', 'at'], fault('NO_CADENCE_IN', { state }));
  }
  if (!handoff) return;
  const { to: receiver, rejections } = handoff;
  if (needsWakeDate) say(['needsWakeDate'], fault('WAKE_DATE_IN_HANDOFF'));
  const target = lookup(states, to);
  if (target && target.responsible !== receiver && !target.supporting.includes(receiver)) {
    say(['handoff', 'to'], fault('RECEIVER_NOT_IN_STATE', { state: to, role: receiver }));
  }
  if (releases.includes(receiver)) {
    say(['releases'], fault('RECEIVER_RELEASED', { role: receiver }));
  }
  if (Object.keys(rejections).length === 0) {
    say(['handoff', 'rejections'], fault('NO_REJECTIONS'));
  }
}

/** Who comes without a wake date into a state that is left by it would stay there forever. */
function checkWakeDates({ transfers, entries }: Blueprint, report: Report): void {
  const wakes = (state: string) =>
    Object.values(transfers).some(
      ({ from, trigger }) => from.includes(state) && trigger.kind === 'time' && trigger.at === 'state.wakeAt',
    );
  for (const [id, transfer] of Object.entries(transfers)) {
    for (const to of destinations(transfer)) {
      if (!wakes(to) || (to === transfer.to && transfer.needsWakeDate)) continue;
      report(['transfers', id], fault('NO_WAKE_DATE', { state: to }));
    }
  }
  for (const [source, state] of Object.entries(entries)) {
    if (wakes(state)) report(['entries', source], fault('ENTRY_NEEDS_WAKE_DATE', { state }));
  }
}

/**
 * JSON objects have no order that every store keeps, so which automatic transfer goes first must be said by
 * priority.
 */
function checkPriorities({ transfers }: Blueprint, report: Report): void {
  const first = new Map<string, string>();
  for (const [id, { from, trigger, priority }] of Object.entries(transfers)) {
    for (const cause of causes(trigger)) {
      for (const state of from) {
        const key = `${state} ${cause} ${priority}`;
        const other = first.get(key) ?? id;
        first.set(key, other);
        if (other === id) continue;
        report(
          ['transfers', id, 'priority'],
          fault('SAME_PRIORITY', { transfer: other, state, cause, priority }),
        );
      }
    }
  }
}

function causes(trigger: BlueprintTransfer['trigger']): string[] {
  if (trigger.kind === 'event') return trigger.on.map((type) => `event ${type}`);
  return trigger.kind === 'time' ? [`time ${trigger.at} ${JSON.stringify(trigger.plus ?? {})}`] : [];
}
