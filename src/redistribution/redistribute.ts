import { assertOptions, type Forms } from '../errors/assert-options.ts';
import { callersFunction, withArguments } from '../errors/with-arguments.ts';
import { atOnce, inTurns, type Steps } from '../time/in-turns.ts';
import { type Compiled, compiling, compilingIndexed } from './compile.ts';
import { exhaust } from './exhaustion.ts';
import { Flows } from './flows.ts';
import { greedyPlan } from './greedy-plan.ts';
import type { Infeasible, NotFound } from './infeasible.ts';
import { toMultipliers } from './own-prices.ts';
import { parseProblem, parsing } from './parse-problem.ts';
import { planWithin } from './plan-within.ts';
import type { FullProblem, RedistributionProblem } from './problem.ts';
import type { RedistributionProposal } from './proposal.ts';
import { toProposal, toStart } from './propose.ts';
import { relaxing } from './relax.ts';
import { EVERYBODY } from './solver/model/instance.ts';
import { isExtensive, type SharedInstance, toInstance } from './solver/model/shared-instance.ts';
import type { Multipliers, Progress, Solution, SolveOptions } from './solver/model/solution.ts';
import { proving } from './solver/prove.ts';
import { solvingInSteps } from './solver/solve.ts';
import { reasoning } from './structural-reasons.ts';

/**
 * Options of the search. The same problem and options give the same plan, byte for byte, unless time is
 * limited.
 */
export interface RedistributeOptions {
  /**
   * How much work is done, as a multiple of what is usual for the size.
   * @defaultValue 1, at which a large base is done within 0.1% of the best
   */
  readonly effort?: number | undefined;
  /** Time limit by the `clock`, in milliseconds; with one the plan depends on the machine. */
  readonly timeLimitMs?: number | undefined;
  /** Milliseconds from any origin. */
  readonly clock?: (() => number) | undefined;
  /** An earlier plan of the same or a similar problem to start from; saves time, changes no rule. */
  readonly from?: RedistributionProposal | undefined;
  /** An earlier plan that is disturbed as little as possible: straying from it costs `weights.nearness`. */
  readonly stayNear?: Pick<RedistributionProposal, 'moves'> | undefined;
}

/** {@link RedistributeOptions} for a search that yields to the event loop. */
export interface RedistributeInStepsOptions extends RedistributeOptions {
  /** Cuts the search short: the best plan so far is given, `stopped: 'cancelled'`. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Called with the progress of the search. */
  readonly onProgress?: ((progress: RedistributionProgress) => void) | undefined;
}

/**
 * Progress of the search. With balances the search comes first, then the bound; else the other way round.
 * Objective and bound are as in a proposal.
 */
export interface RedistributionProgress {
  readonly phase: 'bound' | 'search';
  /** Of the phase, from 0 to 1. */
  readonly share: number;
  /** Of the best plan so far, if there is one. */
  readonly objective?: number | undefined;
  readonly bound: number;
}

/**
 * A whole plan, or why there is none: proven (`infeasible`), or within the work done (`notFound`). Never a
 * part of a plan.
 */
export type Redistribution =
  | { readonly ok: true; readonly proposal: RedistributionProposal }
  | { readonly ok: false; readonly infeasible: Infeasible }
  | { readonly ok: false; readonly notFound: NotFound };

const searchForms: Forms<RedistributeOptions> = {
  effort: 'number?',
  timeLimitMs: 'number?',
  clock: 'function?',
  from: 'any?',
  stayNear: 'any?',
};
/** @internal */
export const searchInStepsForms: Forms<RedistributeInStepsOptions> = {
  ...searchForms,
  signal: 'any?',
  onProgress: 'function?',
};

/**
 * Finds the best plan by the problem's policy. The order of clients and employees does not matter.
 * @throws INVALID_PROBLEM naming every fault with its client or employee
 */
export function redistribute(
  problem: RedistributionProblem,
  options: RedistributeOptions = {},
): Redistribution {
  return withArguments('redistribute', { problem, options }, () => {
    assertOptions('redistribute', options, searchForms);
    return planned(problem, options);
  });
}

function planned(problem: RedistributionProblem, options: RedistributeOptions): Redistribution {
  return atOnce(planning(parseProblem(problem), options)).found;
}

/**
 * Finds the best plan and yields to the event loop regularly, so that it can be watched and cancelled.
 * @throws INVALID_PROBLEM naming every fault with its client or employee
 */
export function redistributeInSteps(
  problem: RedistributionProblem,
  options: RedistributeInStepsOptions = {},
): Promise<Redistribution> {
  return withArguments('redistributeInSteps', { problem, options }, () => {
    assertOptions('redistributeInSteps', options, searchInStepsForms);
    return plannedInSteps(problem, options);
  });
}

async function plannedInSteps(
  problem: RedistributionProblem,
  options: RedistributeInStepsOptions,
): Promise<Redistribution> {
  const full = await inTurns(parsing(problem));
  return (await inTurns(planning(full, options))).found;
}

