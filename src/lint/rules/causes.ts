import type { Action } from '../../blueprint/action.ts';
import type { TriggerEvent } from '../../blueprint/trigger-event.ts';
import type { ClientTimer, ClientTransfer } from '../../client/decision-context.ts';
import { durationRange, isNoLonger } from '../../conditions/analysis/duration-range.ts';
import type { Duration } from '../../time/duration.ts';
import type { LintContext } from '../lint-context.ts';

/** Why an automatic transfer never follows from a state by one of its causes. */
export interface Blocked {
  readonly state: string;
  /** The event that it would follow from; none for a moment. */
  readonly event?: TriggerEvent;
  /** The transfer that always goes first; none where the event itself cannot happen. */
  readonly by?: ClientTransfer;
}

/**
 * Every cause that an automatic transfer has in each of its states. Each tells what certainly blocks it
 * there, if anything.
 */
export function causesOf(
  transfer: ClientTransfer,
  context: LintContext,
  from: readonly string[] = transfer.from,
): { blocked?: Blocked }[] {
  const { trigger } = transfer;
  if (trigger.kind === 'person') return [{}];
  if (trigger.kind === 'time') {
    return from.map((state) => {
      const by = overtaker(transfer, state, context);
      return by ? { blocked: { state, by } } : {};
    });
  }
  return from.flatMap((state) =>
    trigger.on.map((event) => {
      if (!canHappen(event, state, context)) return { blocked: { state, event } };
      const by = shadower(transfer, state, event, context);
      return by ? { blocked: { state, event, by } } : {};
    }),
  );
}

/** Whether the transfer certainly never comes about in one of its states. */
export function isDeadIn(transfer: ClientTransfer, state: string, context: LintContext): boolean {
  if (context.isNeverOpen(transfer)) return true;
  return causesOf(transfer, context, [state]).every(({ blocked }) => blocked !== undefined);
}

/** An earlier transfer on the same event that is open whenever this one is. */
function shadower(
  transfer: ClientTransfer,
  state: string,
  event: TriggerEvent,
  context: LintContext,
): ClientTransfer | undefined {
  const exits = context.conveyor.rules.states[state]?.byEvent[event] ?? [];
  const earlier = exits.slice(
    0,
    exits.findIndex(({ id }) => id === transfer.id),
  );
  if (!context.budget.spend(exits.length)) return undefined;
  return earlier.find((other) => goesToo(other, transfer, context));
}

/**
 * Whether the one is open whenever the other is. A condition that is never met shadows nothing: that is said
 * elsewhere.
 */
function goesToo(one: ClientTransfer, other: ClientTransfer, context: LintContext): boolean {
  if (context.isNeverOpen(other)) return false;
  return context.isAlwaysOpen(one) || (!!one.when && !!other.when && context.implies(other.when, one.when));
}

/**
 * A transfer whose time always comes first, or at the same moment and is tried first. At one and the same
 * deadline it is enough that it is open whenever the other is; else it has to be open whatever the facts are.
 */
function overtaker(
  transfer: ClientTransfer,
  state: string,
  context: LintContext,
): ClientTransfer | undefined {
  const timers = context.conveyor.rules.states[state]?.byTime ?? [];
  const place = timers.findIndex((timer) => timer.transfer.id === transfer.id);
  const own = timers[place] as ClientTimer;
  if (!context.budget.spend(timers.length)) return undefined;
  return timers.find((timer, i) => {
    // What leaves the client in its state forestalls nothing there.
    if (i === place || timer.transfer.to === state || context.isNeverOpen(transfer)) return false;
    if (isSameDeadline(timer, own)) return i < place && goesToo(timer.transfer, transfer, context);
    return context.isAlwaysOpen(timer.transfer) && comesFirst(timer, own, i < place, context);
  })?.transfer;
}

const isSameDeadline = ({ trigger: a }: ClientTimer, { trigger: b }: ClientTimer) =>
  a.at === b.at &&
  a.plusWorkingMinutes === b.plusWorkingMinutes &&
  JSON.stringify(a.plus ?? {}) === JSON.stringify(b.plus ?? {});

/**
 * Whether the one deadline is set whenever the other is, and never comes later. It may come at the same
 * moment only if it is tried first.
 */
function comesFirst(
  one: ClientTimer,
  other: ClientTimer,
  isTriedFirst: boolean,
  context: LintContext,
): boolean {
  const [a, b] = [one.trigger, other.trigger];
  const { timeZone } = context.blueprint;
  if (a.at !== b.at && !isNotAbove(a.at, b.at, context)) return false;
  // Nights and holidays come on top of working time: nobody knows how long.
  if (a.plusWorkingMinutes) return false;
  const rangeOf = (plus: Duration | undefined) =>
    plus ? durationRange(plus, timeZone) : { least: 0, most: 0 };
  const [mine, others] = [rangeOf(a.plus), rangeOf(b.plus)];
  if (mine.most < others.least) return true;
  if (!isTriedFirst) return false;
  return mine.most <= others.least || (a.at === b.at && isNoLonger(a.plus ?? {}, b.plus ?? {}));
}

/** Whether a moment is known whenever the other is, and never later. */
function isNotAbove(one: string, other: string, { options }: LintContext): boolean {
  const { domains = {}, notAbove = [], knownTogether = [] } = options;
  const isPair = ([a, b]: readonly [string, string]) => a === one && b === other;
  const isKnown =
    domains[one]?.alwaysKnown === true ||
    knownTogether.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
  return isKnown && notAbove.some(isPair);
}

/** What somebody must be allowed to do for an event to happen; one of the lists, all of it. */
const needs: Readonly<Record<TriggerEvent, readonly (readonly Action[])[]>> = {
  clientRegistered: [['register']],
  contactRecorded: [['recordContact']],
  factsLearned: [['learnFacts'], ['register']],
  personRecorded: [['recordPerson']],
  windowRecorded: [['recordWindow']],
  windowWon: [['recordWindow', 'resolveWindow']],
  windowMissed: [['recordWindow']],
  orderRecorded: [['recordOrder']],
  orderShipped: [['recordOrder', 'shipOrder']],
  orderPaid: [['recordOrder', 'payOrder']],
  orderCancelled: [['recordOrder', 'cancelOrder']],
  orderReturned: [['recordOrder', 'returnOrder']],
  moneyRecorded: [['recordOrder', 'recordMoney']],
  handoffAccepted: [['acceptHandoff']],
  recordCorrected: [['correctRecord']],
  holdPlaced: [['placeHold']],
  holdReleased: [['placeHold']],
  duplicateMerged: [['mergeDuplicate']],
  duplicateUnmerged: [['mergeDuplicate', 'unmergeDuplicate']],
};

/** Whether an event can find a client in the state, as far as the blueprint tells. */
function canHappen(
  event: TriggerEvent,
  state: string,
  { blueprint, conveyor, transfers }: LintContext,
): boolean {
  const { authority } = conveyor.rules;
  const may = (action: Action) => authority(action).own.size + authority(action).any.size > 0;
  if (!needs[event].some((actions) => actions.every(may))) return false;
  switch (event) {
    case 'clientRegistered':
      return Object.values(blueprint.entries).includes(state);
    case 'factsLearned':
      return Object.keys(blueprint.facts).length > 0;
    case 'handoffAccepted':
      return transfers.some(({ handoff, to }) => handoff && to === state);
    case 'holdPlaced':
    case 'holdReleased':
      return Object.keys(blueprint.holds).length > 0;
    default:
      return true;
  }
}
