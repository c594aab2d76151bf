import type { Truth } from './condition.ts';
import { partsOf } from './condition.ts';
import type {
  ExplainedCondition,
  ExplainedTest,
  Explanation,
  MissingFact,
  NearestStep,
} from './explanation.ts';
import { opposites } from './operators.ts';
import { oppositeOf } from './truth.ts';

/** Completes an explained tree with what is missing and what would help. */
export function explanationOf(tree: ExplainedCondition): Explanation {
  const missing = new Map<string, MissingFact>();
  for (const { test } of unmetTests(tree)) {
    for (const each of test.missing ?? []) missing.set(each.fact, each);
  }
  return {
    truth: tree.truth,
    tree,
    missing: [...missing.values()],
    nearest: stepsTowards(tree, 'yes') ?? [],
  };
}

/** A test that stands in the way; `wanted` is `no` below an odd number of negations. */
interface UnmetTest {
  readonly test: ExplainedTest;
  readonly wanted: Truth;
}

/** The tests in the parts that do not come out as wanted. */
function unmetTests(node: ExplainedCondition, wanted: Truth = 'yes'): readonly UnmetTest[] {
  if (node.truth === wanted) return [];
  if ('fact' in node) return [{ test: node, wanted }];
  if ('not' in node) return unmetTests(node.not, oppositeOf[wanted]);
  return partsOf(node).flatMap((part) => unmetTests(part, wanted));
}

/** The fewest steps to the wanted answer, `undefined` when there is no way. */
function stepsTowards(node: ExplainedCondition, wanted: Truth): Way {
  if (node.truth === wanted) return [];
  if ('fact' in node) return [stepOf({ test: node, wanted })];
  if ('not' in node) return stepsTowards(node.not, oppositeOf[wanted]);
  const ways = partsOf(node).map((part) => stepsTowards(part, wanted));
  return 'all' in node === (wanted === 'yes') ? everyWay(ways) : shortestWay(ways);
}

type Way = readonly NearestStep[] | undefined;

function everyWay(ways: readonly Way[]): Way {
  const steps = new Map<string, NearestStep>();
  for (const way of ways) {
    if (!way) return undefined;
    for (const step of way) steps.set(JSON.stringify(step), step);
  }
  return [...steps.values()];
}

function shortestWay(ways: readonly Way[]): Way {
  return ways.reduce((best, way) => (way && (!best || way.length < best.length) ? way : best), undefined);
}

function stepOf({ test, wanted }: UnmetTest): NearestStep {
  const { truth: _truth, reason: _reason, missing: _missing, ...step } = test;
  if (wanted === 'yes') return step;
  const opposite = opposites[test.is];
  return opposite ? { ...step, is: opposite } : { ...step, negated: true };
}
