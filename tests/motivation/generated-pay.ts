import fc from 'fast-check';
import type { ClientEvent, Instant } from 'sales-conveyor';
import type { PayPlanInput } from 'sales-conveyor/motivation';
import type { GivenEvent } from 'sales-conveyor/testing';
import { clientLog, held, hired, marked, money, on, ordered, registered } from './pay-kit.ts';

/** A day of the first four months by its number, as a moment. */
const dayOf = (n: number) => new Date(Date.parse(on('01-05')) + n * 86_400_000).toISOString();
/** What happens, on which day of its own, and how many days later it is told. */
export interface Fact {
  readonly kind: 'order' | 'payment' | 'paymentUndone' | 'creditNote' | 'orderCancelled' | 'move';
  readonly order: number;
  readonly day: number;
  readonly delay: number;
  readonly amount: number;
}
/** Facts of one client. */
export const facts = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'payment',
      'order',
      'paymentUndone',
      'creditNote',
      'orderCancelled',
      'move',
      'payment',
    ),
    order: fc.integer({ min: 0, max: 4 }),
    day: fc.integer({ min: 0, max: 80 }),
    delay: fc.integer({ min: 0, max: 30 }),
    amount: fc.integer({ min: 1, max: 300_000 }),
  }),
  { minLength: 3, maxLength: 14 },
) as fc.Arbitrary<readonly Fact[]>;

/** The facts as drafts, in the order in which they are told; `scale` multiplies all amounts. */
function drafts(told: readonly Fact[], scale: number): readonly (GivenEvent & { recordedAt: Instant })[] {
  const placed = Array.from({ length: 5 }, (_, i) =>
    told.find(({ kind, order }) => kind === 'order' && order === i),
  );
  return told
    .flatMap((fact, i) => {
      const { kind, order, day, delay, amount } = fact;
      const happenedAt = dayOf(day);
      const euros = (amount * scale) / 100;
      const draft = (): GivenEvent | undefined => {
        if (kind === 'move') return held(amount % 2 ? 'kate' : 'lena', happenedAt);
        if (kind === 'order')
          return placed[order] === fact ? ordered(`${order}`, happenedAt, euros) : undefined;
        if (kind === 'orderCancelled') return marked(kind, `${order}`, happenedAt);
        return { ...money(`${order}`, kind, euros, happenedAt), recordId: `r${i}` } as GivenEvent;
      };
      // Nobody moves a client late.
      const event = draft();
      return event ? [{ ...event, happenedAt, recordedAt: dayOf(day + (kind === 'move' ? 0 : delay)) }] : [];
    })
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : Number(a.recordedAt > b.recordedAt)));
}

export const employees = [...hired('kate'), ...hired('lena'), ...hired('olga', { roles: ['orderOperator'] })];
export const staff = ['kate', 'lena', 'olga'];
/** The log of one client whom Kate holds first, with an order operator. */
export const logOf = (told: readonly Fact[], scale = 1): readonly ClientEvent[] =>
  clientLog(
    'acme',
    registered(),
    held('kate'),
    held('olga', undefined, 'orderOperator'),
    ...drafts(told, scale),
  );

type Component = PayPlanInput['components'][string];
const percents = fc.constantFrom<(number | string)[]>(1, 3, '3.33', '100/7', 12);
const minorUnits = fc.integer({ min: 1, max: 50_000 });

/** Tiers from 0 or above on, ascending. */
const tiersOf = (most: number, pays: fc.Arbitrary<number | string>) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 4 })
    .chain((froms) =>
      fc
        .array(pays, { minLength: froms.length, maxLength: froms.length })
        .map((all) =>
          froms.toSorted((a, b) => a - b).map((from, i) => ({ from, pays: all[i] as number | string })),
        ),
    );

const receivers = fc.constantFrom<Component['credit']['to']>(
  [{ to: 'clientManager' }],
  [
    { to: 'clientManager', share: '200/3' },
    { to: 'orderOperator', share: '100/3' },
  ],
  [{ to: 'clientManager' }, { to: 'orderOperator', share: '12.5', overlay: true }],
);

