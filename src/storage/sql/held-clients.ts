import type { Kysely, RawBuilder, SelectQueryBuilder } from 'kysely';
import type { HeldClients } from '../../workforce/workload.ts';
import type { ClientQuery } from '../port.ts';
import type { SalesTables } from './tables.ts';

/** Whose clients are asked for: in which role, or in any of these, and where they stand. */
export interface HeldPart {
  readonly employeeId: string;
  readonly roles: readonly string[];
  readonly states?: readonly string[] | undefined;
}

/** Of so many clients of a holder those that are due are found sooner among all that are due. */
const MANY = 16_000;

/**
 * The parts of a holder's clients of which each has an index in order: one for each role. Where due dates are
 * the order, they are one part. Undefined where it is no use to begin with the holder's.
 */
export function heldParts(
  { holder, states, dueBy }: ClientQuery,
  groups: readonly HeldClients[],
): readonly HeldPart[] | undefined {
  if (!holder) return undefined;
  const { employeeId, role } = holder;
  const found = groups.filter(
    (group) => (role === undefined || group.role === role) && (!states || states.includes(group.state)),
  );
  const roles = [...new Set(found.map((group) => group.role))];
  if (roles.length === 0) return [];
  if (dueBy === undefined) return roles.map((one) => ({ employeeId, roles: [one], states }));
  const clients = found.reduce((sum, group) => sum + group.clients, 0);
  return clients > MANY ? undefined : [{ employeeId, roles, states }];
}

const columns = ['state', 'pool', 'due_at', 'body', 'facts', 'answerer', 'name', 'on_hold'] as const;

/**
 * Clients of a holder in place of all clients, each found by its key. A planner that may choose would walk
 * the base, as it takes a holder's clients for scattered over it. `fence` keeps a planner from choosing; one
 * that has none takes a cross join in the order in which it is written.
 */
export function heldClients(
  tables: Kysely<SalesTables>,
  tenant: string,
  { employeeId, roles, states }: HeldPart,
  fence: RawBuilder<unknown> | undefined,
): SelectQueryBuilder<SalesTables, 'sales_clients', object> {
  const inRole = (role: string) =>
    tables
      .selectFrom('sales_custody')
      .select('client_id')
      .where('tenant', '=', tenant)
      .where('employee_id', '=', employeeId)
      .where('role', '=', role)
      // Whoever has no fence would take another index, as this one lacks the state.
      .$if(states !== undefined && fence !== undefined, (all) => all.where('state', 'in', states ?? []));
  const [first = '', ...others] = roles;
  const held = others.reduce((all, role) => all.union(inRole(role)), inRole(first)).as('held');
  const found = fence
    ? tables.selectFrom(held).innerJoinLateral(
        ({ selectFrom }) =>
          selectFrom('sales_clients')
            .select(columns)
            .where('tenant', '=', tenant)
            .whereRef('id', '=', 'held.client_id')
            .modifyEnd(fence)
            .as('client'),
        (join) => join.onTrue(),
      )
    : tables
        .selectFrom(held)
        .crossJoin('sales_clients as client')
        .where('client.tenant', '=', tenant)
        .whereRef('client.id', '=', 'held.client_id');
  const clients = found
    .select('held.client_id as id')
    .select(columns.map((column) => `client.${column}` as const))
    .as('sales_clients');
  return tables.selectFrom(clients) as unknown as SelectQueryBuilder<SalesTables, 'sales_clients', object>;
}
