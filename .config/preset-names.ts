import type { BlueprintInput } from 'sales-conveyor';

/** The names that each preset declares, as types. */
export function presetNames(presets: Readonly<Record<string, () => BlueprintInput>>): string {
  const parts = Object.entries(presets).map(([name, preset]) => namesOf(name, preset()));
  return [
    '// Made from the presets by `npm run generate`.',
    "import type { ConveyorNames } from '../conveyor-names.ts';",
    '',
    ...parts,
  ].join('\n');
}

function namesOf(preset: string, blueprint: BlueprintInput): string {
  const names = {
    state: blueprint.states,
    role: blueprint.roles,
    transfer: blueprint.transfers,
    source: blueprint.entries,
    fact: blueprint.facts,
    hold: blueprint.holds,
  };
  return [
    `/** The names that the preset \`${preset}\` declares. */`,
    `export interface ${preset[0]?.toUpperCase()}${preset.slice(1)}Names extends ConveyorNames {`,
    ...Object.entries(names).map(([kind, declared]) => field(kind, Object.keys(declared ?? {}))),
    '}',
    '',
  ].join('\n');
}

/** Laid out as the formatter would. */
function field(kind: string, names: readonly string[]): string {
  const texts = names.map((name) => `'${name}'`);
  const line = `  readonly ${kind}: ${texts.join(' | ') || 'never'};`;
  return line.length <= 110 ? line : `  readonly ${kind}:\n    | ${texts.join('\n    | ')};`;
}