const kinds = {
  sum: {
    most: 500_000,
    ways: [
      ['marginal', 'percent'],
      ['whole', 'percent'],
      ['whole', 'amount'],
      ['interpolated', 'amount'],
      ['whole', 'percentOfSalary'],
    ],
  },
  count: {
    most: 6,
    ways: [
      ['marginal', 'each'],
      ['whole', 'each'],
      ['interpolated', 'percentOfSalary'],
    ],
  },
  ratio: { most: 100, ways: [['whole', 'amount']] },
} as const;

/** A component of any kind, by deals or not; its quota has its own name. */
const componentOf = (id: string, isByDeal: boolean): fc.Arbitrary<Component> =>
  fc
    .record({
      kind: isByDeal ? fc.constantFrom('sum', 'count') : fc.constantFrom('sum', 'sum', 'count', 'ratio'),
      way: fc.nat(4),
      on: fc.constantFrom('orderPlaced', 'payment', 'orderPaid'),
      to: receivers,
      per: fc.constantFrom('month', 'quarter'),
      cumulative: fc.boolean(),
      quota: fc.option(fc.integer({ min: 1, max: 300_000 }), { nil: undefined }),
      byAttainment: fc.boolean(),
      weight: fc.constantFrom<(number | string)[]>(100, 100, 50, '33.3'),
      floor: fc.option(fc.integer({ min: 1, max: 2_000 }), { nil: undefined }),
      cap: fc.option(fc.integer({ min: 2_000, max: 60_000 }), { nil: undefined }),
      gate: fc.option(fc.integer({ min: 1, max: 150 }), { nil: undefined }),
    })
    .chain(({ kind: name, way, on, to, per, cumulative, quota, byAttainment, weight, floor, cap, gate }) => {
      const kind = name as keyof typeof kinds;
      const { ways, most } = kinds[kind];
      const [rateKind, pays] = ways[way % ways.length] as (typeof ways)[number];
      const hasQuota = quota !== undefined && !isByDeal;
      const isByAttainment = hasQuota && byAttainment;
      const paid = pays === 'amount' || pays === 'each' ? minorUnits : percents;
      return tiersOf(isByAttainment ? 150 : most, paid as fc.Arbitrary<number | string>).map((tiers) => {
        const measure = isByDeal
          ? { kind, per: 'deal' }
          : kind === 'ratio'
            ? { kind, of: { on: 'orderPlaced' }, per }
            : { kind, per, cumulative: cumulative && per === 'quarter' };
        return {
          label: { en: `part ${id.slice(1)}`, ru: `часть ${id.slice(1)}` },
          credit: { on, to },
          measure,
          ...(hasQuota && { quota: { amounts: [{ amount: kind === 'sum' ? quota : (quota % 6) + 1 }] } }),
          rate: { kind: rateKind, pays, by: isByAttainment ? 'attainment' : 'measure', tiers },
          weight,
          ...(gate !== undefined &&
            hasQuota && { gate: { fact: `attainment.${id}`, is: 'atLeast', value: gate } }),
          ...(floor !== undefined && { floor }),
          ...(cap !== undefined && { cap }),
        } as Component;
      });
    });

/** A valid plan of up to three components of any kind. */
export const plans: fc.Arbitrary<PayPlanInput> = fc
  .record({
    isByDeal: fc.boolean(),
    mode: fc.constantFrom('halfUp', 'halfEven'),
    digits: fc.constantFrom(undefined, 0, 1),
    late: fc.constantFrom('adjust', 'restate', 'freeze'),
    draw: fc.option(fc.integer({ min: 1, max: 30_000 }), { nil: undefined }),
  })
  .chain(({ isByDeal, mode, digits, late, draw }) =>
    fc.tuple(...['p1', 'p2', 'p3'].map((id) => componentOf(id, isByDeal))).map((components) => ({
      id: 'all',
      version: 1,
      from: '2025-01-01',
      label: { en: 'everybody', ru: 'для всех' },
      roles: ['clientManager', 'orderOperator'],
      currency: 'EUR',
      late,
      salary: { otherwise: 1_000_00 },
      rounding: { at: isByDeal ? 'deal' : 'period', mode, ...(digits !== undefined && { digits }) },
      ...(draw !== undefined && { draw: { amount: draw } }),
      components: Object.fromEntries(components.map((one, i) => [`p${i + 1}`, one])),
    })),
  ) as fc.Arbitrary<PayPlanInput>;
