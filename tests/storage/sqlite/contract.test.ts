import { test } from 'vitest';
import { storeCases } from '../store-cases.ts';
import { onDatabase } from './temp-database.ts';

for (const { name, run } of storeCases) {
  test(
    name,
    onDatabase(async ({ open }) => run(await open())),
  );
}
