import type { Problem } from './problem.ts';

/**
 * What was given, by the names of its parameters. A name is followed by what it stands for where that is no
 * object, as a pattern of kinds: `history: array`, `client: object|undefined`, `json: .`.
 */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The first argument, or entry of one, that is not what its name stands for. Where each looks right the first
 * lacks something: it is what the call is about.
 */
export function misfitIn(given: Given): Problem<'WRONG_TYPE'> {
  const parts = Object.entries(given);
  const problem = ([name, value]: (typeof parts)[0], expected: string): Problem<'WRONG_TYPE'> => {
    const received = kindOf(value);
    const message = `must be ${expected}, not ${received}`;
    return {
      code: 'WRONG_TYPE',
      path: name.split(':')[0] as string,
      values: { expected, received },
      message,
    };
  };
  for (const part of parts) {
    const [name, value] = part;
    const [path, expected = 'object'] = name.split(': ');
    if (!kindOf(value).match(expected)) return problem(part, expected);
    if (expected.startsWith('array'))
      for (const [i, entry] of Object.entries(value ?? {})) parts.push([`${path}[${i}]`, entry]);
  }
  return problem(parts[0] as (typeof parts)[0], 'complete');
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
