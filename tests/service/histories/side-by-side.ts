import { isDeepStrictEqual } from 'node:util';
import { type Conveyor, isConveyorError, type Store } from 'sales-conveyor';
import { START } from '../../client/life-script.ts';
import { type OpenSales, openSales } from '../../open-sales.ts';
import { collect } from '../department.ts';

/** One department on several stores, each told the same at the same moments. */
export class SideBySide {
  time = START;
  readonly departments: readonly { readonly name: string; readonly sales: OpenSales }[];

  constructor(
    readonly conveyor: Conveyor,
    stores: Readonly<Record<string, Store>>,
  ) {
    this.departments = Object.entries(stores).map(([name, store]) => {
      let made = 0;
      const options = { clock: () => new Date(this.time), ids: () => `made-${++made}` };
      return { name, sales: openSales({ conveyor, store, ...options }) };
    });
  }

  /** The first department; the others are as it is. */
  get sales(): OpenSales {
    return (this.departments[0] as (typeof this.departments)[number]).sales;
  }

  /** Does the same everywhere and says what came of it. @throws where it did not come to the same. */
  async all<Result>(what: string, act: (sales: OpenSales) => Promise<Result>): Promise<Result | undefined> {
    const results: { readonly result?: Result; readonly error?: string }[] = [];
    for (const { sales } of this.departments) {
      try {
        results.push({ result: await act(sales) });
      } catch (error) {
        if (!isConveyorError(error)) throw error;
        results.push({ error: error.code });
      }
    }
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
    }));
    if (!stored) throw new Error('nothing can be read');
    return stored;
  }

  #assertSame(what: string, results: readonly unknown[]): void {
    const other = results.findIndex((result) => !isDeepStrictEqual(result, results[0]));
    if (other < 0) return;
    const told = [0, other].map(
      (i) => `${this.departments[i]?.name}: ${JSON.stringify(results[i])?.slice(0, 2_000)}`,
    );
    throw new Error(`The stores part at ${what}\n${told.join('\n')}`);
  }
}

/** As JSON has it: no store is asked to keep what JSON does not. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');
