import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Rules, TimedTransfer, TransferRules } from '../blueprint/compile-blueprint.ts';
import type { ContentDifference } from '../blueprint/diff/content-changes.ts';
import type { MigrationMap } from '../blueprint/migration/migration-map.ts';
import type { WorkingCalendar, WorkingPerson } from '../blueprint/working-calendar.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import type { Attendance } from '../workforce/presence.ts';
import type { Actor } from './actor.ts';
import type { Client } from './client.ts';
import type { Command, CommandOf, CommandType } from './command.ts';
import type { ClientEvent } from './event.ts';
import type { HandlerResult, NewEvent } from './handler-result.ts';
import type { ClockRecord, Lapse } from './lapse.ts';
import type { Standing } from './merge/standing.ts';
import type { OrderEntry } from './order-book.ts';

export interface ClientRules extends Rules<Client>, ConveyorParts {
  /** The conveyor's own, or that of the blueprint's working time. */
  readonly calendar: WorkingCalendar;
}
export type ClientTransfer = TransferRules<Client>;
export type ClientTimer = TimedTransfer<Client>;

/** What a decision is made on beside the client: everything that the pure core may not find out by itself. */
export interface DecisionContext {
  readonly now: Instant;
  readonly by: Actor;
  readonly commandId?: string;
  /**
   * The employees that the command may give the client to. Without it, ids and roles of employees are not
   * checked.
   */
  readonly staff?: Staff;
  /** How many clients the one who claims a client holds in that role. Without it, claims are not limited. */
  readonly held?: number;
  /**
   * The other members of the client's group of companies, whose orders count against the group's limit.
   * Without them an order is judged by the client's own orders, and no hold that one placed is lifted.
   */
  readonly group?: readonly Client[];
  /** The client's whole history; only the few decisions that throw HISTORY_NEEDED without it use it. */
  readonly history?: readonly ClientEvent[];
  /** The other client of a merge or unmerge, or of a correction of a record that came with a duplicate. */
  readonly duplicate?: Client;
  /** Its whole history; decisions that throw HISTORY_NEEDED may use it, too. */
  readonly duplicateHistory?: readonly ClientEvent[];
}

/** @internal */
export const contextKeys = [
  'now',
  'by',
  'commandId',
  'staff',
  'held',
  'group',
  'history',
  'duplicate',
  'duplicateHistory',
] satisfies (keyof DecisionContext)[];

/** Employees by id, with what decisions need. Dates that are not given do not restrict them. */
export type Staff = Readonly<
  Record<string, { readonly roles: readonly string[] } & Partial<Attendance> & WorkingPerson>
>;

/** A decision's context and the rules it is made by. */
export interface DecisionScope {
  readonly rules: ClientRules;
  readonly now: Instant;
  readonly by: Actor;
  readonly commandId: string | undefined;
  readonly staff: Staff | undefined;
  readonly held: number | undefined;
  readonly group: readonly Client[] | undefined;
  readonly history: readonly ClientEvent[] | undefined;
  readonly duplicate: Client | undefined;
  readonly duplicateHistory: readonly ClientEvent[] | undefined;
  /** The present, where `now` is when it happened that is told late. */
  readonly toldAt?: Instant;
  /** The events are those of an opening balance. */
  readonly opening?: true;
}

/** Written out field by field: a spread would cost more than the decision. */
export function toDecisionScope(rules: ClientRules, context: DecisionContext): DecisionScope {
  const { now: told, by, commandId, staff, held, group, history, duplicate, duplicateHistory } = context;
  const now = toInstant(told);
  return { rules, now, by, commandId, staff, held, group, history, duplicate, duplicateHistory };
}

/** A command that says when it happened. */
export type LateCommand = Command & { readonly at: Instant };

/** What only some conveyors decide on. */
export interface ConveyorParts {
  /**
   * Decides on the money of orders, on credit limits, on corrections, and on what is told late. Without it
   * these throw BOOKKEEPING_NEEDED.
   */
  readonly bookkeeping?: Bookkeeping | undefined;
  /** Decides on merges and their undoing; without it these two commands throw MERGING_NEEDED. */
  readonly merging?: Merging | undefined;
  /**
   * Brings clients to another version of the rules, and back, and tells in what rules differ. Without it both
   * throw MIGRATING_NEEDED.
   */
  readonly migrating?: Migrating | undefined;
  /** Decides on opening balances; without it the command `onboard` throws ONBOARDING_NEEDED. */
  readonly onboarding?: Onboarding | undefined;
  /** Decides on the moves of plans; without it these two commands throw REDISTRIBUTING_NEEDED. */
  readonly redistributing?: Redistributing | undefined;
}

