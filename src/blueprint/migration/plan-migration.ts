import { lookup } from '../../conditions/lookup.ts';
import { admit } from '../../errors/admit.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Blueprint } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { withDefaults } from '../with-defaults.ts';
import { checkDecisions } from './check-decisions.ts';
import { type MigrationDecisions, migrationDecisionsSchema } from './decisions.ts';
import { mapCustody } from './map-custody.ts';
import { mapFacts } from './map-facts.ts';
import { mapHandoffs } from './map-handoffs.ts';
import type { MigrationMap, StateImage } from './migration-map.ts';
import type { Unmapped } from './unmapped.ts';

/** Where everything goes; total where nothing is unmapped. */
export interface MigrationPlan {
  readonly map: MigrationMap;
  /** What somebody has still to decide. A migration with any is refused. */
  readonly unmapped: readonly Unmapped[];
}

/**
 * Maps every state, role, transfer, hold and fact of the old blueprint into the new one. Same names map by
 * themselves, the rest as decided. Pure: looks at no clients.
 * @throws INVALID_MIGRATION listing every fault of the decisions, names that neither blueprint has among
 * them.
 */
export function planMigration(
  before: BlueprintInput | Blueprint,
  after: BlueprintInput | Blueprint,
  input: MigrationDecisions = {},
): MigrationPlan {
  return withArguments('planMigration', { before, after, input }, () =>
    planned(withDefaults(before), withDefaults(after), input),
  );
}

function planned(before: Blueprint, after: Blueprint, input: MigrationDecisions): MigrationPlan {
  const decisions = admit(migrationDecisionsSchema, input, 'INVALID_MIGRATION', 'a migration');
  const problems = checkDecisions(before, after, decisions);
  if (problems.length > 0) throw invalidInput('INVALID_MIGRATION', 'a migration', problems);

  const states = mapStates(before, after, decisions);
  const roles = mapNames(before.roles, after.roles, decisions.roles);
  const transfers = mapNames(before.transfers, after.transfers, decisions.transfers);
  const holds = mapNames(before.holds, after.holds, decisions.holds);
  const facts = mapFacts(before, after, decisions.facts);
  const named = { states: states.images, roles: roles.images, transfers: transfers.images };
  const custody = mapCustody(before, after, named, decisions.custody);
  const handoffs = mapHandoffs(before, after, named);
  return {
    map: {
      from: before.version,
      to: after.version,
      states: states.images,
      roles: roles.images,
      custody: custody.images,
      transfers: transfers.images,
      handoffs: handoffs.images,
      holds: holds.images,
      facts: facts.images,
      ...(after.timeZone !== before.timeZone && { timeZone: after.timeZone }),
    },
    unmapped: [
      ...states.unmapped,
      ...roles.missing.map((role) => ({ kind: 'role', role }) as const),
      ...custody.unmapped,
      ...handoffs.unmapped,
      ...holds.missing.map((hold) => ({ kind: 'hold', hold }) as const),
      ...facts.unmapped,
    ],
  };
}

function mapStates(before: Blueprint, after: Blueprint, { states: decided = {} }: MigrationDecisions) {
  const images: Record<string, StateImage> = {};
  const unmapped: Unmapped[] = [];
  for (const state of Object.keys(before.states)) {
    const decision = lookup(decided, state);
    const image: StateImage | undefined = typeof decision === 'string' ? { to: decision } : decision;
    const same: StateImage | undefined = Object.hasOwn(after.states, state) ? { to: state } : undefined;
    const found = image ?? same;
    if (!found) {
      unmapped.push({ kind: 'state', state });
      continue;
    }
    images[state] = found;
    if (isLeftByWakeDate(after, found.to) && !isLeftByWakeDate(before, state) && !found.wakeIn) {
      unmapped.push({ kind: 'wakeDate', state });
    }
  }
  return { images, unmapped };
}

function isLeftByWakeDate({ transfers }: Blueprint, state: string): boolean {
  return Object.values(transfers).some(
    ({ from, trigger }) => trigger.kind === 'time' && trigger.at === 'state.wakeAt' && from.includes(state),
  );
}

/** Names that stay or were decided on, and those that are missing. */
function mapNames(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  decided: Readonly<Record<string, string | null>> = {},
) {
  const images: Record<string, string | null> = {};
  const missing: string[] = [];
  for (const name of Object.keys(before)) {
    if (Object.hasOwn(decided, name)) images[name] = decided[name] ?? null;
    else if (Object.hasOwn(after, name)) images[name] = name;
    else missing.push(name);
  }
  return { images, missing };
}
