import { invalidInput } from '../errors/invalid-input.ts';
import { type Problem, toProblems } from '../errors/problem.ts';
import { type FullProblem, type RedistributionProblem, redistributionProblemSchema } from './problem.ts';
import { faultsOf } from './problem-faults.ts';

/**
 * The problem with every default filled in.
 * @throws INVALID_PROBLEM naming every fault with its client or employee
 */
export function parseProblem(problem: RedistributionProblem): FullProblem {
  const { data, error } = redistributionProblemSchema.safeParse(problem);
  const faults = error ? toProblems(error).map((fault) => withName(fault, problem)) : faultsOf(data);
  if (faults.length > 0) throw invalidInput('INVALID_PROBLEM', 'a redistribution problem', faults);
  return data as FullProblem;
}

/**
 * The same of a problem in which decisions by hand may contradict what has changed since they were made; its parts are in order.
 * @throws INVALID_PROBLEM
 */
export function filledIn(problem: RedistributionProblem): FullProblem {
  const { data, error } = redistributionProblemSchema.safeParse(problem);
  if (error) throw invalidInput('INVALID_PROBLEM', 'a redistribution problem', toProblems(error));
  return data;
}

/** Says whose the fault is, as a position in a list tells a reader little. */
function withName({ path, message }: Problem, problem: RedistributionProblem): Problem {
  const [, list, index] = /^(clients|employees)\[(\d+)\]/.exec(path) ?? [];
  if (list !== 'clients' && list !== 'employees') return { path, message };
  const item: unknown = problem[list][Number(index)];
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
  if (typeof id !== 'string') return { path, message };
  return { path, message: `${list === 'clients' ? 'client' : 'employee'} ${id}: ${message}` };
}
