import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { MigrationMap } from '../../blueprint/migration/migration-map.ts';
import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { Client, Custody } from '../client.ts';
import { countChange } from '../custody-changes.ts';

/** Where a client stands, and with whom: of a merged duplicate, where it stood. */
type StateAndCustody = Pick<Client, 'state' | 'wakeAt' | 'passed' | 'custody' | 'custodyChanges' | 'pool'> &
  Pick<Client['handoffs'], 'received'>;

/** What a map needs beside itself. */
export interface MigrationContext {
  readonly map: MigrationMap;
  /** The new one. */
  readonly blueprint: Blueprint;
  readonly at: Instant;
}

/** State and custody under the new blueprint. What stays as it is stays the same object. */
export function mapStateAndCustody(
  kept: StateAndCustody,
  isOpen: boolean,
  { map, blueprint, at }: MigrationContext,
): StateAndCustody {
  const image = map.states[kept.state];
  const state = image?.to ?? kept.state;
  const custody = mapCustody(kept, { map, blueprint });
  const wakeAt = kept.wakeAt ?? (image?.wakeIn && addDuration(at, image.wakeIn, blueprint.timeZone));
  const passed = mapPassed(kept.passed, map);
  const custodyChanges = mapChanges(kept, custody, map);
  const pool = isOpen ? poolOf(kept, state, custody, { blueprint, at }) : kept.pool;
  return {
    state,
    custody,
    received: mapReceived(kept, custody, map),
    ...(custodyChanges && { custodyChanges }),
    ...(wakeAt && { wakeAt }),
    ...(passed && { passed }),
    ...(pool && { pool }),
  };
}

/** The role that a role of the state becomes; undefined where its custody ends. */
export function mapRole(
  role: string,
  kept: Pick<Client, 'state'>,
  { map, blueprint }: Pick<MigrationContext, 'map' | 'blueprint'>,
): string | undefined {
  const image = map.custody[kept.state]?.[role];
  if (image !== undefined) return image ?? undefined;
  const state = blueprint.states[map.states[kept.state]?.to ?? ''];
  const other = map.roles[role] ?? undefined;
  const takesPart =
    other !== undefined && (other === state?.responsible || state?.supporting.includes(other));
  return takesPart ? other : undefined;
}

function mapCustody(
  kept: StateAndCustody,
  context: Pick<MigrationContext, 'map' | 'blueprint'>,
): Client['custody'] {
  const roles = Object.keys(kept.custody);
  const images = roles.map((role) => mapRole(role, kept, context));
  if (roles.every((role, i) => role === images[i])) return kept.custody;
  const custody: Record<string, Custody> = {};
  for (const [i, role] of roles.entries()) {
    const image = images[i];
    if (image !== undefined && !Object.hasOwn(custody, image)) custody[image] = kept.custody[role] as Custody;
  }
  return custody;
}

/** By the roles of now; what becomes one role adds up. A custody that the new rules end is one more. */
function mapChanges(
  { custody: before, custodyChanges: changes }: StateAndCustody,
  custody: Client['custody'],
  { roles }: MigrationMap,
): Client['custodyChanges'] {
  if (!changes) return undefined;
  const kept = new Set(Object.values(custody));
  const ended = Object.keys(before).filter((role) => !kept.has(before[role] as Custody));
  if (ended.length === 0 && Object.keys(changes).every((role) => roles[role] === role)) return changes;
  const mapped: Pick<Client, 'custodyChanges'> = { custodyChanges: {} };
  for (const [role, count] of [...Object.entries(changes), ...ended.map((role) => [role, 1] as const)]) {
    const now = roles[role];
    if (now) countChange(mapped, now, count);
  }
  return mapped.custodyChanges;
}

/** Deadlines that passed without effect, by the transfers of now. */
function mapPassed(passed: Client['passed'], { transfers }: MigrationMap): Client['passed'] {
  if (!passed || Object.keys(passed).every((id) => transfers[id] === id)) return passed;
  const kept = Object.entries(passed).flatMap(([id, at]) =>
    transfers[id] ? [[transfers[id], at] as const] : [],
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** Acceptances go with the custody that they brought, under the transfers and roles of now. */
function mapReceived(
  { received, custody: before, state }: StateAndCustody,
  custody: Client['custody'],
  map: MigrationMap,
): StateAndCustody['received'] {
  const acceptances = Object.entries(received);
  const roleOf = (role: string) => Object.keys(custody).find((now) => custody[now] === before[role]);
  const senderOf = ({ role }: AcceptedHandoff['from']) =>
    map.custody[state]?.[role] ?? map.roles[role] ?? role;
  const isSame = ([role, { transfer, from }]: (typeof acceptances)[number]) =>
    roleOf(role) === role &&
    (map.transfers[transfer] ?? transfer) === transfer &&
    senderOf(from) === from.role;
  if (acceptances.every(isSame)) return received;
  return Object.fromEntries(
    acceptances.flatMap(([role, { transfer, from, to, ...rest }]) => {
      const now = roleOf(role);
      if (now === undefined) return [];
      const sender = { ...from, role: senderOf(from) };
      const moved = { transfer: map.transfers[transfer] ?? transfer, from: sender, to: { ...to, role: now } };
      return [[now, { ...moved, ...rest }]];
    }),
  );
}

/**
 * A client without a holder is in the pool of the role that answers for it now. One who was in a pool keeps
 * its date and reason.
 */
function poolOf(
  { pool }: StateAndCustody,
  state: string,
  custody: Client['custody'],
  { blueprint, at }: Pick<MigrationContext, 'blueprint' | 'at'>,
): Client['pool'] {
  const role = blueprint.states[state]?.responsible;
  if (role === undefined || custody[role]) return undefined;
  if (pool) return pool.name === role ? pool : { ...pool, name: role };
  return { name: role, cause: { code: 'migration' }, since: at };
}
