import { sql } from 'kysely';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import { tables } from './sqlite-tables.ts';

interface OfTenant {
  tenant: string;
}

interface ById extends OfTenant {
  id: string;
}

/** Ids as a JSON list: one parameter however many there are. */
interface ByIds extends OfTenant {
  ids: string;
}

const listed = (ids: Slots<ByIds>['ids']) => sql<string>`(select value from json_each(${ids}))`;

export const clientsByIds = statement(({ tenant, ids }: Slots<ByIds>) =>
  tables
    .selectFrom('sales_clients')
    .select(['id', 'body'])
    .where('tenant', '=', tenant)
    .where('id', 'in', listed(ids)),
);

export const clientEvents = statement(({ tenant, id }: Slots<ById>) =>
  tables
    .selectFrom('sales_events')
    .select(['position', 'body'])
    .where('tenant', '=', tenant)
    .where('stream', '=', 'client')
    .where('stream_id', '=', id)
    .orderBy('sequence'),
);

export const clientsPerState = statement(({ tenant }: Slots<OfTenant>) =>
  tables
    .selectFrom('sales_clients')
    .select(({ fn }) => ['state', fn.countAll<number>().as('clients')])
    .where('tenant', '=', tenant)
    .groupBy('state')
    .orderBy('state'),
);

export const clientsPerHolder = statement(({ tenant }: Slots<OfTenant>) =>
  tables
    .selectFrom('sales_custody')
    .select(({ fn }) => ['employee_id as employeeId', 'role', 'state', fn.countAll<number>().as('clients')])
    .where('tenant', '=', tenant)
    .groupBy(['employee_id', 'role', 'state'])
    .orderBy('employee_id')
    .orderBy('role')
    .orderBy('state'),
);

export const clientsPerPool = statement(({ tenant }: Slots<OfTenant>) =>
  tables
    .selectFrom('sales_clients')
    .select(({ fn }) => ['pool', fn.countAll<number>().as('clients')])
    .where('tenant', '=', tenant)
    .where('pool', 'is not', null)
    .groupBy('pool')
    .orderBy('pool')
    .$narrowType<{ pool: string }>(),
);

export const employeeById = statement(({ tenant, id }: Slots<ById>) =>
  tables
    .selectFrom('sales_employees')
    .select(['id', 'body'])
    .where('tenant', '=', tenant)
    .where('id', '=', id),
);

export const allEmployees = statement(({ tenant }: Slots<OfTenant>) =>
  tables.selectFrom('sales_employees').select(['id', 'body']).where('tenant', '=', tenant).orderBy('id'),
);

export const feedPage = statement(
  ({ tenant, after, limit }: Slots<OfTenant & { after: number; limit: number }>) =>
    tables
      .selectFrom('sales_events')
      .select(['position', 'body'])
      .where('tenant', '=', tenant)
      .where('position', '>', after)
      .orderBy('position')
      .limit(limit),
);

export const documentsByIds = statement(({ tenant, kind, ids }: Slots<ByIds & { kind: string }>) =>
  tables
    .selectFrom('sales_documents')
    .select(['kind', 'id', 'revision', 'body'])
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('id', 'in', listed(ids)),
);

export const documentPage = statement(
  ({ tenant, kind, after, limit }: Slots<OfTenant & { kind: string; after: string; limit: number }>) =>
    tables
      .selectFrom('sales_documents')
      .select(['kind', 'id', 'revision', 'body'])
      .where('tenant', '=', tenant)
      .where('kind', '=', kind)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit),
);

export const commandsByIds = statement(({ tenant, ids }: Slots<ByIds>) =>
  tables
    .selectFrom('sales_commands')
    .select(['command_id', 'fingerprint', 'outcome'])
    .where('tenant', '=', tenant)
    .where('command_id', 'in', listed(ids)),
);
