import fc from 'fast-check';
import type { ClientEvent, CommandInput } from 'sales-conveyor';
import { arbitraryLife } from '../../client/arbitrary-life.ts';
import { DAY, HOUR, instantAt, type Script, staffOf } from '../../client/life-script.ts';
import { actsOf } from '../../client/live.ts';
import { expectAllInOrder } from './invariants.ts';
import type { SideBySide } from './side-by-side.ts';

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
 * people who leave, come back and are away, plans that are applied and undone, due work; the clock goes on and sometimes back.
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

class RandomHistory {
  readonly tally = new Map<string, number>();
  readonly ids: string[] = [];
  readonly #random: () => number;
  #steps: Script['steps'][number][] = [];
  /** With whom people are busy: a client gets ahead only where somebody stays with it. */
  #inHand: string | undefined;
  /** Before that moment who has left was still there, so the clock does not go back behind it. */
  #lastLeaving = 0;
  #plans = 0;
  #commands = 0;
  #last: { readonly command: CommandInput; readonly by: string; readonly commandId: string } | undefined;

  constructor(
    private readonly side: SideBySide,
    readonly seed: number,
    private readonly clients: number,
  ) {
    this.#random = seededRandom(seed);
  }

  async begin(): Promise<void> {
    for (const { id, roles } of staffOf(this.side.conveyor)) await this.#hire(id, roles);
    await this.#hire('head', ['headOfSales']);
  }

