import {
  type CommandInput,
  type Conveyor,
  createSales,
  defineConveyor,
  isConveyorError,
  type Store,
} from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { type OpenSales, openSales } from '../../open-sales.ts';
import { contact, order } from '../../service/department.ts';
import { trade } from '../../service/trade.ts';
import { assertNothingLost } from './assert-nothing-lost.ts';

/** What is soaked, and in what. */
interface SoakOptions {
  /** One for each process that the callers stand for; all see the same data. */
  readonly stores: readonly Store[];
  readonly callers: number;
  /** Calls of each caller that have to get through. */
  readonly calls: number;
  readonly seed: number;
  /** Told before every call, also before one that is tried again: this is where faults are caused and mended. */
  readonly onCall: () => void;
}

const versions: readonly Conveyor[] = [trade, { ...trade, version: 2 }].map((input) => defineConveyor(input));
const PLANNED = ['anna', 'boris'] as const;
const by = { by: 'head' } as const;

/** What a store may say of a fault that is not the caller's. */
const PASSING = ['STORE_BUSY', 'STORE_FAILURE', 'REVISION_CONFLICT', 'BLUEPRINT_NOT_CURRENT'] as const;

/** Callers who insist on everything that they do, while faults happen around them. */
export class SoakedDepartment {
  readonly tally = new Map<string, number>();
  /** Every command that was answered, by its id, and whether it was done. */
  readonly told = new Map<string, boolean>();
  readonly clients: string[] = [];
  readonly #random: () => number;
  readonly #shells: readonly (readonly OpenSales[])[];
  #version = 0;
  #time = Date.parse('2026-01-05T09:00:00.000Z');
  #made = 0;

  constructor(private readonly options: SoakOptions) {
    this.#random = seededRandom(options.seed);
    this.#shells = options.stores.map((store) =>
      versions.map((conveyor) =>
        openSales({
          conveyor,
          store,
          clock: () => new Date(this.#time),
          ids: () => `made-${++this.#made}`,
          random: this.#random,
          wait: () => new Promise((resolve) => setImmediate(resolve)),
          assignment: { keeper: { retryPoolAs: 'import' } },
        }),
      ),
    );
  }

