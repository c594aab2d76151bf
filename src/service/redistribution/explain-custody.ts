import type { Custody } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { replay } from '../../client/evolve.ts';
import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import type { Instant } from '../../time/instant.ts';
import { assertKeys } from '../assert-key.ts';
import type { ServiceContext } from '../service-context.ts';
import { PlanRepository } from './plan-repository.ts';

/** Why somebody holds a client in a role, from the log. */
export interface CustodyExplanation {
  readonly clientId: string;
  readonly role: string;
  readonly employeeId: string;
  readonly since: Instant;
  /**
   * What gave them the client: an assignment, a plan's move or its undoing, a merge, an opening balance. Its
   * `by` did it.
   */
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
export async function explainCustody(
  context: ServiceContext,
  clientId: string,
  role: string,
): Promise<CustodyExplanation | undefined> {
  assertKeys({ clientId, role });
  const { store, tenant } = context;
  const history = await store.history(tenant, clientId);
  const [client] = await store.readClients(tenant, [clientId]);
  const custody = client && Object.hasOwn(client.custody, role) ? client.custody[role] : undefined;
  if (!custody) return undefined;
  const giving = givingEvents(history, { role, employeeId: custody.employeeId });
  const event = giving[0];
  if (!event) return undefined;
  const planId = event.type === 'clientReassigned' ? event.planId : undefined;
  const plan = planId === undefined ? undefined : (await new PlanRepository(context).read(planId))?.kept.plan;
  const isUndone = event.type === 'clientReassigned' && event.undone;
  const origin = isUndone
    ? giving.find((one) => one !== event && one.happenedAt === custody.since)
    : undefined;
  const handoff = acceptedSince(history, origin ?? event, client?.handoffs.received[role], custody);
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

/**
 * The events that put the client into the employee's hands, newest first. Looking back over a migration, the
 * role goes by the name that it had before: the one under which the same custody stood.
 */
function givingEvents(
  history: readonly ClientEvent[],
  { role, employeeId }: { readonly role: string; readonly employeeId: string },
): ClientEvent[] {
  const found: ClientEvent[] = [];
  let name = role;
  for (let i = history.length - 1; i >= 0; i--) {
    const event = history[i] as ClientEvent;
    if (givingTo(employeeId, name)(event)) found.push(event);
    const isRenaming = event.type === 'clientMigrated' || event.type === 'migrationUndone';
    if (isRenaming && event.parts.custody) name = nameBefore(history.slice(0, i), event.parts.custody, name);
  }
  return found;
}

function nameBefore(
  earlier: readonly ClientEvent[],
  after: Readonly<Record<string, Custody>>,
  name: string,
): string {
  const held = after[name];
  const { custody } = replay(earlier);
  const isSame = (one: Custody | undefined) =>
    held !== undefined && one?.employeeId === held.employeeId && one.since === held.since;
  if (isSame(custody[name])) return name;
  return Object.keys(custody).find((role) => isSame(custody[role])) ?? name;
}

/**
 * The handoff that was accepted with the custody, or later by its holder: one who supported the client
 * before.
 */
function acceptedSince(
  history: readonly ClientEvent[],
  event: ClientEvent,
  received: AcceptedHandoff | undefined,
  { employeeId }: Custody,
): ClientEvent<'handoffAccepted'> | undefined {
  return history.findLast(
    (one): one is ClientEvent<'handoffAccepted'> =>
      one.type === 'handoffAccepted' &&
      one.accepted.to.employeeId === employeeId &&
      (isWith(one, event) || one.accepted.acceptedAt === received?.acceptedAt),
  );
}

const isWith = ({ accepted, recordedAt }: ClientEvent<'handoffAccepted'>, event: ClientEvent) =>
  'role' in event && event.role === accepted.to.role && event.recordedAt === recordedAt;

/** Whether an event put the client into the employee's hands. */
function givingTo(employeeId: string, role: string) {
  return (event: ClientEvent): boolean => {
    switch (event.type) {
      case 'holderAssigned':
        return event.role === role && event.employeeId === employeeId;
      case 'clientReassigned':
        return event.role === role && event.to?.employeeId === employeeId;
      case 'duplicateMerged':
        return event.holders[role] === employeeId;
      case 'clientOnboarded':
        return event.stands.custody[role]?.employeeId === employeeId;
      case 'mergeUndone':
        return event.custody[role]?.employeeId === employeeId;
      default:
        return false;
    }
  };
}
