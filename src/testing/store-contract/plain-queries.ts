import type { Client } from '../../client/client.ts';
import { compareTexts } from '../../storage/port/text-order.ts';
import type { Census, ClientChange, ClientQuery } from '../../storage/port.ts';
import type { Filter } from './ids-of.ts';

/** The ids that a query must find, in its order, by nothing but filters over the list of clients. */
export function plainIds(base: readonly ClientChange[], filter: Filter): string[] {
  const { states, holder, concerns, pool, onHold, dueBy } = filter;
  const holds = (client: Client) =>
    Object.entries(client.custody).some(
      ([role, { employeeId }]) =>
        employeeId === holder?.employeeId && (holder.role === undefined || holder.role === role),
    );
  const key = ({ snapshot, dueAt }: ClientChange) => [
    ...(dueBy === undefined ? [] : [dueAt ?? '']),
    snapshot.id,
  ];
  return base
    .filter(({ snapshot }) => states === undefined || states.includes(snapshot.state))
    .filter(({ snapshot }) => holder === undefined || holds(snapshot))
    .filter(({ snapshot }) => concerns === undefined || isConcern(snapshot, concerns))
    .filter(({ snapshot }) => pool === undefined || snapshot.pool?.name === pool)
    .filter(({ snapshot }) => onHold === undefined || Object.keys(snapshot.holds).length > 0)
    .filter(({ dueAt }) => dueBy === undefined || (dueAt !== undefined && dueAt <= dueBy))
    .sort((a, b) => compareTexts(key(a), key(b)))
    .map(({ snapshot }) => snapshot.id);
}

function isConcern(
  { custody, handoff }: Client,
  { employeeIds, roles }: NonNullable<ClientQuery['concerns']>,
): boolean {
  const staff = Object.values(custody).flatMap(({ employeeId, deputy }) => [employeeId, deputy?.employeeId]);
  if (handoff && !handoff.escalated) staff.push(handoff.to.employeeId);
  const role =
    handoff?.escalated?.to ?? (handoff?.to.employeeId === undefined ? handoff?.to.role : undefined);
  return employeeIds.some((id) => staff.includes(id)) || roles.some((one) => one === role);
}

/** The census by counting, group by group. */
export function plainCensus(base: readonly ClientChange[]): Census {
  const clients = base.map(({ snapshot }) => snapshot);
  const held = base.flatMap(({ snapshot: { state, custody }, segments = {} }) =>
    Object.entries(custody).map(([role, { employeeId }]) => {
      const segment = segments[role];
      return segment === undefined ? [employeeId, role, state] : [employeeId, role, state, segment];
    }),
  );
  return {
    states: count(clients.map(({ state }) => [state])).map(([[state = ''], number]) => ({
      state,
      clients: number,
    })),
    custody: count(held).map(([[employeeId = '', role = '', state = '', segment], number]) => ({
      employeeId,
      role,
      state,
      ...(segment === undefined ? {} : { segment }),
      clients: number,
    })),
    pools: count(clients.flatMap(({ pool }) => (pool ? [[pool.name]] : []))).map(([[pool = ''], number]) => ({
      pool,
      clients: number,
    })),
  };
}

function count(groups: readonly string[][]): (readonly [group: string[], number: number])[] {
  const distinct = new Map(groups.map((group) => [JSON.stringify(group), group]));
  const size = (key: string) => groups.filter((group) => JSON.stringify(group) === key).length;
  return [...distinct]
    .sort(([, a], [, b]) => compareTexts(a, b))
    .map(([key, group]) => [group, size(key)] as const);
}
