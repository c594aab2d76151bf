import fc from 'fast-check';
import { type BlueprintInput, type Conveyor, defineConveyor, type OrderBook } from 'sales-conveyor';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, it, test } from 'vitest';
import { arbitraryRow, dayByDay, movedIn, type Row } from './day-by-day.ts';

const label = (name: string) => ({ en: name, ru: name });

/** A user's: who is silent for half a year is gone for good; who never ordered is let go after a month. */
const withEnds = defineConveyor({
  name: 'ends',
  version: 1,
  label: label('ends'),
  currency: 'EUR',
  workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  facts: {},
  roles: {
    farmer: { label: label('farmer'), may: { own: ['transfer'] } },
    boss: {
      label: label('boss'),
      may: { any: ['register', 'onboard', 'assignHolder', 'recordOrder', 'shipOrder'] },
    },
  },
  services: {
    import: {
      label: label('import'),
      may: ['register', 'payOrder', 'cancelOrder', 'returnOrder', 'recordMoney'],
    },
  },
  entries: { fair: 'prospect', list: 'customer' },
  states: {
    prospect: { label: label('prospect'), responsible: 'farmer' },
    customer: { label: label('customer'), responsible: 'farmer', supporting: ['boss'], cadence: true },
    quiet: { label: label('quiet'), responsible: 'boss', cadence: true },
    gone: { label: label('gone'), final: true },
  },
  transfers: {
    buys: {
      label: label('buys'),
      from: ['prospect'],
      to: 'customer',
      trigger: { kind: 'event', on: ['orderShipped'] },
    },
    wakes: {
      label: label('wakes'),
      from: ['quiet'],
      to: 'customer',
      trigger: { kind: 'event', on: ['orderRecorded'] },
    },
    falls: {
      label: label('falls'),
      from: ['customer'],
      to: 'quiet',
      trigger: { kind: 'time', at: 'orders.lastAt', plus: { days: 90 } },
    },
    leaves: {
      label: label('leaves'),
      from: ['quiet'],
      to: 'gone',
      trigger: { kind: 'time', at: 'orders.lastAt', plus: { days: 180 } },
    },
    never: {
      label: label('never'),
      from: ['prospect'],
      to: 'gone',
      trigger: { kind: 'time', at: 'state.since', plus: { months: 1 } },
    },
  },
  mergedState: 'gone',
  cadence: {
    overdue: { kind: 'fixed', after: { days: 60 } },
    dormant: { kind: 'fixed', after: { days: 120 } },
    lost: { kind: 'fixed', after: { days: 360 } },
  },
  windowLeadTime: { days: 45 },
} satisfies BlueprintInput);

const conveyors: readonly (readonly [string, Conveyor])[] = [
  ['the transactional preset', defineConveyor(transactional())],
  ['the mixed preset', defineConveyor(mixed())],
  ['the consultative preset', defineConveyor(consultative())],
  ['the project preset', defineConveyor(project())],
  ['a blueprint with final states', withEnds],
];

/** A conveyor without what silence since the registration brings about. */
function withoutSilence({ blueprint }: Conveyor): Conveyor {
  const { transfers, ...rest } = blueprint;
  const others = Object.entries(transfers).filter(
    ([, { trigger }]) => trigger.kind !== 'time' || trigger.at !== 'orders.noneSince',
  );
  return defineConveyor({ ...rest, transfers: Object.fromEntries(others) } as BlueprintInput);
}

/** What was before the first order that lasted is not known, and so no silence. */
const isPastUnknown = ({ orders }: Row) =>
  orders.some(({ cancelledAt, returnedAt }) => !cancelledAt && !returnedAt);

/** An order that was placed and cancelled leaves a zero, one that was cancelled before nothing. */
const withoutZeros = ({ revenue, ...book }: OrderBook) => ({
  ...book,
  revenue: Object.fromEntries(Object.entries(revenue).filter(([, amount]) => amount !== 0)),
});

describe('a client that moves in without a told state', () => {
  test.each(conveyors)('ends under %s where a replay day by day with a moving clock ends', (_, conveyor) => {
    const asKnown = withoutSilence(conveyor);
    fc.assert(
      fc.property(arbitraryRow(conveyor), (row) => {
        const replayed = dayByDay(isPastUnknown(row) ? asKnown : conveyor, row);
        const { state, stateSince, orders, custody } = replayed;
        const moved = movedIn(conveyor, row);
        expect(moved).toMatchObject({ state, stateSince, orders: withoutZeros(orders) });
        // Who holds the client today is told; a replay may have lost them on its way.
        for (const [role, held] of Object.entries(custody)) expect(moved.custody[role]).toEqual(held);
      }),
      { numRuns: 15 },
    );
  });

  it('comes to the same whatever order its orders are told in', () => {
    const rows = arbitraryRow(withEnds).chain((row) =>
      fc.shuffledSubarray([...row.orders], { minLength: row.orders.length }).map((orders) => ({
        row,
        shuffled: { ...row, orders },
      })),
    );
    fc.assert(
      fc.property(rows, ({ row, shuffled }) => {
        expect(movedIn(withEnds, shuffled)).toEqual(movedIn(withEnds, row));
      }),
      { numRuns: 20 },
    );
  });
});
