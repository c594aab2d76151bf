import { benchAssignment } from './assignment.ts';
import { benchConditions } from './conditions.ts';
import { benchDecisions } from './decisions.ts';
import { benchReplay } from './replay.ts';
import { benchStorage } from './storage.ts';

console.log(
  `${'what'.padEnd(64)} ${'own'.padStart(10)} ${'peer'.padStart(10)} ${'ratio'.padStart(8)}  (asked for)`,
);
await benchDecisions();
await benchConditions();
await benchReplay();
await benchStorage();
await benchAssignment();
