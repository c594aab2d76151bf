import fc from 'fast-check';
import { type Client, type ClientEvent, type CommandInput, deputyOf } from 'sales-conveyor';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { arbitraryLife } from '../../client/arbitrary-life.ts';
import { DAY, HOUR, instantAt, type Script, staffOf } from '../../client/life-script.ts';
import { actsOf } from '../../client/live.ts';
import { assign } from './assigning.ts';
import { expectAllInOrder } from './invariants.ts';
import { migrate } from './migrating.ts';
import { plan } from './planning.ts';
import type { SideBySide } from './side-by-side.ts';
import { staff } from './staffing.ts';
import type { UnderWay } from './under-way.ts';

interface HistoryOptions {
  readonly operations: number;
  readonly seed: number;
  /** How many clients there are at most. */
  readonly clients?: number;
  /** After how many operations everything is looked at. */
  readonly every?: number;
  /** Told whenever everything was looked at and found to be in order. */
  readonly onLook?: (operations: number) => void;
}

/** What has happened, by the type of event, and by what was tried. */
export type Tally = Readonly<Record<string, number>>;

/**
 * Lets one random history happen on all stores: what people are up to with clients, commands as they come, merges and their undoing,
 * people who leave, come back, are away and are stood in for, clients dealt round and given back, plans of every kind that are applied and
 * undone, the rules that change and change back, due work; the clock goes on and sometimes back.
 * @throws where the stores part or something is out of order.
 */
