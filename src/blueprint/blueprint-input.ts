import type { Condition } from '../conditions/condition.ts';
import type { FactDeclaration } from '../conditions/fact-schema.ts';
import type { Label } from '../locales/label.ts';
import type { Duration } from '../time/duration.ts';
import type { Action } from './action.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import type { ConveyorNames, FactNamed } from './conveyor-names.ts';
import type { TimeLimit } from './time-limit.ts';
import type { TriggerEvent } from './trigger-event.ts';
import type { WorkingTimeInput } from './working-time.ts';

/** A role as written. */
export interface RoleInput<Read = Condition> {
  label: Label;
  may: { own?: readonly Action[] | undefined; any?: readonly Action[] | undefined };
  mayRead?: Read | undefined;
  claims?: number | undefined;
  rampUp?: readonly number[] | undefined;
  loadBy?: { fact: string; factors: Record<string, number> } | undefined;
  workingHours?: WorkingTimeInput | undefined;
}

/** A state as written. */
export interface StateInput<Names extends ConveyorNames = ConveyorNames> {
  label: Label;
  responsible?: Names['role'] | undefined;
  supporting?: readonly Names['role'][] | undefined;
  load?: { [Role in Names['role']]?: number } | undefined;
  cadence?: boolean | undefined;
  waiting?: boolean | undefined;
  resting?: boolean | undefined;
  final?: boolean | undefined;
}

/** What sets a transfer off, as written. */
export type TriggerInput<Names extends ConveyorNames = ConveyorNames> =
  | { kind: 'person'; by: readonly Names['role'][] }
  | { kind: 'event'; on: readonly TriggerEvent[] }
  | {
      kind: 'time';
      at: FactNamed<Names>;
      plus?: Duration | undefined;
      plusWorkingMinutes?: number | undefined;
      notice?: Duration | undefined;
    };

/** A reason that people choose from, as written. */
export interface ReasonInput {
  label: Label;
}

/** Why a receiver may reject a handoff, as written. */
export interface RejectionInput<Names extends ConveyorNames = ConveyorNames> extends ReasonInput {
  fixable: boolean;
  to?: Names['state'] | undefined;
}

/** How a receiver may give a client back, as written. */
export interface ReturnInput<Names extends ConveyorNames = ConveyorNames> {
  to: Names['state'];
  within: Duration;
  reasons: Record<string, ReasonInput>;
}

/** A handoff as written. */
export interface HandoffInput<Names extends ConveyorNames = ConveyorNames> {
  to: Names['role'];
  dealt?: boolean | undefined;
  acceptWithin: TimeLimit;
  firstContactWithin?: TimeLimit | undefined;
  escalateTo: Names['role'];
  decideWithin?: TimeLimit | undefined;
  lasts?: Duration | undefined;
  rejectionsCountFor?: Duration | undefined;
  rejections: Record<string, RejectionInput<Names>>;
  onReturn?: ReturnInput<Names> | undefined;
}

/** A transfer as written. */
export interface TransferInput<Names extends ConveyorNames = ConveyorNames, When = Condition> {
  label: Label;
  from: readonly Names['state'][];
  to: Names['state'];
  trigger: TriggerInput<Names>;
  when?: When | undefined;
  priority?: number | undefined;
  reasons?: Record<string, ReasonInput> | undefined;
  needsWakeDate?: boolean | undefined;
  releases?: readonly Names['role'][] | undefined;
  handoff?: HandoffInput<Names> | undefined;
  technical?: boolean | undefined;
}

/**
 * A blueprint as written: what has a default may be left out. With `Names`, one whose names the compiler
 * knows, such as the presets are; without, any: that of a database, too. What each part means is said where
 * it is checked, at `blueprintSchema`.
 */
export interface BlueprintInput<Names extends ConveyorNames = ConveyorNames> {
  name: string;
  version: number;
  label: Label;
  language?: string | undefined;
  timeZone?: string | undefined;
  currency: string;
  workingTime: WorkingTimeInput;
  facts?: { readonly [Fact in Names['fact']]: FactDeclaration } | undefined;
  roles: { [Role in Names['role']]: RoleInput };
  grades?: Record<string, { label: Label; load: number }> | undefined;
  services?:
    | Record<string, { label: Label; may: readonly Action[]; mayPropose?: readonly Action[] | undefined }>
    | undefined;
  holds?: { [Hold in Names['hold']]: HoldInput } | undefined;
  states: { [State in Names['state']]: StateInput<Names> };
  entries: { [Source in Names['source']]: Names['state'] };
  entryLabels?: { readonly [Source in Names['source']]?: Label } | undefined;
  transfers: { [Transfer in Names['transfer']]: TransferInput<Names> };
  cadence: { overdue: CadencePolicy; dormant: CadencePolicy; lost: CadencePolicy };
  cadenceBy?: 'order' | 'shipment' | undefined;
  quietMonths?: readonly QuietMonthsInput[] | undefined;
  contactsOf?: 'holder' | 'anyone' | undefined;
  windowLeadTime: Duration;
  windowLeadTimes?: Readonly<Record<string, Duration>> | undefined;
  windowGrace?: Duration | undefined;
  mergedState: Names['state'];
  releaseReasons?: Record<string, ReasonInput> | undefined;
  paymentTerm?: Names['fact'] | undefined;
  creditLimit?:
    | {
        fact: Names['fact'];
        hold: Names['hold'];
        group?: { fact: Names['fact']; limit: Names['fact'] } | undefined;
      }
    | undefined;
}

/** Months in which clients are not expected to buy, by the values of a fact, as written. */
export interface QuietMonthsInput {
  fact: string;
  months: Record<string, readonly number[]>;
}

/** A hold as written. */
export interface HoldInput {
  label: Label;
  stopsClock?: boolean | undefined;
  blocksTransfers?: boolean | undefined;
  blocks?: readonly ('recordOrder' | 'shipOrder')[] | undefined;
  by?: readonly string[] | undefined;
  review?: { after: Duration; by: string } | undefined;
}
