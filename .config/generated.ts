import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { factPage } from './fact-page.ts';
import { presetNames } from './preset-names.ts';
import { presetPages } from './preset-pages.ts';

/** The files that are made from the presets, by path. */
export function generated(): Record<string, string> {
  const presets = { transactional, mixed, consultative, project };
  return {
    'src/blueprint/presets/preset-names.ts': presetNames(presets),
    'docs/presets.md': presetPages(presets),
    'docs/facts.md': factPage(),
  };
}
