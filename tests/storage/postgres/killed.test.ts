import { inject, test } from 'vitest';
import { expectKillsToDoNoHarm } from '../killed/plan-of-kills.ts';
import { plannings } from './planning.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

test.each(plannings)(
  'planning %s, kills of processes that import, apply a plan and run due work lose nothing, double nothing and leave no half of a plan',
  {
    timeout: 480_000,
  },
  (planning) =>
    onSchema(
      async (undisturbed) =>
        onSchema(async (killed) => {
          const url = inject('postgresUrl');
          const place = async (temp: TempSchema) => ({
            where: { url, place: temp.place },
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
            // The second way of a run is killed less often.
            planning === plannings[0] ? undefined : 2,
          );
        }, planning)(),
      planning,
    )(),
);
