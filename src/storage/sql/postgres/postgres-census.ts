import { sql } from 'kysely';
import type { Census } from '../../port.ts';
import { toHeldClients } from '../records.ts';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

/** One group of clients; which of the texts are there depends on what it is a group by. */
export interface CensusRow {
  readonly by: 'state' | 'custody' | 'pool';
  readonly state: string | null;
  readonly employee_id: string | null;
  readonly role: string | null;
  readonly segment: string | null;
  readonly pool: string | null;
  readonly clients: number | string;
}

/** All groups in one statement, so that they are counted at one moment. */
export function censusOf(place: TablePlace) {
  const clients = place.table('sales_clients');
  return statement(({ tenant }: Slots<{ tenant: string }>) =>
    writtenOut(sql<CensusRow>`
      select 'state' as by, state, null as employee_id, null as role, null as segment, null as pool, count(*) as clients
        from ${clients} where tenant = ${tenant} group by state
      union all
      select 'custody', state, employee_id, role, segment, null, clients
        from ${place.table('sales_held')} where tenant = ${tenant} and clients > 0
      union all
      select 'pool', null, null, null, null, pool, count(*)
        from ${clients} where tenant = ${tenant} and pool is not null group by pool
      order by by, employee_id, role, state, pool`),
  );
}

export function toCensus(rows: readonly CensusRow[]): Census {
  const of = (by: CensusRow['by']) => rows.filter((row) => row.by === by);
  return {
    states: of('state').map(({ state, clients }) => ({ state: `${state}`, clients: Number(clients) })),
    custody: toHeldClients(
      of('custody').map(({ employee_id, role, state, segment, clients }) => ({
        employeeId: `${employee_id}`,
        role: `${role}`,
        state: `${state}`,
        segment: segment ?? '',
        clients,
      })),
    ),
    pools: of('pool').map(({ pool, clients }) => ({ pool: `${pool}`, clients: Number(clients) })),
  };
}
