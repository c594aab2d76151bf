import type { Blueprint } from '../blueprint/blueprint.ts';
import { allFacts } from '../blueprint/built-in-facts.ts';
import type { Conveyor } from '../client/define-conveyor.ts';
import type { ClientTransfer } from '../client/scene.ts';
import { fill } from '../client/words.ts';
import {
  type AnalysisOptions,
  analyseCondition,
  type ConditionAnalysis,
  implies,
} from '../conditions/analysis/analyse-condition.ts';
import type { Condition } from '../conditions/condition.ts';
import type { FactSchema } from '../conditions/fact-schema.ts';
import { formatPath } from '../errors/problem.ts';
import { lintEn } from '../locales/lint.en.ts';
import { lintRu } from '../locales/lint.ru.ts';
import { clientFacts } from './client-facts.ts';
import type { LintFinding, LintNames, LintRule, LintSeverity, LintWitness } from './finding.ts';
import { Explorer } from './witness/explorer.ts';

/** What every rule looks at, computed once. */
export class LintScene {
  readonly blueprint: Blueprint;
  readonly facts: FactSchema;
  readonly options: AnalysisOptions;
  readonly transfers: readonly ClientTransfer[];
  readonly #analyses = new Map<string, ConditionAnalysis>();
  /** Most conditions meet each other in many states and on many events. */
  readonly #implications = new Map<string, boolean>();
  #explorer: Explorer | undefined;

  constructor(readonly conveyor: Conveyor) {
    this.blueprint = conveyor.blueprint;
    this.facts = allFacts(conveyor.blueprint.facts);
    this.options = clientFacts(conveyor.blueprint);
    this.transfers = Object.values(conveyor.rules.transfers);
  }

  /** Made when the first finding needs a witness: a clean blueprint is looked at only. */
  get explorer(): Explorer {
    this.#explorer ??= new Explorer(this.conveyor, this.options);
    return this.#explorer;
  }

  analysisOf(condition: Condition): ConditionAnalysis {
    const key = JSON.stringify(condition);
    const analysis = this.#analyses.get(key) ?? analyseCondition(condition, this.facts, this.options);
    this.#analyses.set(key, analysis);
    return analysis;
  }

  implies(one: Condition, other: Condition): boolean {
    const key = JSON.stringify([one, other]);
    const isImplied =
      this.#implications.get(key) ?? implies(one, other, this.facts, this.options).verdict === 'implied';
    this.#implications.set(key, isImplied);
    return isImplied;
  }

  /** Whether the transfer's condition holds for any client whatever. */
  isAlwaysOpen({ when }: ClientTransfer): boolean {
    return when === undefined || this.analysisOf(when).verdict === 'always';
  }

  isNeverOpen({ when }: ClientTransfer): boolean {
    return when !== undefined && this.analysisOf(when).verdict === 'never';
  }

  /** A finding with its words: `values` are said by the labels of the blueprint. */
  finding(draft: FindingDraft): LintFinding {
    const { rule, severity, path, names, values = {}, witness } = draft;
    const said = { ...one(names), ...names, ...values };
    const conveyor = { blueprint: this.blueprint };
    const message = {
      en: fill((lintEn satisfies Record<LintRule, string>)[rule], said, { locale: 'en', conveyor }),
      ru: fill(lintRu[rule], said, { locale: 'ru', conveyor }),
    };
    return { rule, severity, path: formatPath(path), message, names, ...(witness && { witness }) };
  }
}

/** A finding still without words. */
export interface FindingDraft {
  readonly rule: LintRule;
  readonly severity: LintSeverity;
  readonly path: readonly PropertyKey[];
  readonly names: LintNames;
  /** What the words need beside the names. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly witness?: LintWitness | undefined;
}

/** The first and the second of each kind of name, under the names that the words use. */
function one({ transfers = [], states = [], roles = [], facts = [], reasons = [] }: LintNames) {
  return {
    transfer: transfers[0],
    other: transfers[1],
    state: states[0],
    role: roles[0],
    fact: facts[0],
    reason: reasons[0],
  };
}
