import type { Compiled } from './compile.ts';
import type { ClientPrice } from './proposal.ts';
import { ItemChoices } from './solver/bound/item-choices.ts';
import { toRows } from './solver/model/rows.ts';
import { toInstance } from './solver/model/shared-instance.ts';
import type { Multipliers } from './solver/model/solution.ts';

/** Of what all clients are worth together, all that rounding their prices may come to. */
const PRECISION = 1e-11;
/** Sums of hours may be wrong by this share of all hours; twice as much as the check allows for. */
const SLACK = 2e-10;

/**
 * The solver's prices of items as prices of clients, rounded to few digits. They come with what they prove
 * where clients are chosen employee by employee; undefined where it is not hours that are kept.
 */
export function chosenApart(
  compiled: Compiled,
  multipliers: Multipliers,
  items: Float64Array,
):
  | { readonly clients: readonly ClientPrice[]; readonly sum: number; readonly magnitude: number }
  | undefined {
  const { indexed, scale } = compiled;
  const { limits } = compiled.instance;
  if (compiled.bounds.some(({ measure }, l) => limits[l]?.measure === 0 && measure !== 'hours'))
    return undefined;
  const instance = toInstance({ ...compiled.instance, limits: widened(compiled) });
  const choices = new ItemChoices(
    instance,
    toRows(instance),
    multipliers.limits.map((price) => price / multipliers.scale),
  );
  const own = items.map((price) => price / multipliers.scale / scale);
  const all = own.reduce((sum, price) => sum + Math.abs(price), 0);
  const digits = Math.floor(Math.log10((PRECISION * Math.max(all, Number.MIN_VALUE)) / own.length));
  const clients: ClientPrice[] = [];
  const prices = own.map((price, i) => {
    const rounded = choices.isFree[i] ? Number(`${Math.round(price * 10 ** -digits)}e${digits}`) : 0;
    const clientId = indexed.groups[i]?.clients[0]?.id;
    if (rounded !== 0 && clientId !== undefined) clients.push({ clientId, price: rounded });
    return rounded * scale;
  });
  choices.sort(prices);
  const sum = choices.valueAt(prices) / scale;
  return { clients, sum, magnitude: choices.magnitude / scale };
}

/** The instance's limits, those of hours a little wider. */
function widened({ instance, bounds, grids }: Compiled): Compiled['instance']['limits'] {
  const [{ units, tooHigh, tooLow } = { units: 1, tooHigh: 0, tooLow: 0 }] = grids;
  const slack = SLACK * sumOf(instance) + 1e-6;
  return instance.limits.map((limit, l) => {
    const { min, max } = bounds[l] as Compiled['bounds'][number];
    if (limit.measure !== 0 || limit.scope !== 'held') return limit;
    return {
      ...limit,
      min: Math.min(limit.min, Math.max(0, Math.ceil(min * units - tooLow - slack))),
      max: Math.max(limit.max, Math.floor(max * units + tooHigh + slack)),
    };
  });
}

/** The most that all items come to. */
function sumOf({ items, start, measures }: Compiled['instance']): number {
  const amounts = measures[0] as Float64Array;
  let sum = 0;
  for (let i = 0; i < items; i++) {
    let most = amounts.length === items ? (amounts[i] as number) : 0;
    if (amounts.length !== items)
      for (let e = start[i] as number; e < (start[i + 1] as number); e++)
        most = Math.max(most, amounts[e] as number);
    sum += most;
  }
  return sum;
}
