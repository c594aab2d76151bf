import type { Actor } from '../../client/actor.ts';
import { timeActor } from '../../client/actor.ts';
import type { Client } from '../../client/client.ts';
import type { Command } from '../../client/command.ts';
import type { Conveyor } from '../../client/define-conveyor.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { AnalysisOptions } from '../../conditions/analysis/analyse-condition.ts';
import type { Condition } from '../../conditions/condition.ts';
import { isConveyorError } from '../../errors/conveyor-error.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import type { WitnessStep } from '../finding.ts';
import { arrange } from './arrange.ts';
import { ways } from './ways.ts';

/** A client's life so far, as decided on the blueprint. */
export interface Trail {
  readonly client: Client;
  readonly steps: readonly WitnessStep[];
  readonly history: readonly ClientEvent[];
  /** What the last step brought about. */
  readonly events: readonly ClientEvent[];
  readonly now: Instant;
}

/** A command about the witness, of whom there is one only. */
export type WitnessCommand = Command extends infer One
  ? One extends Command
    ? Omit<One, 'clientId'>
    : never
  : never;

const START = Date.parse('2026-03-16T09:00:00.000Z');
const MINUTE = 60_000;
const clientId = 'witness';
/** More clients than this are not followed up in search of a way to a state. */
const MAX_TRAILS = 150;

export const later = (
  now: Instant,
  { days = 0, minutes = 0 }: { days?: number; minutes?: number },
): Instant => toInstant(Date.parse(now) + days * 24 * 60 * MINUTE + minutes * MINUTE);

/**
 * Lives of clients on a blueprint: every step is decided by the conveyor itself. Whoever acts has every role and is every
 * service, so that only what nobody may do is refused. The same blueprint gives the same lives.
 */
export class Explorer {
  readonly somebody: Actor;
  #trails: ReadonlyMap<string, Trail> | undefined;

  constructor(
    readonly conveyor: Conveyor,
    readonly options: AnalysisOptions,
  ) {
    const { roles, services } = conveyor.blueprint;
    this.somebody = { id: 'somebody', roles: [...Object.keys(roles), ...Object.keys(services)] };
  }

  /** One more step; nothing where it is refused or cannot be decided. A minute later, unless said otherwise. */
  send(
    trail: Trail | undefined,
    command: WitnessCommand,
    {
      now = trail ? later(trail.now, { minutes: 1 }) : toInstant(START),
      by = this.somebody,
    }: { now?: Instant; by?: Actor } = {},
  ): Trail | undefined {
    const whole = { ...command, clientId } as Command;
    const { client, history = [], steps = [] } = trail ?? {};
    try {
      const outcome = this.conveyor.decide(client, whole, { now, by, history });
      if (!outcome.ok) return undefined;
      const after =
        outcome.events.length > 0 ? this.conveyor.evolveAll(client, outcome.events, history) : client;
      if (!after) return undefined;
      return {
        client: after,
        steps: [...steps, { now, by, command: whole }],
        history: [...history, ...outcome.events],
        events: outcome.events,
        now,
      };
    } catch (error) {
      if (isConveyorError(error)) return undefined;
      throw error;
    }
  }

  /** Lets time pass until then. */
  wait(trail: Trail, now: Instant): Trail | undefined {
    return this.send(trail, { type: 'passTime' }, { now, by: timeActor });
  }

  /** The same client, held by somebody in the responsible role where that can be done. */
  hold(trail: Trail): Trail {
    const { pool } = trail.client;
    if (!pool) return trail;
    return this.send(trail, { type: 'assignRole', role: pool.name, employeeId: this.somebody.id }) ?? trail;
  }

  /** The same client in the same state, for whom the condition holds; nothing where none was found. */
  arrange(trail: Trail, condition: Condition | undefined): Trail | undefined {
    return condition ? arrange(this, trail, condition) : trail;
  }

  /** A client who stands in the state, by the shortest way that was found. */
  trailTo(state: string): Trail | undefined {
    this.#trails ??= this.#explore();
    return this.#trails.get(state);
  }

  #explore(): ReadonlyMap<string, Trail> {
    const { blueprint } = this.conveyor;
    const found = new Map<string, Trail>();
    const queue: Trail[] = [];
    const note = (trail: Trail | undefined) => {
      if (!trail || found.has(trail.client.state)) return;
      found.set(trail.client.state, trail);
      queue.push(trail);
    };
    for (const source of Object.keys(blueprint.entries))
      note(this.send(undefined, { type: 'register', source }));
    const follow = () => {
      for (let n = 0; n < MAX_TRAILS; n++) {
        const trail = queue.shift();
        if (!trail) return;
        for (const way of ways(this, trail, (state) => !found.has(state))) note(way);
      }
    };
    follow();
    const [first] = found.values();
    for (const to of Object.keys(blueprint.states)) {
      if (!first || found.has(to)) continue;
      const wakeAt = later(first.now, { days: 30 });
      note(this.send(first, { type: 'override', to, reason: 'to look around', wakeAt }));
      follow();
    }
    return found;
  }
}