  async next(): Promise<void> {
    const back = this.#random() < 0.1 ? -this.#random() * DAY : 0;
    const time = this.side.time + Math.round(back + this.#random() * 3 * HOUR);
    this.side.time = Math.max(time, this.#lastLeaving);
    const acts: (readonly [number, () => Promise<unknown>])[] = [
      [80, () => this.#live()],
      [3, () => this.#register()],
      [3, () => this.#merge()],
      [4, () => this.#unmerge()],
      [2, () => this.#staff()],
      [2, () => this.#plan()],
      [4, () => this.side.all('runDue', (sales) => sales.runDue())],
      [3, () => this.#repeat()],
    ];
    const ticket = this.#random() * acts.reduce((sum, [weight]) => sum + weight, 0);
    let passed = 0;
    const act = acts.find(([weight]) => {
      passed += weight;
      return ticket < passed;
    });
    await act?.[1]();
  }

  /** What somebody is up to with a client. */
  async #live(): Promise<void> {
    if (this.#random() < 0.1) this.#inHand = this.#some(this.ids);
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
      await this.#execute(renamed, by?.id ?? 'head');
    }
  }

  async #register(): Promise<void> {
    const { ids } = this;
    if (ids.length >= this.clients) return;
    const source = this.#some(Object.keys(this.side.conveyor.blueprint.entries)) ?? '';
    const clientId = `c${ids.length}`;
    await this.#execute({ type: 'register', clientId, source }, 'import');
    ids.push(clientId);
  }

  async #merge(): Promise<void> {
    const [clientId, duplicateId] = [this.#some(this.ids), this.#some(this.ids)];
    if (clientId && duplicateId)
      await this.#execute({ type: 'mergeDuplicate', clientId, duplicateId }, 'head');
  }

  async #unmerge(): Promise<void> {
    const merged: CommandInput[] = [];
    for await (const { id: clientId, merged: duplicates } of this.side.sales.clients.all()) {
      for (const { duplicateId } of duplicates)
        merged.push({ type: 'unmergeDuplicate', clientId, duplicateId });
    }
    const command = this.#some(merged);
    if (command) await this.#execute(command, 'head');
  }

  /** Somebody leaves, comes back, or is away. */
  async #staff(): Promise<void> {
    const staff = (await this.side.sales.employees.list()).filter(({ id }) => id !== 'head');
    const employee = this.#some(staff);
    if (!employee) return;
    const { id, leftAt, roles, absences = [] } = employee;
    if (leftAt) {
      await this.#hire(id, roles);
    } else if (this.#random() < 0.4) {
      await this.side.all('leave', (sales) =>
        sales.employees.leave(id, { by: 'head', reason: 'moved away' }),
      );
      this.#lastLeaving = this.side.time;
      this.#count('leave');
    } else if (absences.length > 2) {
      const absenceId = absences[0]?.id ?? '';
      await this.side.all('cancel', (sales) => sales.employees.cancelAbsence(id, absenceId, { by: 'head' }));
    } else {
      const from = instantAt(this.side.time + this.#random() * 5 * DAY);
      const to = instantAt(Date.parse(from) + (1 + this.#random() * 20) * DAY);
      const deputyId = this.#some(staff.filter((one) => one.id !== id && !one.leftAt))?.id;
      const absence = { kind: 'vacation', from, to, ...(deputyId && { deputyId }) } as const;
      await this.side.all('absence', (sales) => sales.employees.recordAbsence(id, absence, { by: 'head' }));
      this.#count('absence');
    }
  }

  /** A plan is made, approved, applied, and every other one undone later. */
  async #plan(): Promise<void> {
    const { sales } = this.side;
    const plans = [];
    for await (const plan of sales.redistribution.list()) {
      if (plan.status === 'applied' && plan.id.startsWith('p')) plans.push(plan);
    }
    const by = { by: 'head' };
    const applied = this.#some(plans);
    if (applied && this.#random() < 0.5) {
      const undone = await this.side.all('undo', ({ redistribution }) =>
        redistribution.undo(applied.id, { ...by, why: 'it was a mistake', onConflict: 'leave' }),
      );
      if (undone?.ok) this.#count('plan undone');
      return;
    }
    const held: { readonly role: string; readonly employeeId: string }[] = [];
    for await (const { custody } of sales.clients.all()) {
      for (const [role, { employeeId }] of Object.entries(custody)) held.push({ role, employeeId });
    }
    const chosen = this.#some(held);
    if (!chosen) return;
    const id = `p${++this.#plans}`;
    const { role, employeeId } = chosen;
    const reason = { kind: 'departure', employeeId } as const;
    const made = await this.side.all('plan', ({ redistribution }) =>
      redistribution.plan({ reason, role, id, effort: 0.02 }, by),
    );
    if (!made?.ok) return this.#count('no plan');
    await this.side.all('approve', ({ redistribution }) => redistribution.approve(id, by));
    const done = await this.side.all('apply', ({ redistribution }) => redistribution.apply(id, by));
    if (done?.ok) this.#count('plan applied');
  }

  /** The last command comes again: told anew, done once. */
  async #repeat(): Promise<void> {
    const last = this.#last;
    if (!last) return;
    const { command, ...options } = last;
    const again = await this.side.all('a repetition', (sales) => sales.execute(command, options));
    if (again && !again.repeated) throw new Error(`${command.type} was done twice`);
  }

  async #execute(command: CommandInput, by: string): Promise<void> {
    const named = this.#random() < 0.3 ? { commandId: `k${++this.#commands}` } : {};
    const result = await this.side.all(JSON.stringify(command), (sales) =>
      sales.execute(command, { by, ...named }),
    );
    this.#last = named.commandId && result ? { command, by, commandId: named.commandId } : this.#last;
    if (!result?.ok) return this.#count('refused');
    for (const { type } of result.events as readonly ClientEvent[]) this.#count(type);
  }

  async #hire(id: string, roles: readonly string[]): Promise<void> {
    const profile = { hoursPerMonth: 100, skills: [], regions: [] };
    await this.side.all('hire', (sales) => sales.employees.hire({ ...profile, id, roles: [...roles] }));
  }

  #moreSteps(): Script['steps'][number][] {
    const seed = Math.floor(this.#random() * 2 ** 31);
    return fc
      .sample(arbitraryLife(this.side.conveyor, 60), { numRuns: 10, seed })
      .flatMap(({ steps }) => steps);
  }

  #some<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }

  #count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
