import { lookup } from '../conditions/lookup.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { Client, LearnedFact } from './client.ts';
import { type Standing, setStanding } from './merge/standing.ts';
import type { Mutable } from './mutable.ts';
import { bookInZone } from './order-book.ts';

/**
 * The parts of a client that hold a blueprint's names, where they differ, each whole. `null` for one that is
 * gone.
 */
export interface ChangedParts {
  readonly state?: Client['state'];
  readonly wakeAt?: Client['wakeAt'] | null;
  readonly passed?: Client['passed'] | null;
  readonly custody?: Client['custody'];
  readonly custodyChanges?: NonNullable<Client['custodyChanges']>;
  readonly moves?: Client['moves'] | null;
  readonly pool?: Client['pool'] | null;
  readonly handoff?: Client['handoff'] | null;
  readonly holds?: Client['holds'];
  readonly pauses?: Client['pauses'];
  readonly mergedInto?: Client['mergedInto'] | null;
  readonly rejections?: Client['handoffs']['rejections'];
  readonly rejectedUntil?: Client['handoffs']['rejectedUntil'];
  readonly received?: Client['handoffs']['received'];
}

/**
 * What becomes of one of the blueprint's own facts: its new path, and its values in their new spelling.
 * `null` is forgotten.
 */
export interface FactMove {
  readonly to: string | null;
  readonly values?: Readonly<Record<string, string | null>>;
}

/** An open offer that a migration ended: whose it was, and to whom. */
export type EndedOffer = Pick<Handoff, 'transfer' | 'from' | 'to'>;

/**
 * What a migration changes in a client. Facts are moved by rule, so that records which are corrected later
 * are moved too.
 */
export interface MigratedParts {
  readonly parts: ChangedParts;
  readonly facts?: Readonly<Record<string, FactMove>>;
  /** By duplicate that was merged into the client: the custody that came with it, by its roles of now. */
  readonly holders?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The IANA time zone by whose days the orders count from now on, where it was another one. */
  readonly timeZone?: string;
}

/** The same parts as they were before. */
export interface RestoredParts {
  readonly parts: ChangedParts;
  readonly facts?: {
    /** Paths that the migration made. */
    readonly gone: readonly string[];
    readonly back: Readonly<Record<string, LearnedFact>>;
    /** All paths as they stood. */
    readonly order: readonly string[];
  };
  readonly holders?: MigratedParts['holders'];
  readonly timeZone?: MigratedParts['timeZone'];
  /**
   * Where the client stands by the old rules, as if the new ones had never been. Absent where time did
   * nothing under these.
   */
  readonly stands?: Standing;
}

export function migrateParts(
  client: Mutable<Client>,
  { parts, facts, holders, timeZone }: MigratedParts,
): void {
  setParts(client, parts);
  if (timeZone) client.orders = bookInZone(client.orders, timeZone);
  if (facts) client.facts = movedFacts(client.facts, facts);
  if (holders) setHolders(client, holders);
}

export function restoreParts(
  client: Mutable<Client>,
  { parts, facts, holders, timeZone, stands }: RestoredParts,
): void {
  setParts(client, parts);
  if (stands) setStanding(client, stands);
  if (timeZone) client.orders = bookInZone(client.orders, timeZone);
  if (facts) {
    const { gone, back, order } = facts;
    const known: Client['facts'] = { ...without(client.facts, gone), ...back };
    const paths = [...order, ...Object.keys(known)].filter((path) => Object.hasOwn(known, path));
    client.facts = Object.fromEntries([...new Set(paths)].map((path) => [path, known[path] as LearnedFact]));
  }
  if (holders) setHolders(client, holders);
}

/** The facts after the moves, each in its place. */
function movedFacts(facts: Client['facts'], moves: Readonly<Record<string, FactMove>>): Client['facts'] {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([path, fact]) => {
      const move = lookup(moves, path);
      if (!move) return [[path, fact]];
      const value = movedValue(fact.value, move);
      return move.to === null || value === undefined ? [] : [[move.to, { ...fact, value }]];
    }),
  );
}

/** The value in its new spelling; undefined where it is forgotten. Of a list, only the items that are. */
export function movedValue(
  value: LearnedFact['value'],
  { values = {} }: FactMove,
): LearnedFact['value'] | undefined {
  const moved = (text: string) => (Object.hasOwn(values, text) ? (values[text] ?? undefined) : text);
  if (typeof value === 'string') return moved(value);
  return Array.isArray(value) ? value.flatMap((item) => moved(item) ?? []) : value;
}

function setParts(
  client: Mutable<Client>,
  { rejections, rejectedUntil, received, ...parts }: ChangedParts,
): void {
  for (const [part, value] of Object.entries(parts)) {
    if (value === null) delete client[part as 'pool'];
    else Object.assign(client, { [part]: value });
  }
  client.handoffs = {
    ...client.handoffs,
    ...(rejections && { rejections }),
    ...(rejectedUntil && { rejectedUntil }),
    ...(received && { received }),
  };
}

function setHolders(client: Mutable<Client>, holders: NonNullable<MigratedParts['holders']>): void {
  client.merged = client.merged.map((merge) => {
    const moved = holders[merge.duplicateId];
    return moved ? { ...merge, holders: moved } : merge;
  });
}

function without(facts: Client['facts'], gone: readonly string[]): Client['facts'] {
  return Object.fromEntries(Object.entries(facts).filter(([path]) => !gone.includes(path)));
}
