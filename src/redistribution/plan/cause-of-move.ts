import type { Cause } from '../../client/cause.ts';
import type { KeptMove, Plan } from './plan.ts';

/** Maximum number of employees named. */
const NAMED = 20;

/** What goes into the log of a move: why there is the plan, and why it moves this client. */
export function causeOfMove({ reason }: Pick<Plan, 'reason'>, move?: KeptMove): Cause<'plan'> {
  const named =
    'employeeId' in reason ? [reason.employeeId] : 'employeeIds' in reason ? reason.employeeIds : [];
  const employeeIds = named?.slice(0, NAMED) ?? [];
  return {
    code: 'plan',
    kind: reason.kind,
    ...(employeeIds.length > 0 && { employeeIds }),
    ...(named && named.length > NAMED && { more: named.length - NAMED }),
    ...('until' in reason && reason.until !== undefined && { until: reason.until }),
    ...('planId' in reason && { planId: reason.planId }),
    ...('note' in reason && reason.note !== undefined && { note: reason.note }),
    ...(move && move.cause !== 'UNDONE' && { move: move.cause, ...sides(move) }),
  };
}

const sides = ({ from, to }: KeptMove) => ({
  ...(from !== undefined && { from }),
  ...(to !== null && { to }),
});
