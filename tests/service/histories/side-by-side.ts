import { isDeepStrictEqual } from 'node:util';
import { type Conveyor, isConveyorError, type Store } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { START } from '../../client/life-script.ts';
import { type OpenSales, openSales } from '../../open-sales.ts';
import { collect } from '../department.ts';
import { after, before, decisions, decisionsBack, policies } from './departments.ts';

interface Department {
  readonly name: string;
  readonly store: Store;
  readonly ids: () => string;
  sales: OpenSales;
}

/** One department on several stores, each told the same at the same moments. */
export class SideBySide {
  time = START;
  conveyor: Conveyor = before;
  readonly #clock = () => new Date(this.time);
  readonly #departments: readonly Department[];

  constructor(stores: Readonly<Record<string, Store>>) {
    this.#departments = Object.entries(stores).map(([name, store]) => {
      let made = 0;
      const ids = () => `made-${++made}`;
      return { name, store, ids, sales: this.#open(store, ids) };
    });
  }

  #open(store: Store, ids: () => string): OpenSales {
    return openSales({ conveyor: this.conveyor, store, ids, clock: this.#clock, assignment: policies });
  }

  /** The first department; the others are as it is. */
  get sales(): OpenSales {
    return (this.#departments[0] as Department).sales;
  }

  /** Does the same everywhere and says what came of it. @throws where it did not come to the same. */
  all<Result>(what: string, act: (sales: OpenSales) => Promise<Result>): Promise<Result | undefined> {
    return this.#everywhere(what, ({ sales }) => act(sales));
  }

  /** The rules of before become those of after, or the other way round; says which, unless it was refused. */
  async changeRules(): Promise<'migrated' | 'migration undone' | undefined> {
    const isBack = this.conveyor === after;
    const result = await this.#everywhere('migration', async ({ store }) => {
      const migration = createMigration({ from: before, to: after, store, decisions, clock: this.#clock });
      return isBack
        ? migration.undo({ by: 'head', decisions: decisionsBack })
        : migration.apply({ by: 'head' });
    });
    if (!result?.ok) return undefined;
    this.conveyor = isBack ? before : after;
    for (const department of this.#departments)
      department.sales = this.#open(department.store, department.ids);
    return isBack ? 'migration undone' : 'migrated';
  }

  async #everywhere<Result>(
    what: string,
    act: (department: Department) => Promise<Result>,
  ): Promise<Result | undefined> {
    const results = await Promise.all(
      this.#departments.map(async (department): Promise<{ result?: Result; error?: string }> => {
        try {
          return { result: await act(department) };
        } catch (error) {
          if (!isConveyorError(error)) throw error;
          return { error: error.code };
        }
      }),
    );
    this.#assertSame(what, results.map(plain));
    return results[0]?.result;
  }

  /** Everything that is stored. */
  async everything() {
    const stored = await this.all('everything', async (sales) => ({
      log: await collect(sales.events()),
      clients: await collect(sales.clients.all()),
      staff: await sales.employees.list(),
      census: await sales.census(),
      plans: await collect(sales.redistribution.list()),
      ledgers: await Promise.all(Object.keys(policies).map((role) => sales.assignment.ledger(role))),
    }));
    if (!stored) throw new Error('nothing can be read');
    return stored;
  }

  #assertSame(what: string, results: readonly unknown[]): void {
    const other = results.findIndex((result) => !isDeepStrictEqual(result, results[0]));
    if (other < 0) return;
    const told = [0, other].map(
      (i) => `${this.#departments[i]?.name}: ${JSON.stringify(results[i])?.slice(0, 2_000)}`,
    );
    throw new Error(`The stores part at ${what}\n${told.join('\n')}`);
  }
}

/** As JSON has it: no store is asked to keep what JSON does not. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');
