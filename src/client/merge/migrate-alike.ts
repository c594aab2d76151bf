import type { Client } from '../client.ts';
import type { ClientRules } from '../decision-context.ts';
import type { ChangedParts } from '../migrated-parts.ts';

/**
 * What a migration of the client `migrated` changes in a card that may differ. The parts in which both are
 * alike become what they became there. The others keep their names: see {@link standsUnder}.
 */
export function migratedAlike(changed: ChangedParts, card: Client, migrated: Client): ChangedParts {
  const stood = migrated.mergedInto?.stood;
  const { mergedInto, ...parts } = changed;
  const became = stood ? (mergedInto?.stood ?? {}) : parts;
  const own = partsOf(card);
  const there: typeof own = { ...partsOf(migrated), ...stood };
  const isAlike = (name: string) =>
    own[name] !== undefined && JSON.stringify(own[name]) === JSON.stringify(there[name]);
  return Object.fromEntries(Object.entries(became).filter(([name]) => isAlike(name)));
}

/** Whether the rules know where a card stands, and those who hold it there. */
export function standsUnder({ states }: ClientRules, { state, custody, pool }: Client): boolean {
  const known = states[state];
  return (
    known !== undefined &&
    [...Object.keys(custody), ...(pool ? [pool.name] : [])].every((role) => known.roles.has(role))
  );
}

const partsOf = ({ handoffs, ...client }: Client): Readonly<Record<string, unknown>> => ({
  ...handoffs,
  ...client,
});
