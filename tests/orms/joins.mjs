/**
 * How each ORM lends its transaction to the store: `transact(work)` begins one, gives what `store.within` takes, and
 * commits, or rolls back where the work throws; `own` runs a statement of the caller's in it. These lines are those of
 * docs/stores.md.
 */
import { MikroORM } from '@mikro-orm/postgresql';
import { PrismaPg } from '@prisma/adapter-pg';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { drizzle as drizzleOnPostgresJs } from 'drizzle-orm/postgres-js';
import knexOn from 'knex';
import pg from 'pg';
import postgres from 'postgres';
import { DataSource, EntitySchema } from 'typeorm';
import { PrismaClient } from './client/client.ts';

/** `$1`, `$2`, … of a statement as what a template or `?` takes. */
const parts = (text) => text.split(/\$\d+/);
const places = (text, values) => [...text.matchAll(/\$(\d+)/g)].map(([, place]) => values[place - 1]);

const drizzleQuery = (tx) => async (text, values) => {
  const given = places(text, values);
  const chunks = parts(text).flatMap((part, index) =>
    index < given.length ? [sql.raw(part), sql.param(given[index])] : [sql.raw(part)],
  );
  const answer = await tx.execute(sql.join(chunks));
  return { rows: answer.rows ?? [...answer] };
};

export const joins = {
  'Drizzle on node-postgres': async (url) => {
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    const db = drizzle(pool);
    return {
      transact: (work) => db.transaction((tx) => work({ query: drizzleQuery(tx) })),
      close: () => pool.end(),
    };
  },
  'Drizzle on postgres.js': async (url) => {
    const client = postgres(url, { max: 2, onnotice: () => {} });
    const db = drizzleOnPostgresJs(client);
    return {
      transact: (work) => db.transaction((tx) => work({ query: drizzleQuery(tx) })),
      close: () => client.end(),
    };
  },
  TypeORM: async (url) => {
    const Nothing = new EntitySchema({ name: 'nothing', columns: { id: { type: 'int', primary: true } } });
    const source = await new DataSource({
      type: 'postgres',
      url,
      entities: [Nothing],
      poolSize: 2,
    }).initialize();
    return {
      transact: (work) =>
        source.transaction((manager) =>
          work({
            query: async (text, values) => ({
              rows: (await manager.queryRunner.query(text, values, true)).records ?? [],
            }),
          }),
        ),
      close: () => source.destroy(),
    };
  },
  Prisma: async (url) => {
    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 2 }) });
    return {
      transact: (work) =>
        prisma.$transaction((tx) =>
          work({ query: async (text, values) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) }),
        ),
      close: () => prisma.$disconnect(),
    };
  },
  Knex: async (url) => {
    const knex = knexOn({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });
    return {
      transact: (work) =>
        knex.transaction((trx) =>
          work({
            query: (text, values) =>
              trx.raw(text.replaceAll('?', '\\?').replace(/\$\d+/g, '?'), places(text, values)),
          }),
        ),
      close: () => knex.destroy(),
    };
  },
  MikroORM: async (url) => {
    const orm = await MikroORM.init({
      clientUrl: url,
      entities: [],
      discovery: { warnWhenNoEntities: false },
    });
    return {
      transact: (work) => orm.em.transactional((em) => work(em.getKysely())),
      close: () => orm.close(),
    };
  },
  'postgres.js': async (url) => {
    const client = postgres(url, { max: 2, onnotice: () => {} });
    return {
      transact: (work) =>
        client.begin((tx) =>
          work({ query: async (text, values) => ({ rows: await tx.unsafe(text, values) }) }),
        ),
      close: () => client.end(),
    };
  },
};
