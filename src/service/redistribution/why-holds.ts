import type { Custody } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import type { Instant } from '../../time/instant.ts';
import { assertKeys } from '../assert-key.ts';
import type { Desk } from '../desk.ts';
import { PlanShelf } from './plan-shelf.ts';

/** Why somebody holds a client in a role, from the log. */
export interface Holding {
  readonly clientId: string;
  readonly role: string;
  readonly employeeId: string;
  readonly since: Instant;
  /** What gave them the client: an assignment, a plan's move or its undoing, a merge. Its `by` did it. */
  readonly event: ClientEvent;
  /** The handoff that was accepted with it. */
  readonly handoff?: ClientEvent<'handoffAccepted'> | undefined;
  /** The plan that moved the client here, or that was undone; its `approved` and `log` say who decided. */
  readonly plan?: Plan | undefined;
  /** Where a plan was undone: what had given them the client in the first place. */
  readonly origin?: ClientEvent | undefined;
  /** The custody as it stands: with the introduction that is owed, and the former holder's grace. */
  readonly custody: Custody;
}

/** Why somebody holds the client in the role; undefined where nobody does. */
export async function whyHolds(desk: Desk, clientId: string, role: string): Promise<Holding | undefined> {
  assertKeys({ clientId, role });
  const { store, tenant } = desk;
  const history = await store.history(tenant, clientId);
  const [client] = await store.readClients(tenant, [clientId]);
  const custody = client && Object.hasOwn(client.custody, role) ? client.custody[role] : undefined;
  if (!custody) return undefined;
  const gives = givingTo(custody.employeeId, role);
  const event = history.findLast(gives);
  if (!event) return undefined;
  const planId = event.type === 'clientReassigned' ? event.planId : undefined;
  const plan = planId === undefined ? undefined : (await new PlanShelf(desk).read(planId))?.kept.plan;
  const isUndone = event.type === 'clientReassigned' && event.undone;
  const origin = isUndone
    ? history.findLast((one) => one !== event && gives(one) && one.happenedAt === custody.since)
    : undefined;
  const handoff = history.findLast(
    (one): one is ClientEvent<'handoffAccepted'> =>
      one.type === 'handoffAccepted' && one.accepted.to.role === role && one.recordedAt === event.recordedAt,
  );
  const { employeeId, since } = custody;
  return {
    clientId,
    role,
    employeeId,
    since,
    event,
    custody,
    ...(handoff && { handoff }),
    ...(plan && { plan }),
    ...(origin && { origin }),
  };
}

/** Whether an event put the client into the employee's hands. */
function givingTo(employeeId: string, role: string) {
  return (event: ClientEvent): boolean => {
    switch (event.type) {
      case 'roleAssigned':
        return event.role === role && event.employeeId === employeeId;
      case 'clientReassigned':
        return event.role === role && event.to?.employeeId === employeeId;
      case 'duplicateMerged':
        return event.holders[role] === employeeId;
      case 'mergeUndone':
        return event.custody[role]?.employeeId === employeeId;
      default:
        return false;
    }
  };
}
