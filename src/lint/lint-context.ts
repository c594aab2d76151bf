import type { Blueprint } from '../blueprint/blueprint.ts';
import { builtInFacts } from '../blueprint/built-in-facts.ts';
import type { Conveyor } from '../client/conveyor.ts';
import type { ClientTransfer } from '../client/decision-context.ts';
import {
  type AnalysisOptions,
  analyseChecked,
  type ConditionAnalysis,
  canMeet,
  impliesChecked,
} from '../conditions/analysis/analyse-condition.ts';
import type { Possibility } from '../conditions/analysis/search.ts';
import { weightOf } from '../conditions/analysis/weight-of.ts';
import { type WorkBudget, WorkSpent, workBudget } from '../conditions/analysis/work-budget.ts';
import type { Condition } from '../conditions/condition.ts';
import type { FactSchema } from '../conditions/fact-schema.ts';
import { kept } from '../conditions/kept.ts';
import { formatPath } from '../errors/problem.ts';
import { clientFacts } from './client-facts.ts';
import type { LintFinding, LintNames, LintRule, LintSeverity, LintValues, LintWitness } from './finding.ts';
import { Explorer } from './witness/explorer.ts';

/** Steps that a whole lint may take: about a second of CPU. The presets take a hundredth of it. */
export const LINT_WORK = 8_000_000;
/** What it takes to read a condition and to check it, in steps for each unit of its weight. */
const READING = 100;
/** Which part of it one question may take, so that one condition leaves the others something. */
const QUESTION_SHARE = 1 / 16;

/** What every rule looks at, computed once. */
export class LintContext {
  readonly blueprint: Blueprint;
  readonly facts: FactSchema;
  readonly options: AnalysisOptions;
  readonly transfers: readonly ClientTransfer[];
  readonly #analyses = new Map<Condition, ConditionAnalysis>();
  /** Most conditions meet each other in many states and on many events. */
  readonly #implications = new Map<Condition, Map<Condition, boolean>>();
  readonly #notAnalysed = new Set<Condition>();
  #explorer: Explorer | undefined;

  constructor(
    readonly conveyor: Conveyor,
    readonly budget: WorkBudget = workBudget(LINT_WORK),
  ) {
    this.blueprint = conveyor.blueprint;
    this.facts = { ...builtInFacts, ...conveyor.blueprint.facts };
    this.options = clientFacts(conveyor.blueprint);
    this.transfers = Object.values(conveyor.rules.transfers);
    // That the blueprint was read is work, too: what is very large leaves less to be asked of it.
    for (const { when } of this.transfers) if (when) budget.spend(READING * weightOf(when));
  }

  /** Made when the first finding needs a witness: a clean blueprint is looked at only. */
  get explorer(): Explorer {
    this.#explorer ??= new Explorer(this.conveyor, this.options, this.budget);
    return this.#explorer;
  }

  analysisOf(condition: Condition): ConditionAnalysis {
    const analysed = () =>
      this.#ask([condition], (options) => analyseChecked(condition, this.facts, options));
    return kept(this.#analyses, condition, () => analysed() ?? { verdict: 'undecided', neverNo: false });
  }

  /** Whether whoever meets the one is shown to meet the other. */
  implies(one: Condition, other: Condition, within = this.budget): boolean {
    const ofOne = kept(this.#implications, one, () => new Map());
    const ask = () =>
      this.#ask([one, other], (options) => impliesChecked(one, other, this.facts, options), within);
    return kept(ofOne, other, () => ask()?.verdict === 'implied');
  }

  /** Whether all of the conditions are shown to hold for somebody together. */
  canMeet(conditions: readonly Condition[]): boolean {
    const answer: Possibility | undefined = this.#ask(conditions, (options) =>
      canMeet(conditions, this.facts, options),
    );
    return answer?.verdict === 'possible';
  }

  /** Whether a question about the transfer's condition stayed open for want of work. */
  isNotAnalysed({ when }: ClientTransfer): boolean {
    return when !== undefined && this.#notAnalysed.has(when);
  }

  /** Asks within the lint's budget; nothing where that is used up before the question is looked at. */
  #ask<Answer extends { readonly outOfWork?: true } | Possibility>(
    conditions: readonly Condition[],
    question: (options: AnalysisOptions) => Answer,
    within = this.budget,
  ): Answer | undefined {
    const budget = workBudget(LINT_WORK * QUESTION_SHARE, within);
    // Conditions are compiled for every question.
    const weight = () => 4 * conditions.reduce((sum, one) => sum + weightOf(one), 0);
    const isPayable = budget.spend(1) && budget.spend(weight());
    const answer = isPayable ? question({ ...this.options, budget }) : undefined;
    const isOut = !answer || ('outOfWork' in answer && answer.outOfWork);
    if (isOut) for (const one of conditions) this.#notAnalysed.add(one);
    return answer;
  }

  /** What the work comes to; nothing where the lint's budget ends first, which is said as not analysed. */
  within<Result>(compute: () => Result): Result | undefined {
    try {
      return compute();
    } catch (error) {
      if (error instanceof WorkSpent) return undefined;
      throw error;
    }
  }

  /** Whether the transfer's condition holds for any client whatever. */
  isAlwaysOpen({ when }: ClientTransfer): boolean {
    return when === undefined || this.analysisOf(when).verdict === 'always';
  }

  isNeverOpen({ when }: ClientTransfer): boolean {
    return when !== undefined && this.analysisOf(when).verdict === 'never';
  }

  finding({ path, names, values, witness, ...draft }: FindingDraft): LintFinding {
    const said = { ...(values && { values }), ...(witness && { witness }) };
    return { ...draft, path: formatPath(path), names, ...said };
  }
}

/** A finding before its path is written out. */
export interface FindingDraft {
  readonly rule: LintRule;
  readonly severity: LintSeverity;
  readonly path: readonly PropertyKey[];
  readonly names: LintNames;
  /** What the words need beside the names. */
  readonly values?: LintValues;
  readonly witness?: LintWitness | undefined;
}
