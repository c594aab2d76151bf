import { destinations } from '../../blueprint/check/destinations.ts';
import type { LintFinding } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';
import { strandedAfter, strandedIn } from '../witness/stranded.ts';
import { isDeadIn } from './causes.ts';

/** States that nothing leads out of although they are not final, and the handoffs that lead there. */
export function lintDeadEnds(context: LintContext): LintFinding[] {
  const { states } = context.blueprint;
  const ends = Object.keys(states).filter((state) => !states[state]?.final && isDeadEnd(state, context));
  const byHandoff = context.transfers.flatMap(({ id, handoff, to, from }) => {
    if (!handoff) return [];
    const ways = [
      ...Object.entries(handoff.rejections).flatMap(([reason, { to: target }]) =>
        target === undefined
          ? []
          : [{ how: 'rejection' as const, target, reason, path: ['rejections', reason, 'to'] }],
      ),
      ...(handoff.onReturn
        ? [{ how: 'return' as const, target: handoff.onReturn.to, path: ['onReturn', 'to'] }]
        : []),
    ];
    if (from.every((state) => ends.includes(state)) && ends.includes(to)) return [];
    return ways
      .filter(({ target }) => ends.includes(target))
      .map(({ how, target, path, ...rest }) => {
        const reason = 'reason' in rest ? rest.reason : undefined;
        return context.finding({
          rule: 'handoff-leads-nowhere',
          severity: 'error',
          path: ['transfers', id, 'handoff', ...path],
          names: { transfers: [id], states: [target], ...(reason !== undefined && { reasons: [reason] }) },
          values: { how },
          witness: strandedAfter(context.explorer, id, how, target, reason),
        });
      });
  });
  const plain = ends.map((state) =>
    context.finding({
      rule: 'dead-end',
      severity: 'error',
      path: ['states', state],
      names: { states: [state], transfers: exitsOf(state, context).map(({ id }) => id) },
      witness: strandedIn(context.explorer, state),
    }),
  );
  return [...plain, ...byHandoff];
}

/** Whether no exit of the state can come about, and nobody who holds the client there can give it back. */
function isDeadEnd(state: string, context: LintContext): boolean {
  const roles = context.conveyor.rules.states[state]?.roles;
  const isGivenBack = context.transfers.some(
    ({ handoff }) => handoff?.onReturn && handoff.onReturn.to !== state && roles?.has(handoff.to),
  );
  if (isGivenBack) return false;
  return exitsOf(state, context).every(
    (transfer) => isDeadIn(transfer, state, context) || destinations(transfer).every((to) => to === state),
  );
}

const exitsOf = (state: string, { conveyor }: LintContext) => conveyor.rules.states[state]?.exits ?? [];
