import { benchAnalysis } from './analysis.ts';
import { benchAssignment } from './assignment.ts';
import { benchConditions } from './conditions.ts';
import { benchDecisions } from './decisions.ts';
import { benchEveryday } from './everyday.ts';
import { benchImport } from './import.ts';
import { benchMigration } from './migration.ts';
import { benchPlanLife } from './plan-life.ts';
import { benchPostgres } from './postgres.ts';
import { benchQueries } from './queries.ts';
import { benchReplay } from './replay.ts';
import { benchStorage } from './storage.ts';

console.log(
  `${'what'.padEnd(64)} ${'own'.padStart(10)} ${'peer'.padStart(10)} ${'ratio'.padStart(8)}  (asked for)`,
);
await benchDecisions();
await benchConditions();
benchAnalysis();
await benchReplay();
await benchStorage();
await benchMigration(Number(process.env.MIGRATED_CLIENTS ?? 5_000));
await benchPostgres();
await benchPlanLife();
await benchImport();
await benchEveryday();
await benchAssignment();
await benchQueries();
