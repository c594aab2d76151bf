import { factsIn } from '../../conditions/analysis/facts-in.ts';
import { kept } from '../../conditions/kept.ts';
import type { LintFinding } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';
import { refusedForWant } from '../witness/refused.ts';

/**
 * Facts that the library itself looks for: what clients are called, which are one company, which belong
 * together.
 */
const readByName: ReadonlySet<string> = new Set(['name', 'nameKey', 'inn', 'kpp', 'vatId', 'accountGroup']);

/** Facts of the blueprint's own that are needed and not supplied, or declared for nothing. */
export function lintFacts(context: LintContext, usedElsewhere: readonly string[] | undefined): LintFinding[] {
  const { creditLimit, facts, paymentTerm, quietMonths = [], roles, transfers } = context.blueprint;
  const { authority } = context.conveyor.rules;
  const mayLearn = (role: string) =>
    authority('learnFacts').own.has(role) || authority('learnFacts').any.has(role);
  // Each condition is read once, not once for each fact.
  const readers = byFact(Object.keys(transfers), (transfer) => readsOf(transfer, context));
  const loaded = byFact(Object.keys(roles), (role) => [roles[role]?.loadBy?.fact ?? []].flat());
  const usedBeside = new Set([
    ...Object.values(roles).flatMap(({ mayRead }) => (mayRead ? factsIn(mayRead) : [])),
    ...quietMonths.map(({ fact }) => fact),
    ...[paymentTerm, creditLimit?.fact, creditLimit?.group?.fact, creditLimit?.group?.limit],
  ]);
  const elsewhere = usedElsewhere && new Set(usedElsewhere);
  return Object.entries(facts).flatMap(([id, { suppliedBy = [] }]) => {
    const users = readers.get(id) ?? [];
    const loads = loaded.get(id) ?? [];
    const isUsed = users.length + loads.length > 0 || usedBeside.has(id);
    const path = ['facts', id];
    const names = { facts: [id], transfers: users, roles: loads };
    if (isUsed && suppliedBy.length === 0) {
      const witness = refusedForWant(context.explorer, id, users);
      return [context.finding({ rule: 'fact-unsupplied', severity: 'warning', path, names, witness })];
    }
    const isUnneeded = elsewhere ? !elsewhere.has(id) : suppliedBy.length === 0;
    if (!isUsed && isUnneeded && !readByName.has(id)) {
      return [context.finding({ rule: 'fact-unused', severity: 'note', path, names: { facts: [id] } })];
    }
    if (suppliedBy.length === 0 || suppliedBy.some(mayLearn)) return [];
    return [
      context.finding({
        rule: 'fact-supplier-may-not',
        severity: 'warning',
        path: [...path, 'suppliedBy'],
        names: { facts: [id], roles: suppliedBy },
      }),
    ];
  });
}

/** The facts that a transfer reads: in its condition, and for its moment. */
function readsOf(transfer: string, { conveyor }: LintContext): readonly string[] {
  const { when, trigger } = conveyor.rules.transfers[transfer] ?? {};
  return [...(when ? factsIn(when) : []), ...(trigger?.kind === 'time' ? [trigger.at] : [])];
}

/** Who reads each fact, in their order. */
function byFact(names: readonly string[], readBy: (name: string) => readonly string[]) {
  const readers = new Map<string, string[]>();
  for (const name of names)
    for (const fact of new Set(readBy(name))) kept(readers, fact, () => []).push(name);
  return readers;
}
