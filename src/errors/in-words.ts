import { meant } from './did-you-mean.ts';
import { invalidArgument } from './invalid-argument.ts';

/** What everything takes that puts something into words: one record of options serves all. */
const common = ['dictionary', 'conveyor', 'names'];

/**
 * Options of what puts something into words, with the names of its own ones. A misspelt option would be as
 * good as none.
 * @throws INVALID_ARGUMENT that names an unknown one, with the nearest known one.
 */
export function inWords<Options extends { readonly dictionary: unknown }>(
  of: string,
  options: Options,
  ...own: readonly string[]
) {
  const known = [...common, ...own];
  for (const name in options) {
    if (known.includes(name)) continue;
    const message = `is none of ${known}`;
    const values = { kind: 'option', name, ...meant(name, known) } as const;
    throw invalidArgument(of, [{ path: `options.${name}`, code: 'UNKNOWN_NAME', message, values }]);
  }
  return { options, 'options.dictionary': options?.dictionary };
}
