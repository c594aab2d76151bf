import type { ClientTransfer } from '../../client/decision-context.ts';
import { factsIn } from '../../conditions/analysis/facts-in.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { LintFinding } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';
import { goesRoundByEvent, goesRoundByReturn, goesRoundByTime } from '../witness/rounds.ts';
import { isDeadIn } from './causes.ts';

/** Ways round on which nothing stops a client. */
export function lintPingPong(context: LintContext): LintFinding[] {
  return [...byTime(context), ...byEvent(context), ...byReturn(context)];
}

/**
 * Circles of timed transfers that are open whatever the facts are, on moments that every client of their
 * state has.
 */
function byTime(context: LintContext): LintFinding[] {
  const steps = new Map<string, ClientTransfer>();
  for (const [state, { byTime: timers }] of Object.entries(context.conveyor.rules.states)) {
    const sure = timers.filter(
      ({ transfer, trigger }) =>
        context.options.domains?.[trigger.at]?.alwaysKnown &&
        context.isAlwaysOpen(transfer) &&
        !isDeadIn(transfer, state, context),
    );
    // Where several could come first, which one does depends on the client: then nothing is claimed.
    const [first, ...others] = sure;
    if (first && others.length === 0 && timers.length === 1) steps.set(state, first.transfer);
  }
  return circlesOf(steps).map((states) => {
    const transfers = states.map((state) => (steps.get(state) as ClientTransfer).id);
    return context.finding({
      rule: 'ping-pong-by-time',
      severity: 'error',
      path: ['transfers', transfers[0] as string],
      names: { transfers, states },
      witness: goesRoundByTime(context.explorer, states),
    });
  });
}

/**
 * The circles of a map in which every state has at most one way on. Each is given once, from the state that
 * comes first.
 */
function circlesOf(steps: ReadonlyMap<string, ClientTransfer>): string[][] {
  const seen = new Set<string>();
  const circles: string[][] = [];
  for (const start of steps.keys()) {
    const path: string[] = [];
    let state: string | undefined = start;
    while (state !== undefined && !seen.has(state)) {
      seen.add(state);
      path.push(state);
      state = steps.get(state)?.to;
    }
    const first = state === undefined ? -1 : path.indexOf(state);
    if (first >= 0) circles.push(path.slice(first));
  }
  return circles;
}

/**
 * Two transfers there and back on the same event. Their conditions may ask for what the client tells only,
 * which stays as it is until somebody learns otherwise.
 */
function byEvent(context: LintContext): LintFinding[] {
  const { rules } = context.conveyor;
  const found: LintFinding[] = [];
  for (const there of context.transfers) {
    if (there.trigger.kind !== 'event' || !isLasting(there, context)) continue;
    for (const event of there.trigger.on) {
      if (event === 'factsLearned') continue;
      for (const from of there.from) {
        const back = rules.states[there.to]?.byEvent[event]?.[0];
        if (!back || back.to !== from || from > there.to || !isLasting(back, context)) continue;
        if (rules.states[from]?.byEvent[event]?.[0] !== there) continue;
        const conditions = [there.when, back.when].flatMap((when) => when ?? []);
        if (!context.canMeet(conditions)) continue;
        const witness = goesRoundByEvent(context.explorer, [there, back], from, event);
        if (!witness) continue;
        found.push(
          context.finding({
            rule: 'ping-pong-by-event',
            severity: 'warning',
            path: ['transfers', there.id],
            names: { transfers: [there.id, back.id], states: [from, there.to], events: [event] },
            witness,
          }),
        );
      }
    }
  }
  return found;
}

/**
 * Whether a condition, once met, stays so while nobody learns anything: it reads own facts only, and no
 * clock.
 */
function isLasting({ when }: ClientTransfer, { blueprint }: LintContext): boolean {
  if (!when) return true;
  return factsIn(when).every((fact) => {
    const declared = lookup(blueprint.facts, fact);
    return declared !== undefined && declared.type !== 'instant';
  });
}

/**
 * A handoff without any condition whose return leads to where it is offered. Nothing has to be set right in
 * between.
 */
function byReturn(context: LintContext): LintFinding[] {
  return context.transfers.flatMap((transfer) => {
    const { id, handoff, from } = transfer;
    const back = handoff?.onReturn?.to;
    if (back === undefined || !from.includes(back) || !context.isAlwaysOpen(transfer)) return [];
    const witness = goesRoundByReturn(context.explorer, transfer, back);
    return [
      context.finding({
        rule: 'ping-pong-by-return',
        severity: 'warning',
        path: ['transfers', id, 'handoff', 'onReturn', 'to'],
        names: { transfers: [id], states: [back] },
        witness,
      }),
    ];
  });
}
