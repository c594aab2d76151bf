import { faultsIn } from '../errors/problem.ts';
import { problemWords } from '../errors/problem-words.ts';
import { redistributionProblemsEn } from '../locales/redistribution-problems.en.ts';

/** Faults of a redistribution problem. */
export const fault = faultsIn({ ...problemWords.problems, ...redistributionProblemsEn });