export async function randomHistory(
  side: SideBySide,
  { operations, seed, clients = 12, every = 100, onLook }: HistoryOptions,
): Promise<Tally> {
  const history = new RandomHistory(side, seed, clients);
  await history.begin();
  for (let n = 1; n <= operations; n++) {
    await history.next();
    if (n % every !== 0 && n !== operations) continue;
    await expectAllInOrder(side);
    onLook?.(n);
  }
  return Object.fromEntries([...history.tally].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What can be told late, beside records. */
const told: ReadonlySet<string> = new Set<CommandInput['type']>([
  'transfer',
  'acceptHandoff',
  'rejectHandoff',
  'withdrawHandoff',
  'returnClient',
  'assignHolder',
  'releaseHolder',
  'setDeputy',
  'placeHold',
  'releaseHold',
  'override',
]);

/** One history on its way; what happens beside commands is in files of its own. */
class RandomHistory implements UnderWay {
  readonly tally = new Map<string, number>();
  readonly ids: string[] = [];
  readonly random: () => number;
  #steps: Script['steps'][number][] = [];
  /** With whom people are busy: a client gets ahead only where somebody stays with it. */
  #inHand: string | undefined;
  lastLeaving = 0;
  plans = 0;
  #commands = 0;
  #last: { readonly command: CommandInput; readonly by: string; readonly commandId: string } | undefined;

  constructor(
    readonly side: SideBySide,
    readonly seed: number,
    private readonly clients: number,
  ) {
    this.random = seededRandom(seed);
  }

  async begin(): Promise<void> {
    for (const { id, roles } of staffOf(this.side.conveyor)) await this.hire(id, roles);
    await this.hire('head', ['headOfSales']);
  }

  async next(): Promise<void> {
    const back = this.random() < 0.1 ? -this.random() * DAY : 0;
    const time = this.side.time + Math.round(back + this.random() * 3 * HOUR);
    this.side.time = Math.max(time, this.lastLeaving);
    const acts: (readonly [number, () => Promise<unknown>])[] = [
      [80, () => this.#live()],
      [3, () => this.#register()],
      [3, () => this.#merge()],
      [4, () => this.#unmerge()],
      [4, () => this.#giveBack()],
      [2, () => staff(this)],
      [3, () => assign(this)],
      [2, () => plan(this)],
      [1, () => migrate(this)],
      [4, () => this.side.all('runDue', (sales) => sales.runDue())],
      [3, () => this.#repeat()],
    ];
    const ticket = this.random() * acts.reduce((sum, [weight]) => sum + weight, 0);
    let passed = 0;
    const act = acts.find(([weight]) => {
      passed += weight;
      return ticket < passed;
    });
    await act?.[1]();
  }

  /** What somebody is up to with a client. */
  async #live(): Promise<void> {
    if (this.random() < 0.1) this.#inHand = this.some(this.ids);
    const id = this.#inHand;
    const client = id && (await this.side.sales.clients.get(id));
    if (!client) return this.#register();
    if (this.#steps.length === 0) this.#steps = this.#moreSteps();
    const { deed } = this.#steps.pop() as Script['steps'][number];
    const { conveyor } = this.side;
    const history = await this.side.sales.clients.history(client.id);
    const now = instantAt(Math.max(this.side.time, Date.parse(client.decidedAt)));
    for (const { command, by, at } of actsOf(deed, { conveyor, client, history, now, told: client })) {
      if (at) this.side.time = Math.max(this.side.time, Date.parse(at));
      const renamed = JSON.parse(
        JSON.stringify({ ...command, clientId: client.id }).replaceAll('"acme', `"${client.id}`),
      );
      await this.execute(renamed, by?.id ?? (await this.#whoActsFor(client)));
    }
  }

  /** Mostly the head of sales, else a holder, or somebody who stands in for one. */
  async #whoActsFor({ custody }: Client): Promise<string> {
    if (this.random() < 0.75) return 'head';
    const holder = this.some(Object.values(custody).map(({ employeeId }) => employeeId));
    const employee = holder === undefined ? undefined : await this.side.sales.employees.get(holder);
    return (employee && deputyOf(employee, instantAt(this.side.time))) ?? holder ?? 'head';
  }

  async #register(): Promise<void> {
    const { ids } = this;
    if (ids.length >= this.clients) return;
    const source = this.some(Object.keys(this.side.conveyor.blueprint.entries)) ?? '';
    const clientId = `c${ids.length}`;
    await this.execute({ type: 'register', clientId, source }, 'import');
    ids.push(clientId);
  }

  async #merge(): Promise<void> {
    const [clientId, duplicateId] = [this.some(this.ids), this.some(this.ids)];
    if (clientId && duplicateId)
      await this.execute({ type: 'mergeDuplicate', clientId, duplicateId }, 'head');
  }

  async #unmerge(): Promise<void> {
    const merged: CommandInput[] = [];
    for await (const { id: clientId, merged: duplicates } of this.side.sales.clients.all()) {
      for (const { duplicateId } of duplicates)
        merged.push({ type: 'unmergeDuplicate', clientId, duplicateId });
    }
    const command = this.some(merged);
    if (command) await this.execute(command, 'head');
  }

  /** What was accepted last is given back to who had it before. */
  async #giveBack(): Promise<void> {
    const { transfers } = this.side.conveyor.blueprint;
    let last: { readonly clientId: string; readonly by: string; reason: string; at: string } | undefined;
    for await (const { id: clientId, handoffs } of this.side.sales.clients.all()) {
      for (const { transfer, to, acceptedAt: at } of Object.values(handoffs.received)) {
        const [reason] = Object.keys(transfers[transfer]?.handoff?.onReturn?.reasons ?? {});
        if (reason && (!last || at > last.at)) last = { clientId, by: to.employeeId, reason, at };
      }
    }
    if (!last) return;
    const { clientId, reason, by } = last;
    await this.execute({ type: 'returnClient', clientId, reason }, by);
  }

  /** The last command comes again: told anew, done once. */
  async #repeat(): Promise<void> {
    const last = this.#last;
    if (!last) return;
    const { command, ...options } = last;
    const again = await this.side.all('a repetition', (sales) => sales.execute(command, options));
    if (again && !again.repeated) throw new Error(`${command.type} was done twice`);
  }

  /** Now and then somebody tells late what they did. */
  #late(command: CommandInput): CommandInput {
    if (!told.has(command.type) || this.random() > 0.25) return command;
    return { ...command, at: instantAt(this.side.time - this.random() ** 4 * 2 * DAY) } as CommandInput;
  }

  async execute(given: CommandInput, by: string): Promise<void> {
    const command = this.#late(given);
    const named = this.random() < 0.3 ? { commandId: `k${++this.#commands}` } : {};
    const result = await this.side.all(JSON.stringify(command), (sales) =>
      sales.execute(command, { by, ...named }),
    );
    this.#last = named.commandId && result ? { command, by, commandId: named.commandId } : this.#last;
    if (!result?.ok) return this.count('refused');
    for (const { type } of result.events as readonly ClientEvent[]) this.count(type);
    if (told.has(command.type) && 'at' in command) this.count(`late: ${command.type}`);
  }

  async hire(id: string, roles: readonly string[]): Promise<void> {
    const profile = { hoursPerMonth: 100, skills: [], regions: [] };
    await this.side.all('hire', (sales) => sales.employees.hire({ ...profile, id, roles: [...roles] }));
  }

  #moreSteps(): Script['steps'][number][] {
    const seed = Math.floor(this.random() * 2 ** 31);
    return fc
      .sample(arbitraryLife(this.side.conveyor, 60), { numRuns: 10, seed })
      .flatMap(({ steps }) => steps);
  }

  some<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.random() * items.length)];
  }

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }
}
