import type { Fault, Problem } from '../../errors/problem.ts';

/** Says what is wrong at a place in the blueprint: one thing, or everything found there. */
export type Report = (path: readonly PropertyKey[], wrong: Fault | readonly Problem[]) => void;