/** Finds the plan of a parsed problem, step by step; also returns the compiled problem. */
export function* planning(
  problem: FullProblem,
  options: RedistributeInStepsOptions,
): Steps<{ readonly found: Redistribution; readonly compiled: Compiled }> {
  const compiled = yield* compiling(problem, options.stayNear?.moves);
  yield;
  const flows = new Flows(compiled);
  const reasons = yield* reasoning(compiled, flows);
  if (reasons.length > 0) {
    const relaxations = yield* relaxing(problem, compiled, flows);
    return { found: { ok: false, infeasible: { reasons, relaxations } }, compiled };
  }
  yield;
  const { signal } = options;
  const onProgress = callersFunction(options.onProgress);
  const solution = yield* solvingInSteps(compiled.instance, {
    ...toSolveOptions(compiled, options),
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (progress: Progress) => onProgress(inOwnUnits(progress, compiled)) }),
  });
  yield;
  return { found: yield* conclude(problem, compiled, solution, options), compiled };
}

/** A plan to stay near; one that was judged by its policy alone has prices. */
export type NearProposal = Pick<RedistributionProposal, 'moves'> &
  Partial<Pick<RedistributionProposal, 'certificate' | 'near'>>;

/**
 * A plan that was to stay near another one, judged by the policy alone. Its moves come with what they cost
 * and with the bound that holds without that wish. The other plan, if it was judged so, tells the prices of
 * budgets.
 */
export function* judgingAlone(
  near: Compiled,
  { near: _, ...found }: RedistributionProposal,
  policy: FullProblem['policy'],
  {
    effort,
    signal,
    stayNear,
  }: Pick<RedistributeInStepsOptions, 'effort' | 'signal'> & { readonly stayNear: NearProposal },
): Steps<RedistributionProposal> {
  const { indexed } = near;
  const compiled = yield* compilingIndexed({ ...indexed, problem: { ...indexed.problem, policy } });
  yield;
  const { instance } = compiled;
  const { chosen } = toStart(compiled, found);
  const known = toSolveOptions(compiled, { effort, from: found });
  const searching = { ...known, ...(signal && { signal }) };
  const prices = stayNear.near ? [] : (stayNear.certificate?.prices ?? []);
  const tolls = tollsOf(instance, toMultipliers(compiled, prices));
  // Where no price of a budget of all moves is known, it is found by a search only.
  const isPriced = instance.limits.every(
    ({ employee, measure }) => employee !== EVERYBODY || (tolls[measure] as number) > 0,
  );
  const proven = yield* isPriced
    ? proving(instance, chosen, { ...searching, tolls })
    : solvingInSteps(instance, searching);
  const stopped = found.stopped === 'done' ? proven.stopped : found.stopped;
  const status = 'feasible';
  return yield* toProposal(compiled, { ...proven, status, chosen, stopped });
}

/** By measure: the price of what moves. */
function tollsOf({ limits, measures }: SharedInstance, { scale, limits: prices }: Multipliers): Float64Array {
  const tolls = new Float64Array(measures.length);
  for (const [l, { employee, measure }] of limits.entries())
    if (employee === EVERYBODY) tolls[measure] = Math.max(0, (prices[l] as number) / scale);
  return tolls;
}

function* conclude(
  problem: FullProblem,
  compiled: Compiled,
  solution: Solution,
  options: RedistributeOptions,
): Steps<Redistribution> {
  const { chosen, objective, status, stopped } = solution;
  if (chosen && objective !== undefined) {
    const proposal = yield* toProposal(compiled, { ...solution, chosen }, options.stayNear?.moves);
    return { ok: true, proposal };
  }
  const found =
    status === 'infeasible' ? 'impossible' : stopped === 'done' ? anyPlan(compiled.instance) : 'unknown';
  yield;
  if (typeof found !== 'string') {
    const better = yield* solvingInSteps(compiled.instance, {
      ...toSolveOptions(compiled, options),
      from: { chosen: found },
    });
    if (better.chosen) return yield* conclude(problem, compiled, better, options);
  }
  const relaxations = stopped === 'done' ? yield* relaxing(problem, compiled, new Flows(compiled)) : [];
  if (found !== 'impossible') return { ok: false, notFound: { relaxations, stopped } };
  const rules = [...new Set(compiled.bounds.map(({ rule }) => rule))];
  return { ok: false, infeasible: { reasons: [{ code: 'RULES_CLASH', rules }], relaxations } };
}

/** A feasible plan by repair, else by enumeration; or the proof that none exists. */
const anyPlan = (shared: SharedInstance) => {
  // Of a large one, the search has tried more than this would.
  if (isExtensive(shared)) return 'unknown';
  const instance = toInstance(shared);
  return planWithin(instance, { left: PATIENCE + instance.employee.length / 2 }) ?? exhaust(instance);
};

const PATIENCE = 3e5;

/** Of the objective: utilisations are within 1% of what they can be. */
const ENOUGH = 1e-4;

function toSolveOptions(
  compiled: Compiled,
  { effort, timeLimitMs, clock, from, stayNear }: RedistributeOptions,
): SolveOptions {
  const start =
    from ?? (stayNear && 'certificate' in stayNear ? (stayNear as RedistributionProposal) : undefined);
  return {
    starts: [() => greedyPlan(compiled)],
    enough: ENOUGH * compiled.scale,
    ...(effort !== undefined && { effort }),
    ...(timeLimitMs !== undefined && { timeLimitMs }),
    ...(clock && { clock }),
    ...(start && { from: toStart(compiled, start) }),
  };
}

function inOwnUnits(
  { phase, share, objective, bound }: Progress,
  { scale }: Compiled,
): RedistributionProgress {
  return {
    phase,
    share,
    bound: bound / scale,
    ...(objective !== undefined && { objective: objective / scale }),
  };
}
