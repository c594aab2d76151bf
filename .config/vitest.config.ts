import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SlowFirst } from './slow-first.ts';

/** The suites whose rules depend on the calendar: they run again on the other side of the world. */
const calendarSuites = ['time', 'conditions', 'blueprint', 'client', 'handoff', 'workforce'];

/** Slow files of theirs that no calendar enters. */
const calendarFree = [
  'tests/blueprint/{diff,parse-blueprint,presets}.test.ts',
  'tests/client/merge/**',
  'tests/client/{core,plan-move-laws,words}.test.ts',
  'tests/conditions/{analyse-condition,describe,explain,parse-condition}.test.ts',
  'tests/handoff/{circles,sender}.test.ts',
];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { tsconfigPaths: true },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    sequence: { sequencer: SlowFirst },
    // A CI machine may be busy with other things.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['tests/setup.ts'],
    exclude: ['tests/bench/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'chatham',
          env: { TZ: 'Pacific/Chatham' },
          // The type tests, *.test-d.ts, hold when they compile: `npm run check:types` sees to that.
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/bench/**', 'tests/storage/postgres/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'los-angeles',
          env: { TZ: 'America/Los_Angeles' },
          include: [`tests/{${calendarSuites.join(',')}}/**/*.test.ts`],
          exclude: calendarFree,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          env: { TZ: 'Pacific/Chatham' },
          include: ['tests/storage/postgres/**/*.test.ts'],
          // PGlite takes its time to start on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['tests/storage/postgres/global-setup.ts'],
        },
      },
    ],
  },
});
