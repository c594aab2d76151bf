import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    sql: 'src/storage/sql/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  tsconfig: '.config/tsconfig.src.json',
  dts: true,
  sourcemap: true,
  splitting: true,
  treeshake: true,
  clean: true,
});
