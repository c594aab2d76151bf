import { inject, test } from 'vitest';
import { expectTwentyKillsToDoNoHarm } from '../killed/plan-of-kills.ts';
import { onSchema } from './temp-schema.ts';

test(
  'twenty kills of processes that import, apply a plan of 10,000 moves and run due work lose nothing, double nothing and leave no half of a plan',
  {
    timeout: 240_000,
  },
  () =>
    onSchema(async (undisturbed) =>
      onSchema(async (killed) => {
        const url = inject('postgresUrl');
        await expectTwentyKillsToDoNoHarm(
          { where: { url, schema: undisturbed.schema }, store: await undisturbed.open() },
          { where: { url, schema: killed.schema }, store: await killed.open() },
          2_027,
        );
      })(),
    )(),
);
