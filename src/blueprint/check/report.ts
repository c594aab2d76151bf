import { type Fault, type Problem, problemsUnder } from '../../errors/problem.ts';

/** Says what is wrong at a place in the blueprint: one thing, or everything found there. */
export type Report = (path: readonly PropertyKey[], wrong: Fault | readonly Problem[]) => void;

/** Puts what is said on a list; `at` is the place of the whole. */
export const reportTo =
  (problems: Problem[], ...at: readonly PropertyKey[]): Report =>
  (path, wrong) => {
    problems.push(...problemsUnder([...at, ...path], 'code' in wrong ? [{ path: '', ...wrong }] : wrong));
  };
