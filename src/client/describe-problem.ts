import { lookup } from '../conditions/lookup.ts';
import { inWords } from '../errors/in-words.ts';
import { faultValues, type Problem } from '../errors/problem.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import { fill, type WordOptions } from './words.ts';

/**
 * What is wrong with an input, with its place in it: for the `problems` that an INVALID_… error carries.
 */
export function describeProblem(problem: Problem, options: WordOptions<Dictionary>): string {
  return withArguments('describeProblem', { problem, ...inWords('describeProblem', options) }, () => {
    const text = problemInWords(problem, options);
    return problem.path === '' ? text : `${problem.path}: ${text}`;
  });
}

/** The same without its place. Of before there were codes there is a message alone. */
export function problemInWords(problem: Problem, options: WordOptions<Dictionary>): string {
  const words = options.dictionary.problems;
  if (!Object.hasOwn(words.problems, problem.code)) return problem.message;
  const of = problem.of ? fill(words.of[problem.of.kind], problem.of, options) : '';
  // A parser may expect what nobody has a word for.
  const isUnsaid = problem.code === 'WRONG_TYPE' && !Object.hasOwn(words.expected, problem.values.expected);
  const template = words.problems[isUnsaid ? 'NOT_VALID' : problem.code];
  return of + fill(template, { ...faultValues(problem, words), ...inner(problem, options) }, options);
}

/** What the words need from inside a problem. */
function inner(problem: Problem, options: WordOptions<Dictionary>): object {
  const { things, redistribution } = options.dictionary;
  switch (problem.code) {
    case 'MAY_NOT': {
      const { action } = problem.values;
      return { action: lookup(things.actions, action) ?? action };
    }
    case 'PROTECTED': {
      const { why } = problem.values;
      const template = typeof why === 'object' && lookup(redistribution.protections, why.code);
      return template ? { why: fill(template, why, options) } : {};
    }
    default:
      return {};
  }
}
