import { benchAnalysis } from './analysis.ts';
import { benchAssigning } from './assigning.ts';
import { benchAssignment } from './assignment.ts';
import { benchConditions } from './conditions.ts';
import { benchDay } from './day.ts';
import { benchDeadlines } from './deadlines.ts';
import { benchDecisions } from './decisions.ts';
import { benchEveryday } from './everyday.ts';
import { benchImport } from './import.ts';
import { benchMigration } from './migration.ts';
import { benchOnboarding } from './onboarding.ts';
import { benchPay } from './pay.ts';
import { benchPlanLife } from './plan-life.ts';
import { benchPostgres } from './postgres.ts';
import { benchQueries } from './queries.ts';
import { benchReplay } from './replay.ts';
import { benchStorage } from './storage.ts';
import { benchWork } from './work.ts';

console.log(
  `${'what'.padEnd(64)} ${'own'.padStart(10)} ${'peer'.padStart(10)} ${'ratio'.padStart(8)}  (asked for)`,
);
const groups: Readonly<Record<string, () => Promise<void> | void>> = {
  decisions: benchDecisions,
  conditions: benchConditions,
  analysis: benchAnalysis,
  replay: benchReplay,
  storage: benchStorage,
  assigning: benchAssigning,
  migration: () => benchMigration(Number(process.env.MIGRATED_CLIENTS ?? 5_000)),
  postgres: benchPostgres,
  deadlines: benchDeadlines,
  planLife: benchPlanLife,
  import: benchImport,
  day: benchDay,
  onboarding: benchOnboarding,
  everyday: benchEveryday,
  assignment: benchAssignment,
  queries: benchQueries,
  pay: benchPay,
  work: benchWork,
};
/** All of them, unless some are named: `npm run bench -- decisions assigning`. */
const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length > 0) throw new Error(`No such group: ${unknown}; there are ${Object.keys(groups)}`);
for (const [name, bench] of Object.entries(groups))
  if (named.length === 0 || named.includes(name)) await bench();
