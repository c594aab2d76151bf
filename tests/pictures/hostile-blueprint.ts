import fc from 'fast-check';
import type { BlueprintInput } from 'sales-conveyor';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';

/** Pieces of text that somebody's parser has been known to stumble over. */
const pieces = fc.constantFrom(
  'end',
  'subgraph',
  '"',
  "'",
  '`',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '<b>',
  '</svg>',
  '&amp;',
  ']]>',
  '--',
  '-->',
  '==>',
  ';',
  '%%{init: {}}%%',
  '#35;',
  '|',
  '\n',
  '\\',
  '🚀',
  '\u0000',
  '\uD800',
  '\uFFFE',
  ' ',
  'click',
  'class',
  '*_~',
  '$$x$$',
);

/** A label that holds at least one visible letter, so that it is one. */
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 8,
  })
  .map((parts) => `x${parts.join('')}y`.slice(0, 200));

/** The small blueprint with hostile labels everywhere, and states whose names are keywords. */
export const hostileBlueprint: fc.Arbitrary<BlueprintInput> = fc
  .array(text, { minLength: 16, maxLength: 16 })
  .map((texts) => {
    let next = 0;
    const label = () => ({ en: texts[next++ % 16] as string, ru: texts[next++ % 16] as string });
    const blueprint = smallBlueprint({
      states: { end: { label: label(), final: true }, 'the--end': { label: label(), final: true } },
      transfers: {
        finish: {
          label: label(),
          from: ['lead', 'kept', 'parked'],
          to: 'end',
          trigger: { kind: 'person', by: ['head'] },
        },
        stay: { label: label(), from: ['kept'], to: 'kept', trigger: { kind: 'person', by: ['keeper'] } },
        close: { to: 'the--end' },
        leave: { label: label(), from: ['buyer'], to: 'closed', trigger: { kind: 'person', by: ['head'] } },
      },
    });
    return relabelled(blueprint, label);
  });

/** The same with every label new. */
function relabelled<T>(value: T, label: () => object): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => [
    key,
    key === 'label' ? label() : relabelled(part, label),
  ]);
  return Object.fromEntries(entries);
}
