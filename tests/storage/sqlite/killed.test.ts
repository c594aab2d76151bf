import { test } from 'vitest';
import { expectKillsToDoNoHarm } from '../killed/plan-of-kills.ts';
import { onDatabase } from './temp-database.ts';

test(
  'a dozen kills of processes that import, apply a plan and run due work lose nothing, double nothing and leave no half of a plan',
  {
    timeout: 480_000,
  },
  () =>
    onDatabase(async (undisturbed) =>
      onDatabase(async (killed) =>
        expectKillsToDoNoHarm(
          { where: { file: undisturbed.file }, store: await undisturbed.open() },
          async () => {
            undisturbed.connect().exec(`vacuum into '${killed.file}'`);
            return { where: { file: killed.file }, store: await killed.open() };
          },
          2_026,
        ),
      )(),
    )(),
);
