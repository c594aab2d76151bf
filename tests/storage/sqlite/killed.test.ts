import { test } from 'vitest';
import { expectTwentyKillsToDoNoHarm } from '../killed/plan-of-kills.ts';
import { onDatabase } from './temp-database.ts';

test(
  'twenty kills of processes that import, apply a plan and run due work lose nothing, double nothing and leave no half of a plan',
  {
    timeout: 480_000,
  },
  () =>
    onDatabase(async (undisturbed) =>
      onDatabase(async (killed) =>
        expectTwentyKillsToDoNoHarm(
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
