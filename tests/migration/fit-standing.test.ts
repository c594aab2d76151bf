import { expect, test } from 'vitest';
import { standingOf } from '../../src/client/merge/standing.ts';
import { comingBack, fitStanding } from '../../src/client/migration/fit-standing.ts';
import { at, openDepartment, stores } from '../service/department.ts';
import { old } from './rules.ts';

test('a client that comes back to nobody stands as it stood, be it that nobody holds it', async () => {
  const department = await openDepartment((stores[0] as (typeof stores)[number]).open, { conveyor: old });
  await department.buyer('acme', at(-20));
  const client = await department.sales.clients.get('acme');
  if (!client) throw new Error('there is no client');
  const stands = { ...standingOf(client), custody: {} };
  const returning = comingBack(stands, client);
  expect(returning).toEqual({});
  expect(fitStanding(stands, returning, { rules: old.rules, staff: {}, now: at(0) })).toEqual(stands);
});