/** A member of a group of companies whose hold is not right. */
export interface Amiss {
  readonly client: Client;
  /** The order that has to wait. Without it, none does any more. */
  readonly orderId?: string;
}

/** Deciding on the money of orders, on credit limits, on corrections and on what is told late. */
export interface Bookkeeping {
  /** @internal */
  decideLate(
    ruleOn: (client: Client, scope: DecisionScope) => HandlerResult,
    client: Client,
    command: LateCommand,
    scope: DecisionScope,
  ): HandlerResult;
  /** @internal */
  correctRecord(client: Client, command: CommandOf<'correctRecord'>, scope: DecisionScope): HandlerResult;
  /** @internal */
  lapsesAfter(client: Client, moment: Instant, type: ClockRecord, scope: DecisionScope): readonly Lapse[];
  /** @internal */
  undoLapses(
    lapses: readonly Lapse[],
    record: NewEvent<ClockRecord>,
    client: Client,
    scope: DecisionScope,
  ): NewEvent<'releaseUndone'> | undefined;
  /** @internal */
  recordMoney(client: Client, command: CommandOf<'recordMoney'>, scope: DecisionScope): HandlerResult;
  /** @internal */
  heldOver(client: Client, order: OrderEntry, scope: DecisionScope): readonly NewEvent[];
  /** @internal */
  touched(
    type: CommandType,
    before: readonly (Client | undefined)[],
    after: readonly (Client | undefined)[],
    blueprint: Blueprint,
  ): ReadonlySet<string>;
  /** @internal */
  heldOnceLearned(
    client: Client,
    scope: DecisionScope,
    learned: NewEvent<'factsLearned'>,
  ): readonly NewEvent[];
  /** @internal */
  isWithinLimit(client: Client, orderId: string, scope: DecisionScope): boolean;
  /** @internal */
  isAllWithinLimit(client: Client, scope: DecisionScope): boolean;
  /** @internal */
  amiss(before: readonly Client[], members: readonly Client[], rules: ClientRules): readonly Amiss[];
}

/** Deciding on merges and their undoing, which takes both cards and all that they have seen. */
export interface Merging {
  /** @internal */
  mergeDuplicate(client: Client, command: CommandOf<'mergeDuplicate'>, scope: DecisionScope): HandlerResult;
  /** @internal */
  unmergeDuplicate(
    client: Client,
    command: CommandOf<'unmergeDuplicate'>,
    scope: DecisionScope,
  ): HandlerResult;
}

/**
 * Telling other rules, and bringing clients to another version of the rules and back. That takes living
 * through what was since.
 */
export interface Migrating {
  /** @internal */
  contentDifference(stored: Blueprint, own: Blueprint): ContentDifference;
  /** @internal */
  migrateClient(
    client: Client,
    context: { readonly map: MigrationMap; readonly blueprint: Blueprint; readonly at: Instant },
    by: string,
  ): ClientEvent<'clientMigrated'>;
  /** @internal */
  undoMigration(
    client: Client,
    history: readonly ClientEvent[],
    undoing: Undoing,
  ): ClientEvent<'migrationUndone'> | undefined;
  /** @internal */
  comingBack(stands: Standing, client: Client): Client['custody'];
  /** @internal */
  fitStanding(
    stands: Standing,
    returning: Client['custody'],
    context: { readonly rules: ClientRules; readonly staff: Staff; readonly now: Instant },
  ): Standing;
  /** @internal */
  isValidUnder(client: Client, blueprint: Blueprint): boolean;
}

/** How a migration is undone. */
export interface Undoing {
  readonly at: Instant;
  readonly by: string;
  /** That of the blueprint that the client comes back to, where the migration had changed it. */
  readonly timeZone?: string | undefined;
  /** The old rules. Without them, nothing is said of what time did under the new ones. */
  readonly rules?: ClientRules | undefined;
}

/** Deciding on opening balances, which takes living through what was before. */
export interface Onboarding {
  /** @internal */
  onboard(command: CommandOf<'onboard'>, scope: DecisionScope): HandlerResult;
}

/** Deciding on the moves of plans of redistribution and their undoing. */
export interface Redistributing {
  /** @internal */
  applyRedistribution(
    client: Client,
    command: CommandOf<'applyRedistribution'>,
    scope: DecisionScope,
  ): HandlerResult;
  /** @internal */
  undoRedistribution(
    client: Client,
    command: CommandOf<'undoRedistribution'>,
    scope: DecisionScope,
  ): HandlerResult;
}
