import type { Cause } from '../client/cause.ts';
import type { Client } from '../client/client.ts';
import type { Command } from '../client/command.ts';
import type { DecisionContext } from '../client/decision-context.ts';
import type { ClientEvent } from '../client/event.ts';
import { lookup } from '../conditions/lookup.ts';
import { clientFault } from '../errors/client-fault.ts';
import { type ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import type { ClientChange, Commit, StoredDocument } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import { turn } from '../time/turn.ts';
import { changed } from './changed-document.ts';
import type { StoredBeside } from './fact-projection.ts';
import type { Dealt, FeatureWork } from './feature.ts';
import { Groups } from './groups.ts';
import { type KeptOutcome, spansOf } from './kept-outcome.ts';
import type { StaffById } from './known-staff.ts';
import { type FirstTime, RepeatedCommands } from './repeated-commands.ts';
import { clientsOf, otherClientOf, type Request, type Result } from './request.ts';
import type { ServiceContext } from './service-context.ts';
import { StaffLookup } from './staff-lookup.ts';

/** What a batch does to a client: its revision before, and all events since. */
interface Change {
  readonly before: number;
  readonly events: ClientEvent[];
}

type Histories = Pick<DecisionContext, 'history' | 'duplicateHistory'>;

/** How a batch looks at its requests. */
interface BatchOptions {
  /** Has been read already and is taken as it was then. */
  readonly staff?: StaffById;
  /** Have been read already, by id, as they are stored. */
  readonly clients?: ReadonlyMap<string, Client>;
  /** Outcomes of the commands are not looked for. */
  readonly asNew?: boolean;
  /** Sees after each request that what it makes of its client can be written down. */
  readonly careful?: boolean;
  /** What features do beside. Default nothing. */
  readonly features?: readonly FeatureWork[];
}

/** After so many decisions whoever makes many lets others have a turn. */
export const DECIDED_AT_ONCE = 250;

const READ_TOGETHER = 500;

/** Documents that count how often somebody has claimed in a role. Two who race change the same one. */
const CLAIMS = 'claims';

/** What somebody who claims holds in a role, with what they have claimed here. */
interface Claims {
  held: number;
  readonly guard: StoredDocument | undefined;
  isMore: boolean;
}

/**
 * Decides on requests one after the other against what is stored, and says what to commit. Writes nothing
 * itself.
 */
export class Batch {
  /** As the requests so far leave them. */
  readonly #clients = new Map<string, Client>();
  readonly #changes = new Map<string, Change>();
  readonly #logs = new Map<string, readonly ClientEvent[]>();
  readonly #staff: StaffLookup;
  /** How many clients those who claim hold, by employee and role, with what they have claimed here. */
  readonly #claims = new Map<string, Claims>();
  readonly #groups: Groups;
  /** Clients that this conveyor cannot decide on, and why. */
  readonly #beyond = new Map<string, ConveyorError>();

  private constructor(
    private readonly context: ServiceContext,
    private readonly now: Instant,
    staff: StaffById | undefined,
    private readonly careful: boolean,
    private readonly commands: RepeatedCommands,
    private readonly features: readonly FeatureWork[],
  ) {
    this.#staff = new StaffLookup(context, now, staff);
    this.#groups = new Groups(context);
  }

  /**
   * Reads all that the requests are about, except what is known already. Outcomes come first, so that no
   * client is older than a repetition that it is told with.
   */
  static async over(
    requests: readonly Request[],
    context: ServiceContext,
    { staff, asNew = false, careful = false, clients: known = new Map(), features = [] }: BatchOptions = {},
  ): Promise<Batch> {
    const { store, tenant, versions } = context;
    await versions.assertCurrent();
    const commandIds = requests.filter(({ named }) => named && !asNew).map(({ commandId }) => commandId);
    const commands = await RepeatedCommands.of(context, commandIds);
    const batch = new Batch(context, context.now(), staff, careful, commands, features);
    const clientIds = [...new Set(requests.flatMap(({ command }) => clientsOf(command)))];
    for (let start = 0; start < clientIds.length; start += READ_TOGETHER) {
      const ids = clientIds.slice(start, start + READ_TOGETHER);
      if (ids.length === READ_TOGETHER) await turn();
      const unread = ids.filter((id) => !known.has(id));
      const read = unread.length > 0 ? await store.readClients(tenant, unread) : [];
      await batch.#take([...ids.flatMap((id) => known.get(id) ?? []), ...read]);
    }
    return batch;
  }

  /** Takes in clients as they are stored. */
  async #take(clients: readonly Client[]): Promise<void> {
    for (const client of clients) this.#clients.set(client.id, client);
    for (const upgraded of await this.context.versions.upgrade(clients, this.now)) {
      const { client } = upgraded;
      if ('error' in upgraded) this.#beyond.set(client.id, upgraded.error);
      else if (upgraded.events.length > 0) this.#addUpgrade(client, upgraded.events);
    }
  }

  /** The client as the requests so far leave it. */
  client(id: string): Client | undefined {
    return this.#clients.get(id);
  }

  /** What those who race for the groups that this batch has looked at take turns by. */
  get turns(): ReadonlySet<string> {
    return this.#groups.turns;
  }

  async run(request: Request): Promise<Result> {
    const { command, commandId, named } = request;
    const first = this.commands.first<KeptOutcome>(named ? commandId : undefined, command);
    if (first) return this.#repeat(request, first);
    const before = new Map(clientsOf(command).map((id) => [id, this.#clients.get(id)]));
    const known = this.#clients.get(command.clientId);
    const decided = await this.#decide(request);
    const result = 'events' in decided ? await this.#settled(request, decided, before) : decided;
    if ('events' in result) {
      const { events, client: after } = result;
      const history = () => this.#history(after.id);
      for (const feature of this.features) await feature.saw?.({ events, before: known, after, history });
    }
    if (request.named) this.#keep(request, result);
    return result;
  }

  /** With what it makes of groups of companies: whose orders may go now, and whose have to wait. */
  async #settled(
    { command, commandId }: Request,
    result: Extract<Result, { readonly events: readonly ClientEvent[] }>,
    before: ReadonlyMap<string, Client | undefined>,
  ): Promise<Result> {
    if (result.events.length === 0) return result;
    const { clientId } = command;
    const events = [...result.events];
    const follow = async (client: Client, follows: Command) => {
      if (!this.#clients.has(client.id)) await this.#take([client]);
      const then = await this.#decide({ command: follows, commandId, named: false });
      if ('events' in then) events.push(...eventsOf(clientId, then.events));
    };
    const after = [...before.keys()].map((id) => this.#clients.get(id));
    for (const group of this.#groups.touched(command, [...before.values()], after)) {
      for (const [client, follows] of await this.#groups.toSettle(group, before, this.#clients))
        await follow(client, follows);
    }
    return { ...result, client: this.#clients.get(clientId) as Client, events };
  }

  /**
   * What the requests so far have to write. A client without events is written too: its due date may have
   * changed.
   * @throws DECISION_FAILED, CADENCE_RULE_FAILED where a client cannot be written down.
   */
  commit(): Commit {
    return this.#commitOf([...this.#changes].map((change) => this.#changeOf(change)));
  }

  /** The same, letting others have a turn now and then. */
  async commitInSteps(): Promise<Commit> {
    const clients: ClientChange[] = [];
    for (const change of this.#changes) {
      if (clients.push(this.#changeOf(change)) % DECIDED_AT_ONCE === 0) await turn();
    }
    return this.#commitOf(clients);
  }

  #commitOf(clients: readonly ClientChange[]): Commit {
    const claims = [...this.#claims].flatMap(([id, { guard, isMore }]) =>
      isMore ? changed(guard, { kind: CLAIMS, id, body: {} }) : [],
    );
    return {
      clients,
      employees: this.#staff.guards(),
      outcomes: this.commands.outcomes,
      documents: [...claims, ...this.#groups.changes],
    };
  }

  #changeOf([id, { before, events }]: readonly [string, Change]): ClientChange {
    const snapshot = this.#clients.get(id) as Client;
    const expected =
      before === 0 ? ({ is: 'absent' } as const) : ({ is: 'exact', revision: before } as const);
    return { expected, snapshot, events, ...this.#writtenDown(snapshot) };
  }

  /**
   * The same; undefined where a batch that is not `careful` is spoilt: whoever decides again, carefully,
   * learns by which request.
   */
  soundCommit(): Commit | undefined {
    if (this.careful) return this.commit();
    try {
      return this.commit();
    } catch {
      return undefined;
    }
  }

  /** What is stored beside the client, by the blueprint and its rules. */
  #writtenDown(client: Client): StoredBeside {
    try {
      return this.context.projection.of(client);
    } catch (error) {
      throw clientFault(error, client.id);
    }
  }

  #addUpgrade(client: Client, events: readonly ClientEvent[]): void {
    try {
      if (this.careful) this.#writtenDown(client);
      this.#note(this.#clients.get(client.id), client, events);
    } catch (error) {
      this.#beyond.set(client.id, clientFault(error, client.id));
    }
  }

  async #decide({ command: asked, commandId, by: actorId, isMoot }: Request): Promise<Result> {
    for (const id of clientsOf(asked)) {
      const error = this.#beyond.get(id);
      if (error) return { ok: false, repeated: false, error };
    }
    const client = this.#clients.get(asked.clientId);
    if (client && isMoot?.(client)) return { ok: true, repeated: false, client, events: [] };
    const dealt = await this.#dealt(asked, client);
    if (dealt && 'error' in dealt) return { ok: false, repeated: false, error: dealt.error };
    const to = dealt?.employeeId;
    const command = to === undefined ? asked : ({ ...asked, to } as Command);
    const by = await this.#staff.actor(actorId, client);
    const duplicate = this.#clients.get(otherClientOf(command) ?? '');
    // A log that is known is given at once: deciding until it is missed would be half of the work.
    const isKnown = [client, duplicate].every((one) => !one || this.#logs.has(one.id));
    let histories: Histories = client && isKnown ? await this.#histories(client.id, duplicate) : {};
    for (; ; histories = await this.#histories(command.clientId, duplicate)) {
      const { history } = histories;
      const candidates = await this.#staff.candidates(command, { client, duplicate, by, history });
      const known = [...this.#staff.around(client), ...candidates];
      const staff = Object.fromEntries(known.map((employee) => [employee.id, employee]));
      const claim = await this.#claimOf(command, by.id);
      const others = await this.#groups.others(client, command, this.#clients);
      const group = duplicate ? others?.filter(({ id }) => id !== duplicate.id) : others;
      const decision = {
        now: this.now,
        by,
        commandId,
        staff,
        ...(claim && { held: claim.held }),
        ...(group && { group }),
        ...(duplicate && { duplicate }),
      };
      try {
        const result = this.#carryOut(command, { ...decision, ...histories }, dealt?.cause);
        if (result.ok) this.#staff.relyOn(candidates);
        if (result.ok && claim) [claim.held, claim.isMore] = [claim.held + 1, true];
        return result;
      } catch (error) {
        if (!history && isConveyorError(error, 'HISTORY_NEEDED')) continue;
        return { ok: false, repeated: false, error: clientFault(error, command.clientId) };
      }
    }
  }

  /** Whom the command's offer goes to, where a feature deals it. */
  async #dealt(command: Command, client: Client | undefined): Promise<Dealt | undefined> {
    for (const feature of this.features) {
      const dealt = client && (await feature.dealTo?.(command, client, () => this.#history(client.id)));
      if (dealt) return dealt;
    }
    return undefined;
  }

  /** How many clients somebody who claims one holds in the role, where that is limited. Counted once. */
  async #claimOf(command: Command, by: string): Promise<Claims | undefined> {
    if (command.type !== 'assignHolder' || command.employeeId !== by) return undefined;
    const { role } = command;
    const { store, tenant, conveyor } = this.context;
    if (lookup(conveyor.blueprint.roles, role)?.claims === undefined) return undefined;
    const key = JSON.stringify([by, role]);
    const known = this.#claims.get(key);
    if (known) return known;
    // Read before the count: whoever claims in between makes this commit fail.
    const [guard] = await store.readDocuments(tenant, CLAIMS, [key]);
    const groups = await store.countHeld(tenant, { employeeIds: [by], role });
    const held = groups.reduce((sum, { clients }) => sum + clients, 0);
    const counted = { held, guard, isMore: false };
    this.#claims.set(key, counted);
    return counted;
  }

  async #histories(clientId: string, duplicate: Client | undefined): Promise<Histories> {
    const history = await this.#history(clientId);
    return duplicate ? { history, duplicateHistory: await this.#history(duplicate.id) } : { history };
  }

  #carryOut(command: Command, decision: DecisionContext, cause: Cause | undefined): Result {
    const { conveyor } = this.context;
    const client = this.#clients.get(command.clientId);
    const outcome = conveyor.decide(client, command, decision);
    if (!outcome.ok) return { ok: false, repeated: false, refusal: outcome.refusal };
    // All are computed before any is noted, so that a fault leaves no half of a merge behind.
    const { client: next, duplicate: other } = outcome;
    const events = cause
      ? outcome.events.map((one) => (one.type === 'handoffOffered' ? { ...one, cause } : one))
      : outcome.events;
    if (this.careful) for (const client of other ? [next, other] : [next]) this.#writtenDown(client);
    this.#note(client, next, events);
    this.#groups.note(next, command, events);
    if (other) this.#note(decision.duplicate, other, events);
    return { ok: true, repeated: false, client: next, events };
  }

  #note(before: Client | undefined, next: Client, events: readonly ClientEvent[]): void {
    const change = this.#changes.get(next.id) ?? { before: before?.revision ?? 0, events: [] };
    // Who is new has no log to be read.
    if (change.before === 0) this.#logs.set(next.id, []);
    change.events.push(...eventsOf(next.id, events));
    this.#changes.set(next.id, change);
    this.#clients.set(next.id, next);
  }

  #repeat({ command: { type: command, clientId } }: Request, first: FirstTime<KeptOutcome>): Result {
    if ('reused' in first)
      return { ok: false, repeated: false, refusal: { command, clientId, reasons: [first.reused] } };
    const { kept } = first;
    if (!kept.ok) return { ok: false, repeated: true, refusal: kept.refusal };
    return { ok: true, repeated: true, client: this.#clients.get(clientId) as Client, spans: kept.spans };
  }

  #keep({ commandId, command, keepRefusals = true }: Request, result: Result): void {
    if (result.repeated || 'error' in result || !(result.ok || keepRefusals)) return;
    const outcome: KeptOutcome = result.ok
      ? { ok: true, spans: spansOf(result.events, (id) => this.#clients.get(id)?.revision ?? 0) }
      : { ok: false, refusal: result.refusal };
    this.commands.keep(commandId, command, outcome);
  }

  /**
   * A client's history as far as this batch knows the client, whatever others have added since. The log is
   * read once, however many commands look back.
   */
  async #history(clientId: string): Promise<ClientEvent[]> {
    const { store, tenant } = this.context;
    const change = this.#changes.get(clientId);
    const before = change?.before ?? this.#clients.get(clientId)?.revision;
    const log = this.#logs.get(clientId) ?? (await store.history(tenant, clientId)).slice(0, before);
    this.#logs.set(clientId, log);
    return [...log, ...(change?.events ?? [])];
  }
}

const eventsOf = (id: string, events: readonly ClientEvent[]) =>
  events.filter(({ clientId }) => clientId === id);
