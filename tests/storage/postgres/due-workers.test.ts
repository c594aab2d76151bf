import { inject, test } from 'vitest';
import { expectWorkersToShare } from '../../service/due-sharing.ts';
import { onSchema } from './temp-schema.ts';

test(
  'processes that share what is due do nothing twice and never in vain, and take over the share of one that is killed',
  onSchema(async (temp) => {
    await expectWorkersToShare({ url: inject('postgresUrl'), place: temp.place }, await temp.open());
  }),
);
