import { defineConfig } from 'tsup';

/** Benches run as JavaScript, as users run the library: a loader of TypeScript adds work to every call that it compiles. */
export default defineConfig({
  entry: ['tests/bench/main.ts', 'tests/bench/pay-process.ts'],
  outDir: '.tmp/bench',
  format: ['esm'],
  target: 'node20',
  noExternal: [/^sales-conveyor/],
  skipNodeModulesBundle: true,
  silent: true,
});
