import { test } from 'vitest';
import { openDepartment } from '../../service/department.ts';
import { expectSameAtEveryDoor } from '../../service/id-doors.ts';
import { onSchema } from './temp-schema.ts';

test(
  'on PostgreSQL, too, an id that nobody can have is the same typed error at every door, and names the argument',
  onSchema(async (place) => {
    await expectSameAtEveryDoor(await openDepartment(() => place.open()));
  }),
);
