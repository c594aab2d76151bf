import { faultsIn } from '../errors/problem.ts';
import { problemWords } from '../errors/problem-words.ts';
import { blueprintProblemsEn } from '../locales/blueprint-problems.en.ts';

/** Faults of a blueprint, and of the decisions of a migration. */
export const fault = faultsIn({ ...problemWords.problems, ...blueprintProblemsEn });
