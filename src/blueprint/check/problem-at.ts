import { formatPath, type Problem } from '../../errors/problem.ts';

/** A fault at a place in the blueprint, with the path written as the shape's faults write theirs. */
export const problemAt = (path: readonly PropertyKey[], message: string): Problem => ({
  path: formatPath(path),
  message,
});
