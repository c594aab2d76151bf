import { momentaryFacts } from '../blueprint/fact-shapes.ts';
import type { FactValue } from '../conditions/fact-schema.ts';
import type { Client } from './client.ts';
import type { ClientRules } from './decision-context.ts';

/** Reads off a client every known fact that does not depend on the moment. */
export function lastingFactsOf({
  facts,
  readerOf,
}: ClientRules): (client: Client) => Record<string, FactValue> {
  const readers = Object.keys(facts)
    .filter((path) => !momentaryFacts.has(path))
    .map((path) => [path, readerOf(path)] as const);
  return (client) => {
    const known: Record<string, FactValue> = {};
    for (const [path, read] of readers) {
      const value = read(client, client.decidedAt) as FactValue | null | undefined;
      if (value !== undefined && value !== null) known[path] = value;
    }
    return known;
  };
}
