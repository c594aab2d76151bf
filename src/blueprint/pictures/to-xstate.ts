import { describeCondition } from '../../conditions/describe.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { spokenFacts } from '../spoken-facts.ts';
import { withDefaults } from '../with-defaults.ts';

/** One transition of an {@link XStateMachineConfig}. Without `target` the state stays. */
export interface XStateTransitionConfig {
  target?: string;
  /** Named by the transfer; `description` says its condition in words. */
  guard?: { type: string; params: { description: string } };
  description?: string;
  meta?: Record<string, unknown>;
}

/** One state of an {@link XStateMachineConfig}. */
export interface XStateStateConfig {
  type?: 'final';
  description?: string;
  /** The role that answers for the client. */
  tags?: string[];
  meta?: Record<string, unknown>;
  on?: Record<string, XStateTransitionConfig[]>;
  /**
   * By transfer: when the time comes only the client's facts can tell, so the delays are named and not
   * numbers.
   */
  after?: Record<string, XStateTransitionConfig[]>;
}

/** What XState's `createMachine` takes, as plain JSON. */
export interface XStateMachineConfig {
  id: string;
  version: string;
  description: string;
  initial: string;
  states: Record<string, XStateStateConfig>;
}

/** Where a client is before it is registered; no state of a blueprint begins with `_`. */
const BEFORE = '_new';

/**
 * The blueprint's states and moves as a config for `createMachine` of XState 5, so that its viewers open it.
 * It is a picture and no substitute for `decide`: who may do what, custody and records are not in it. Events
 * are called
 * - `register.<source>` for new clients, which begin in `_new`,
 * - `transfer.<transfer>` for what a person does; an offer of a handoff leaves the state as it is,
 * - `acceptHandoff.<transfer>`, `rejectHandoff.<transfer>.<reason>`, `returnClient.<transfer>.<reason>`,
 * - and as in the log for what automatic transfers follow from: `orderRecorded`. `mergedAway` ends a
 *   duplicate.
 *
 * Transfers by time are named delays under `after`, conditions are guards; both are called as their transfer,
 * and to run the machine they have to be provided.
 * @example createMachine(toXState(defineConveyor(mixed()).blueprint, { dictionary: en }))
 */
export function toXState(
  blueprint: BlueprintInput | Blueprint,
  options: { readonly dictionary: Dictionary },
): XStateMachineConfig {
  return withArguments('toXState', { blueprint, ...inWords('toXState', options) }, () =>
    machineOf(withDefaults(blueprint), options),
  );
}

function machineOf(
  blueprint: Blueprint,
  { dictionary }: { readonly dictionary: Dictionary },
): XStateMachineConfig {
  const { name, version, states, entries, transfers } = blueprint;
  const say = sayIn(blueprint, dictionary);
  const byPriority = Object.entries(transfers).sort(([, a], [, b]) => a.priority - b.priority);
  const configs = Object.entries(states).map(([id, state]): [string, XStateStateConfig] => {
    const { responsible, supporting, load } = state;
    const head = {
      description: say(state),
      ...(responsible !== undefined && { tags: [responsible] }),
      meta: { supporting: [...supporting], load: { ...load }, cadence: state.cadence },
    };
    if (state.final) return [id, { type: 'final', ...head }];
    return [id, { ...head, ...exitsOf(id, byPriority, blueprint, dictionary) }];
  });
  const registered = Object.entries(entries).map(([source, state]) => [
    `register.${source}`,
    [{ target: state }],
  ]);
  return {
    id: name,
    version: String(version),
    description: say(blueprint),
    initial: BEFORE,
    states: {
      [BEFORE]: { description: dictionary.pictures.beforeRegistration, on: Object.fromEntries(registered) },
      ...Object.fromEntries(configs),
    },
  };
}

const sayIn =
  ({ language }: Blueprint, dictionary: Dictionary) =>
  ({ label }: { readonly label: Label }) =>
    labelIn(label, dictionary.language, language);

function exitsOf(
  state: string,
  transfers: readonly (readonly [string, BlueprintTransfer])[],
  blueprint: Blueprint,
  dictionary: Dictionary,
): Pick<XStateStateConfig, 'on' | 'after'> {
  const say = sayIn(blueprint, dictionary);
  const on = new Map<string, XStateTransitionConfig[]>();
  const after = new Map<string, XStateTransitionConfig[]>();
  const add = (to: typeof on, event: string, transition: XStateTransitionConfig) =>
    to.set(event, [...(to.get(event) ?? []), transition]);

  for (const [id, transfer] of transfers) {
    const { trigger, handoff, to } = transfer;
    if (handoff?.onReturn && to === state) {
      for (const [reason, named] of Object.entries(handoff.onReturn.reasons)) {
        const { to: target } = handoff.onReturn;
        add(on, `returnClient.${id}.${reason}`, { target, description: say(named) });
      }
    }
    if (!transfer.from.includes(state)) continue;
    const move = {
      target: to,
      ...guardOf(id, transfer, blueprint, dictionary),
      description: say(transfer),
    };
    if (trigger.kind === 'time') {
      add(after, id, {
        ...move,
        meta: {
          at: trigger.at,
          ...(trigger.plus && { plus: { ...trigger.plus } }),
          ...(trigger.plusWorkingMinutes && { plusWorkingMinutes: trigger.plusWorkingMinutes }),
        },
      });
    } else if (trigger.kind === 'event') {
      for (const event of trigger.on) add(on, event, move);
    } else if (!handoff) {
      add(on, `transfer.${id}`, { ...move, meta: { by: [...trigger.by] } });
    } else {
      const { target: _, ...offer } = move;
      add(on, `transfer.${id}`, { ...offer, meta: { by: [...trigger.by], offeredTo: handoff.to } });
      add(on, `acceptHandoff.${id}`, { ...move, meta: { by: [handoff.to, handoff.escalateTo] } });
      for (const [reason, named] of Object.entries(handoff.rejections)) {
        const { to: target, fixable } = named;
        const rejection = { description: say(named), meta: { fixable } };
        add(on, `rejectHandoff.${id}.${reason}`, target === undefined ? rejection : { target, ...rejection });
      }
    }
  }
  add(on, 'mergedAway', { target: blueprint.mergedState });
  return { on: Object.fromEntries(on), ...(after.size > 0 && { after: Object.fromEntries(after) }) };
}

function guardOf(
  id: string,
  { when }: BlueprintTransfer,
  blueprint: Blueprint,
  dictionary: Dictionary,
): Pick<XStateTransitionConfig, 'guard'> {
  if (!when) return {};
  const { language, timeZone } = blueprint;
  const facts = spokenFacts(blueprint, dictionary);
  const description = describeCondition(when, { facts, dictionary, language, timeZone });
  return { guard: { type: id, params: { description } } };
}
