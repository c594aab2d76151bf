import type { Client } from '../../client/client.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import type { Condition } from '../../conditions/condition.ts';
import type { Instant } from '../../time/instant.ts';
import type { Employee } from '../../workforce/employee.ts';
import { compileMatch, employeeFacts } from '../../workforce/match.ts';

/**
 * Who of the staff can have a client, by a condition on both. Clients that are alike in all that the
 * condition reads are judged once: what has to be evaluated grows with the kinds of clients, not with their
 * number.
 * @throws INVALID_CONDITION
 */
export function eligibility(
  condition: Condition,
  staff: readonly Employee[],
  rules: ClientRules,
): (client: Client, now: Instant) => readonly string[] {
  const compiled = compileMatch(condition, rules);
  const readers = compiled.facts
    .filter((path) => !Object.hasOwn(employeeFacts, path))
    .map((path) => rules.readerOf(path));
  const known = new Map<string, readonly string[]>();
  return (client, now) => {
    const key = JSON.stringify(readers.map((read) => read(client, now) ?? null));
    const found = known.get(key);
    if (found) return found;
    const able = staff.flatMap((employee) =>
      compiled.evaluate({ client, employee }, now) === 'yes' ? [employee.id] : [],
    );
    known.set(key, able);
    return able;
  };
}
