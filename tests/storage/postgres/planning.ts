import type { PostgresPlanning } from '../../../src/entries/sql.ts';

export type Planning = PostgresPlanning;

/** What \`PLANNING\` says for every store of the run: \`by shard\` distributes what is not distributed on an engine that does. */
export const planningOfRun = process.env.PLANNING as Planning | undefined;

/** Both ways of the default run, or the one that the run is about. */
export const plannings: readonly Planning[] = planningOfRun ? [planningOfRun] : ['whole', 'by shard'];

/** Options of a store on such a schema. */
export const placeIn = (schema: string) => ({
  schema,
  ...(planningOfRun && { planning: planningOfRun }),
});
