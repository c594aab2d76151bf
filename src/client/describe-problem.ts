import { named } from '../conditions/named.ts';
import type { Problem } from '../errors/problem.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { fill, type WordOptions } from './words.ts';

/**
 * What is wrong with an input, with its place in it: for the `problems` that an INVALID_… error carries. A problem without a code, as of a
 * blueprint that contradicts itself, is said by its message, in English.
 */
export function describeProblem(problem: Problem, options: WordOptions): string {
  return withArguments('describeProblem', { problem, options }, () => {
    const { path, message, code = '', values = {} } = problem;
    const { problems, parsed } = options.dictionary.things;
    const template = named(problems, code);
    const expected = 'expected' in values ? String(values.expected) : undefined;
    const said = {
      ...values,
      ...(expected !== undefined && { expected: named(parsed, expected) ?? expected }),
    };
    const text = template === undefined ? message : fill(template, said, options);
    return path === '' ? text : `${path}: ${text}`;
  });
}
