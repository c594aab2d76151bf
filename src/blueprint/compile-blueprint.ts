import type { CompiledCondition, FactReader } from '../conditions/compile.ts';
import { compileChecked } from '../conditions/compile.ts';
import type { FactShapes } from '../conditions/fact-schema.ts';
import { kept } from '../conditions/kept.ts';
import type { Action } from './action.ts';
import type { Blueprint, BlueprintState, BlueprintTransfer } from './blueprint.ts';
import { factShapes } from './fact-shapes.ts';
import { rightFor } from './rules-right.ts';
import type { TriggerEvent } from './trigger-event.ts';

/** A blueprint made ready to run on subjects of one kind: conditions compiled, exits of each state sorted. */
export interface Rules<Subject> {
  readonly blueprint: Blueprint;
  readonly facts: FactShapes;
  /** How each of the facts is read. */
  readonly readerOf: (path: string) => FactReader<Subject>;
  readonly states: Readonly<Record<string, StateRules<Subject>>>;
  readonly transfers: Readonly<Record<string, TransferRules<Subject>>>;
  readonly authority: (action: Action) => Authority;
}

/** Who may do something: roles with their own clients; roles and services with any client. */
interface Authority {
  readonly own: ReadonlySet<string>;
  readonly any: ReadonlySet<string>;
}

export interface TransferRules<Subject> extends BlueprintTransfer {
  readonly id: string;
  readonly condition?: CompiledCondition<Subject>;
}

interface StateRules<Subject> extends BlueprintState {
  readonly id: string;
  readonly exits: readonly TransferRules<Subject>[];
  /** Automatic exits by the event that they follow from, first to be tried first. */
  readonly byEvent: Readonly<Partial<Record<TriggerEvent, readonly TransferRules<Subject>[]>>>;
  readonly byTime: readonly TimedTransfer<Subject>[];
  /** The responsible role and the supporting ones: whoever else holds the client is released on entry. */
  readonly roles: ReadonlySet<string>;
  /** Whether somebody is told that the time to prepare for a decision has come. */
  readonly isToldOfWindows: boolean;
}

export interface TimedTransfer<Subject> {
  readonly transfer: TransferRules<Subject>;
  readonly trigger: Extract<BlueprintTransfer['trigger'], { kind: 'time' }>;
  /** Reads the fact that the deadline hangs on. */
  readonly read: FactReader<Subject>;
  /** When it last fell due, and after which moment: one client is asked several times for one command. */
  readonly known: { at: string; due: string };
}

export function compileBlueprint<Subject>(
  blueprint: Blueprint,
  readerOf: (path: string) => FactReader<Subject>,
): Rules<Subject> {
  const facts = factShapes(blueprint.facts);
  const options = { facts, readerOf, timeZone: blueprint.timeZone };
  const transfers = mapValues(blueprint.transfers, (transfer, id): TransferRules<Subject> => {
    const condition = transfer.when && compileChecked<Subject>(transfer.when, options);
    return { ...transfer, id, ...(condition && { condition }) };
  });
  const states = mapValues(blueprint.states, (state, id) =>
    compileState(id, state, Object.values(transfers), readerOf),
  );
  return { blueprint, facts, readerOf, transfers, states, authority: authorityOf(blueprint) };
}

/** Who may do what by the blueprint; each action is looked up once. */
export function authorityOf({ roles, services }: Blueprint): (action: Action) => Authority {
  const byAction = new Map<Action, Authority>();
  const named = Object.entries(roles);
  const decided = (asked: Action): Authority => {
    const action = rightFor(asked, { roles, services });
    const own = named.filter(([, { may }]) => may.own.includes(action)).map(([role]) => role);
    const any = named.filter(([, { may }]) => may.any.includes(action)).map(([role]) => role);
    const asService = Object.keys(services).filter((service) => services[service]?.may.includes(action));
    return { own: new Set(own), any: new Set([...any, ...asService]) };
  };
  return (asked) => kept(byAction, asked, decided);
}

function compileState<Subject>(
  id: string,
  state: BlueprintState,
  transfers: readonly TransferRules<Subject>[],
  readerOf: (path: string) => FactReader<Subject>,
): StateRules<Subject> {
  const exits = transfers.filter(({ from }) => from.includes(id)).sort((a, b) => a.priority - b.priority);
  const byEvent: Partial<Record<TriggerEvent, TransferRules<Subject>[]>> = {};
  const byTime: TimedTransfer<Subject>[] = [];
  for (const transfer of exits) {
    const { trigger } = transfer;
    if (trigger.kind === 'time')
      byTime.push({ transfer, trigger, read: readerOf(trigger.at), known: { at: '', due: '' } });
    if (trigger.kind !== 'event') continue;
    for (const type of trigger.on) byEvent[type] = [...(byEvent[type] ?? []), transfer];
  }
  const { responsible, supporting } = state;
  const roles = new Set(responsible ? [responsible, ...supporting] : supporting);
  // Where the lead time brings the client or takes it away, the move itself is the notice.
  const isMovedByWindows = transfers.some(
    ({ trigger, from, to }) =>
      trigger.kind === 'time' && trigger.at === 'windows.preparationAt' && (to === id || from.includes(id)),
  );
  const isToldOfWindows = responsible !== undefined && !isMovedByWindows;
  return { ...state, id, exits, byEvent, byTime, roles, isToldOfWindows };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From, key: string) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