  /** Everybody at work; then the sums are done, with the faults at an end. */
  async soak(): Promise<void> {
    await this.#open();
    const callers = Array.from({ length: this.options.callers }, (_, number) => this.#caller(number));
    await Promise.all([...callers, this.#planner(), this.#migrator()]);
  }

  /** @throws where anything is lost, doubled, or out of order. */
  async assertInOrder(store: Store): Promise<void> {
    const conveyor = versions[this.#version] as Conveyor;
    const sales = createSales({ conveyor, store, clock: () => new Date(this.#time) });
    const sums = await assertNothingLost(sales, this.told);
    for (const [what, count] of Object.entries(sums)) this.#count(what, count);
  }

  async #open(): Promise<void> {
    const hire = async (id: string, role: string) => {
      const employee = { id, roles: [role], hoursPerMonth: 100 };
      await this.#insist('hire', (sales) => sales.employees.hire(employee));
    };
    for (const id of PLANNED) await hire(id, 'seller');
    await hire('vera', 'keeper');
    await hire('head', 'head');
    await this.#insist('publish', (sales) => sales.blueprints.publish());
    for (let n = 0; n < 12; n++) await this.#register(`first-${n}`, n % 2 === 0 ? 'cold' : 'existing');
  }

  async #caller(number: number): Promise<void> {
    for (let call = 0; call < this.options.calls; call++) {
      this.#time += 20 * 60_000;
      const key = `k${number}-${call}`;
      const chance = this.#random();
      const client = this.clients[Math.floor(this.#random() * this.clients.length)] as string;
      if (chance < 0.04) await this.#register(key, chance < 0.02 ? 'cold' : 'existing', number);
      else if (chance < 0.1) await this.#execute(order(client, key, new Date(this.#time).toISOString()), key);
      else if (chance < 0.16) await this.#insist('runDue', (sales) => sales.runDue({ worker: `w${number}` }));
      else if (chance < 0.22) await this.#insist('read', (sales) => sales.clients.get(client));
      else await this.#execute(contact(client, key), key);
    }
  }

  /** A seller's clients go to the other one and back again, over and over. */
  async #planner(): Promise<void> {
    for (let round = 0; round < Math.max(2, this.options.calls / 20); round++) {
      const id = `plan-${round}`;
      const named = (step: string) => ({ ...by, commandId: `${id}-${step}` });
      const employeeId = PLANNED[round % 2] as string;
      const input = { id, role: 'seller', reason: { kind: 'departure', employeeId } as const, effort: 0.02 };
      const made = await this.#insist('plan', (sales) => sales.redistribution.plan(input, named('plan')));
      if (!made.ok) continue;
      await this.#insist('approve', (sales) => sales.redistribution.approve(id, named('approve')));
      const applied = await this.#insist('apply', (sales) => sales.redistribution.apply(id, named('apply')));
      this.#count(applied.ok ? 'plans applied' : 'plans refused');
      if (!applied.ok) continue;
      const undoing = { ...named('undo'), why: 'soak', onConflict: 'leave' } as const;
      const undone = await this.#insist('undo', (sales) => sales.redistribution.undo(id, undoing));
      this.#count(undone.ok ? 'plans undone' : 'plans that stay');
    }
  }

  async #migrator(): Promise<void> {
    while (this.told.size < (this.options.callers * this.options.calls) / 3) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [from, to] = versions as readonly [Conveyor, Conveyor];
    const store = this.options.stores[0] as Store;
    const migration = createMigration({ from, to, store, clock: () => new Date(this.#time) });
    for (let left = true; left; ) {
      const result = await this.#insist('migrate', () => migration.apply({ ...by, batchSize: 5 }));
      left = !result.ok || result.failures.length > 0;
      this.#version = 1;
      if (result.ok) this.#count('clients migrated', result.clients);
    }
  }

  async #register(clientId: string, source: string, process = 0): Promise<void> {
    await this.#execute({ type: 'register', clientId, source }, `register-${clientId}`);
    this.clients.push(clientId);
    const role = source === 'cold' ? 'seller' : 'keeper';
    const order = { ...by, commandId: `assign-${clientId}` };
    await this.#insist('assign', (sales) => sales.assignment.assign({ clientId, role }, order), process);
  }

  /** Now and then the same comes again, and must be told as done. */
  async #execute(command: CommandInput, commandId: string): Promise<void> {
    const process = Math.floor(this.#random() * this.options.stores.length);
    const send = () =>
      this.#insist('execute', (sales) => sales.execute(command, { ...by, commandId }), process);
    const result = await send();
    this.told.set(commandId, result.ok);
    if (!result.ok) this.#count('refused');
    if (this.#random() >= 0.1) return;
    const again = await send();
    if (again.ok !== result.ok || !again.repeated) throw new Error(`${commandId} was decided on twice`);
    this.#count('repetitions');
  }

  /** Calls until an answer comes. @throws what no store may answer to a fault. */
  async #insist<Answer>(
    what: string,
    call: (sales: OpenSales) => Promise<Answer>,
    process = 0,
  ): Promise<Answer> {
    for (;;) {
      this.options.onCall();
      this.#count(what);
      try {
        return await call(this.#shell(process));
      } catch (error) {
        const code = PASSING.find((one) => isConveyorError(error, one));
        if (!code) throw error;
        this.#count(code);
        if (code === 'BLUEPRINT_NOT_CURRENT') this.#version = 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  #shell(process: number): OpenSales {
    const shells = this.#shells[process % this.#shells.length] as readonly OpenSales[];
    return shells[this.#version] as OpenSales;
  }

  #count(what: string, times = 1): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + times);
  }
}
