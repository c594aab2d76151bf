import type { Actor } from '../client/actor.ts';
import type { Client } from '../client/client.ts';
import type { Command } from '../client/command.ts';
import type { Conveyor } from '../client/define-conveyor.ts';
import type { ClientEvent } from '../client/event.ts';
import type { Refusal } from '../client/refusal.ts';
import { type ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import type { ClientChange, Commit, RecordedOutcome, Store } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import type { Employee } from '../workforce/employee.ts';
import { fingerprint } from './fingerprint.ts';

/** A parsed command on its way to the store. */
export interface Request {
  readonly command: Command;
  readonly commandId: string;
  /** Whether the caller named the command: only then can it come again, and its outcome is kept. */
  readonly named: boolean;
  readonly by: Actor;
}

/** What came of one request. `repeated` tells the first outcome from its repetition. */
export type Result =
  | { readonly ok: true; readonly repeated: boolean; readonly client: Client; readonly events: readonly ClientEvent[] }
  | { readonly ok: false; readonly repeated: boolean; readonly refusal: Refusal }
  | { readonly ok: false; readonly repeated: false; readonly error: ConveyorError };

/** What an outcome is kept as: the events are in the log already, from one revision of each client to another. */
type KeptOutcome =
  | { readonly ok: true; readonly spans: readonly { readonly clientId: string; readonly from: number; readonly to: number }[] }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Surroundings {
  readonly conveyor: Conveyor;
  readonly store: Store;
  readonly tenant: string;
  readonly now: Instant;
}

/** Decides on requests one after the other against what is stored, and says what to commit. Writes nothing itself. */
export class Batch {
  readonly #clients = new Map<string, Client>();
  readonly #changes = new Map<string, { readonly before: number; readonly events: ClientEvent[] }>();
  readonly #known = new Map<string, RecordedOutcome>();
  readonly #fresh: RecordedOutcome[] = [];
  readonly #staff: Record<string, Employee> = {};

  private constructor(private readonly surroundings: Surroundings) {}

  /** Reads all that the requests are about. */
  static async over(requests: readonly Request[], surroundings: Surroundings): Promise<Batch> {
    const { store, tenant } = surroundings;
    const batch = new Batch(surroundings);
    const clientIds = new Set(requests.flatMap(({ command }) => clientsOf(command)));
    const commandIds = requests.filter(({ named }) => named).map(({ commandId }) => commandId);
    for (const client of await store.readClients(tenant, [...clientIds])) batch.#clients.set(client.id, client);
    if (commandIds.length > 0) {
      for (const outcome of await store.readOutcomes(tenant, commandIds)) batch.#known.set(outcome.commandId, outcome);
    }
    return batch;
  }

  async run(request: Request): Promise<Result> {
    const { command, commandId, named } = request;
    const earlier = named ? this.#known.get(commandId) : undefined;
    if (earlier) return this.#repeat(request, earlier);
    let result: Result;
    try {
      result = await this.#decide(request);
    } catch (error) {
      if (isConveyorError(error, 'ENDLESS_TRANSFERS')) return { ok: false, repeated: false, error };
      throw error;
    }
    if (named) this.#remember(commandId, command, result);
    return result;
  }

  /** What the requests so far have to write. */
  commit(): Commit {
    const { conveyor } = this.surroundings;
    const changes = [...this.#changes].map(([id, { before, events }]): ClientChange => {
      const snapshot = this.#clients.get(id) as Client;
      const dueAt = conveyor.nextDueAt(snapshot);
      const expected = before === 0 ? ({ is: 'absent' } as const) : ({ is: 'exact', revision: before } as const);
      return { expected, snapshot, events, ...(dueAt !== undefined && { dueAt }) };
    });
    return { clients: changes, employees: [], outcomes: this.#fresh };
  }

  async #decide(request: Request): Promise<Result> {
    const { command } = request;
    const client = this.#clients.get(command.clientId);
    for (const id of employeesOf(command, client)) await this.#meet(id);
    try {
      return this.#apply(request);
    } catch (error) {
      if (!isConveyorError(error, 'HISTORY_NEEDED')) throw error;
      return this.#apply(request, await this.#log(command.clientId));
    }
  }

  #apply({ command, commandId, by }: Request, history?: readonly ClientEvent[]): Result {
    const { conveyor, now } = this.surroundings;
    const client = this.#clients.get(command.clientId);
    const duplicate = 'duplicateId' in command ? this.#clients.get(command.duplicateId) : undefined;
    const outcome = conveyor.decide(client, command, {
      now,
      by,
      commandId,
      staff: this.#staff,
      ...(history && { history }),
      ...(duplicate && { duplicate }),
    });
    if (!outcome.ok) return { ok: false, repeated: false, refusal: outcome.refusal };
    const { events } = outcome;
    const next = this.#advance(command.clientId, client, events, history);
    if (duplicate) this.#advance(duplicate.id, duplicate, events);
    return { ok: true, repeated: false, client: next, events };
  }

  #advance(
    id: string,
    client: Client | undefined,
    events: readonly ClientEvent[],
    history?: readonly ClientEvent[],
  ): Client {
    const own = events.filter(({ clientId }) => clientId === id);
    const next = this.surroundings.conveyor.evolveAll(client, own, history);
    const change = this.#changes.get(id) ?? { before: client?.revision ?? 0, events: [] };
    change.events.push(...own);
    this.#changes.set(id, change);
    this.#clients.set(id, next);
    return next;
  }

  async #repeat({ command, commandId }: Request, earlier: RecordedOutcome): Promise<Result> {
    const { type, clientId } = command;
    if (earlier.fingerprint !== fingerprint(command)) {
      const reasons = [{ code: 'COMMAND_ID_REUSED', commandId } as const];
      return { ok: false, repeated: false, refusal: { command: type, clientId, reasons } };
    }
    const kept = earlier.outcome as KeptOutcome;
    if (!kept.ok) return { ok: false, repeated: true, refusal: kept.refusal };
    const events: ClientEvent[] = [];
    for (const { clientId: id, from, to } of kept.spans) events.push(...(await this.#log(id)).slice(from, to));
    return { ok: true, repeated: true, client: this.#clients.get(clientId) as Client, events };
  }

  /** Looks an employee up once per batch. */
  async #meet(employeeId: string): Promise<void> {
    if (Object.hasOwn(this.#staff, employeeId)) return;
    const { store, tenant } = this.surroundings;
    const employee = await store.readEmployee(tenant, employeeId);
    if (employee) this.#staff[employeeId] = employee;
  }

  /** A client's history, with what this batch adds to it. */
  async #log(clientId: string): Promise<ClientEvent[]> {
    const { store, tenant } = this.surroundings;
    return [...(await store.history(tenant, clientId)), ...(this.#changes.get(clientId)?.events ?? [])];
  }

  #remember(commandId: string, command: Command, result: Result): void {
    if ('error' in result) return;
    const outcome: KeptOutcome = result.ok
      ? { ok: true, spans: spansOf(result.events, (id) => this.#clients.get(id)?.revision ?? 0) }
      : { ok: false, refusal: result.refusal };
    const recorded = { commandId, fingerprint: fingerprint(command), outcome };
    this.#known.set(commandId, recorded);
    this.#fresh.push(recorded);
  }
}

function spansOf(events: readonly ClientEvent[], revisionOf: (clientId: string) => number) {
  return [...new Set(events.map(({ clientId }) => clientId))].map((clientId) => {
    const to = revisionOf(clientId);
    return { clientId, from: to - events.filter((event) => event.clientId === clientId).length, to };
  });
}

const clientsOf = (command: Command): string[] =>
  'duplicateId' in command ? [command.clientId, command.duplicateId] : [command.clientId];

/** Every employee whose fitness the command may turn on; who is not on the staff is simply not found. */
function employeesOf(command: Command, client: Client | undefined): string[] {
  const named = [
    'employeeId' in command ? command.employeeId : undefined,
    'to' in command && command.type !== 'override' ? command.to : undefined,
    command.type === 'acceptHandoff' ? client?.handoff?.to.employeeId : undefined,
    command.type === 'returnClient' ? client?.handoffs.last?.from.employeeId : undefined,
  ];
  return named.flatMap((id) => id ?? []);
}
