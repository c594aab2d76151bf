import { millisecondsInDay, millisecondsInMinute } from 'date-fns/constants';
import type { Actor } from '../../client/actor.ts';
import { timeActor } from '../../client/actor.ts';
import type { Client } from '../../client/client.ts';
import type { Command } from '../../client/command.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { AnalysisOptions } from '../../conditions/analysis/analyse-condition.ts';
import { weightOf } from '../../conditions/analysis/weight-of.ts';
import type { WorkBudget } from '../../conditions/analysis/work-budget.ts';
import { isConveyorError } from '../../errors/conveyor-error.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import type { WitnessStep } from '../finding.ts';

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
const clientId = 'witness';
/** What a decision takes beside its conditions, in steps of analysis. */
const STEP_WORK = 1_000;

export const later = (
  now: Instant,
  { days = 0, minutes = 0 }: { days?: number; minutes?: number },
): Instant => toInstant(Date.parse(now) + days * millisecondsInDay + minutes * millisecondsInMinute);

/**
 * Lives of clients on a blueprint: every step is decided by the conveyor itself. Whoever acts has every role
 * and is every service, so that only what nobody may do is refused. The same blueprint gives the same lives.
 */
export class Explorer {
  readonly somebody: Actor;
  readonly #stepWork: number;
  /** By state, a client who stands there: `trailTo` finds them once. */
  trails: ReadonlyMap<string, Trail> | undefined;

  constructor(
    readonly conveyor: Conveyor,
    readonly options: AnalysisOptions,
    readonly budget: WorkBudget,
  ) {
    const { roles, services, transfers } = conveyor.blueprint;
    this.#stepWork = Object.values(transfers).reduce(
      (sum, { when }) => sum + (when ? weightOf(when) : 1),
      STEP_WORK,
    );
    this.somebody = { id: 'somebody', roles: [...Object.keys(roles), ...Object.keys(services)] };
  }

  /**
   * One more step; nothing where it is refused or cannot be decided. A minute later, unless said otherwise.
   */
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
    if (!this.budget.spend(this.#stepWork)) return undefined;
    try {
      const outcome = this.conveyor.decide(client, whole, { now, by, history });
      if (!outcome.ok) return undefined;
      return {
        client: outcome.client,
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
    return this.send(trail, { type: 'advanceTime' }, { now, by: timeActor });
  }

  /** The same client, held by somebody in the responsible role where that can be done. */
  hold(trail: Trail): Trail {
    const { pool } = trail.client;
    if (!pool) return trail;
    return this.send(trail, { type: 'assignHolder', role: pool.name, employeeId: this.somebody.id }) ?? trail;
  }
}
