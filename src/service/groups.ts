import type { Client } from '../client/client.ts';
import type { Command } from '../client/command.ts';
import { groupOf } from '../client/credit-hold.ts';
import type { ClientEvent } from '../client/event.ts';
import { lookup } from '../conditions/lookup.ts';
import type { DocumentChange, StoredDocument } from '../storage/port.ts';
import { changed } from './changed-document.ts';
import { fingerprint } from './fingerprint.ts';
import { allClients } from './query-clients.ts';
import type { ServiceContext } from './service-context.ts';

/** Documents that count how often a group's money has changed. Two who race change the same one. */
const EXPOSURES = 'exposures';

/** What is decided on with a group's limit in view, and so within its revision. */
const counted: ReadonlySet<string> = new Set<Command['type']>([
  'recordOrder',
  'shipOrder',
  'recordMoney',
  'correctRecord',
  'mergeDuplicate',
]);

type Known = readonly (Client | undefined)[];

/** The clients of a group as they are stored, and the document that guards them. */
interface Group {
  /** Of the document, and of its turn. */
  readonly id: string;
  readonly guard: StoredDocument | undefined;
  /** By id; with those that came in while this batch ran. */
  readonly members: Map<string, Client>;
  isChanged: boolean;
}

/** The groups of companies that a batch decides on: each is read once, under its revision. */
export class Groups {
  /** By name. */
  readonly #known = new Map<string, Group>();

  constructor(private readonly context: ServiceContext) {}

  /** What callers who race for them take turns by. */
  get turns(): ReadonlySet<string> {
    return new Set([...this.#known.values()].map(({ id }) => `@group ${id}`));
  }

  /** Guards that what was decided on is still so when it is written. */
  get changes(): DocumentChange[] {
    return [...this.#known.values()].flatMap(({ id, guard, members, isChanged }) =>
      isChanged && this.#isLimited(members) ? changed(guard, { kind: EXPOSURES, id, body: {} }) : [],
    );
  }

  /**
   * The others of the client's group as the batch leaves them. Nobody is looked for unless the command is
   * about money, or an order of the client is held; nor before it is said which group the client is in.
   * `clients` are those of the batch.
   */
  async others(
    client: Client | undefined,
    command: Command,
    clients: ReadonlyMap<string, Client>,
  ): Promise<readonly Client[] | undefined> {
    if (!client || !(counted.has(command.type) || this.#isHeld(client))) return undefined;
    const { blueprint } = this.context.conveyor;
    if (command.type === 'learnFacts' && (blueprint.creditLimit?.group?.fact ?? '') in command.facts)
      return undefined;
    const name = groupOf(client, blueprint);
    if (name === undefined) return undefined;
    return (await this.#members(name, clients)).filter(({ id }) => id !== client.id);
  }

  /** The groups in which a command may let an order go, or hold one. */
  touched({ type }: Command, before: Known, after: Known): Iterable<string> {
    const { rules, blueprint } = this.context.conveyor;
    return rules.bookkeeping?.touched(type, before, after, blueprint) ?? [];
  }

  /** By which commands the holds of a group become right. `before` are those that changed it, by id. */
  async toSettle(
    name: string,
    before: ReadonlyMap<string, Client | undefined>,
    clients: ReadonlyMap<string, Client>,
  ): Promise<readonly (readonly [Client, Command])[]> {
    const { rules, blueprint } = this.context.conveyor;
    const members = await this.#members(name, clients);
    (this.#known.get(name) as Group).isChanged = true;
    const known = members.map((member) => [member.id, member] as const);
    const then = [...new Map([...known, ...before]).values()].filter((client) => this.#isIn(name, client));
    const hold = blueprint.creditLimit?.hold ?? '';
    return (rules.bookkeeping?.amiss(then, members, rules) ?? []).map(({ client, orderId: reason }) => {
      const { id: clientId } = client;
      return [
        client,
        reason === undefined
          ? { type: 'advanceTime', clientId }
          : { type: 'placeHold', clientId, hold, reason },
      ];
    });
  }

  /** A client is as a decision of the batch leaves it: its group has changed where that was about money. */
  note(client: Client, { type }: Command, events: readonly ClientEvent[]): void {
    const name = groupOf(client, this.context.conveyor.blueprint);
    const group = name !== undefined && this.#known.get(name);
    if (!group) return;
    group.members.set(client.id, client);
    if (counted.has(type) || events.some((event) => event.type === 'holdReleased')) group.isChanged = true;
  }

  /** As the batch leaves them. */
  async #members(name: string, clients: ReadonlyMap<string, Client>): Promise<readonly Client[]> {
    const { members } = await this.#read(name, clients);
    return [...members.keys()]
      .map((id) => clients.get(id) ?? members.get(id))
      .filter((member) => this.#isIn(name, member));
  }

  #isIn(name: string, client: Client | undefined): client is Client {
    return !!client && !client.mergedInto && groupOf(client, this.context.conveyor.blueprint) === name;
  }

  #isHeld({ holds }: Client): boolean {
    return Object.hasOwn(holds, this.context.conveyor.blueprint.creditLimit?.hold ?? '');
  }

  /** Where nobody has said a limit, nobody need wait for another. */
  #isLimited(members: ReadonlyMap<string, Client>): boolean {
    const { group } = this.context.conveyor.blueprint.creditLimit ?? {};
    return [...members.values()].some(({ facts }) => lookup(facts, group?.limit ?? '')?.value);
  }

  async #read(name: string, clients: ReadonlyMap<string, Client>): Promise<Group> {
    const known = this.#known.get(name);
    if (known) return known;
    const id = fingerprint(name);
    const { store, tenant, conveyor } = this.context;
    // Read before the members: whoever changes what they owe in between makes this commit fail.
    const [guard] = await store.readDocuments(tenant, EXPOSURES, [id]);
    const members = new Map<string, Client>();
    const { group: by } = conveyor.blueprint.creditLimit ?? {};
    const where = { fact: by?.fact ?? '', is: 'equals', value: name } as const;
    for await (const member of allClients(this.context, { where })) members.set(member.id, member);
    for (const client of clients.values())
      if (groupOf(client, conveyor.blueprint) === name) members.set(client.id, client);
    const group: Group = { id, guard, members, isChanged: false };
    this.#known.set(name, group);
    return group;
  }
}
