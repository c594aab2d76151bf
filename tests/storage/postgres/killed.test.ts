import { inject, test } from 'vitest';
import { expectKillsToDoNoHarm } from '../killed/plan-of-kills.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

test(
  'a dozen kills of processes that import, apply a plan and run due work lose nothing, double nothing and leave no half of a plan',
  {
    timeout: 480_000,
  },
  () =>
    onSchema(async (undisturbed) =>
      onSchema(async (killed) => {
        const url = inject('postgresUrl');
        const place = async (temp: TempSchema) => ({
          where: { url, schema: temp.schema },
          store: await temp.open(),
        });
        await expectKillsToDoNoHarm(
          await place(undisturbed),
          async () => {
            const copy = await place(killed);
            await killed.takeRowsOf(undisturbed);
            return copy;
          },
          2_027,
        );
      })(),
    )(),
);
