import fc from 'fast-check';
import type { CommandInput, Conveyor, FactDeclaration, FactType } from 'sales-conveyor';
import {
  clientId,
  DAY,
  type Deed,
  type Guided,
  head,
  importer,
  instantAt,
  orderIds,
  type Script,
  START,
  staffOf,
  stranger,
} from './life-script.ts';

/** Commands as people send them: many sensible, some not, all well-formed. */
function arbitraryCommand(conveyor: Conveyor): fc.Arbitrary<CommandInput> {
  const { blueprint } = conveyor;
  const employeeId = fc.constantFrom(...staffOf(conveyor).map(({ id }) => id));
  const role = fc.constantFrom(...Object.keys(blueprint.roles));
  const state = fc.constantFrom(...Object.keys(blueprint.states));
  const order = fc.constantFrom(...orderIds.slice(0, 6));
  const day = fc.integer({ min: -120, max: 400 }).map((n) => instantAt(START + n * DAY));
  const future = fc.integer({ min: 400, max: 4000 }).map((n) => instantAt(START + n * DAY));
  const facts = fc.record(mapValues(blueprint.facts, arbitraryValue), { requiredKeys: [] });
  const reason = fc.constantFrom(
    'misfit',
    'incomplete',
    'notNow',
    'oneOff',
    'noSecondOrder',
    'liquidated',
    'because',
  );
  const every = fc.constantFrom({ months: 1 }, { months: 6 }, { years: 1 });
  const commands: fc.Arbitrary<object>[] = [
    fc.record({ type: fc.constant('advanceTime') }),
    fc.record({ type: fc.constant('recordContact'), channel: fc.constant('phone'), twoWay: fc.boolean() }),
    fc.record({
      type: fc.constant('learnFacts'),
      facts: facts.filter((known) => Object.keys(known).length > 0),
    }),
    fc.record({ type: fc.constant('learnFacts'), facts: fc.constant(mapValues(blueprint.facts, goodValue)) }),
    fc.record({
      type: fc.constant('recordPerson'),
      personId: fc.constantFrom('p1', 'p2'),
      name: fc.constant('Somebody'),
      part: fc.constantFrom('decisionMaker', 'influencer', 'user'),
    }),
    fc.record(
      {
        type: fc.constant('recordWindow'),
        windowId: fc.constantFrom('w1', 'w2'),
        category: fc.constant('dairy'),
        decidesAt: day,
        every,
      },
      { requiredKeys: ['type', 'windowId', 'category', 'decidesAt'] },
    ),
    fc.record({
      type: fc.constant('resolveWindow'),
      windowId: fc.constantFrom('w1', 'w2'),
      outcome: fc.constantFrom('won', 'missed'),
    }),
    fc.record({
      type: fc.constant('recordOrder'),
      order: fc.record({
        id: order,
        kind: fc.constantFrom('regular', 'regular', 'trial', 'sample'),
        placedAt: day,
        total: fc.record({ amount: fc.integer({ min: 1, max: 100_000 }), currency: fc.constant('EUR') }),
      }),
    }),
    ...['shipOrder', 'payOrder', 'cancelOrder', 'returnOrder'].map((type) =>
      fc.record({ type: fc.constant(type), orderId: order }),
    ),
    fc.record({
      type: fc.constant('recordMoney'),
      orderId: order,
      recordId: fc.constantFrom('m1', 'm2', 'm3'),
      kind: fc.constantFrom(
        ...([
          'payment',
          'paymentUndone',
          'writeOff',
          'writeOffUndone',
          'creditNote',
          'return',
          'priceCorrection',
        ] as const),
      ),
      amount: fc.record({
        amount: fc.oneof(fc.constant(10_000), fc.integer({ min: 1, max: 10_000 })),
        currency: fc.constant('EUR'),
      }),
    }),
    fc.constantFrom(...Object.entries(blueprint.transfers)).chain(([transfer, { reasons = {} }]) => {
      const fitting = Object.keys(reasons).length > 0 ? fc.constantFrom(...Object.keys(reasons)) : reason;
      return fc.record(
        {
          type: fc.constant('transfer'),
          transfer: fc.constant(transfer),
          to: employeeId,
          reason: fitting,
          wakeAt: future,
        },
        { requiredKeys: ['type', 'transfer'] },
      );
    }),
    fc.record({ type: fc.constant('acceptHandoff'), to: employeeId }, { requiredKeys: ['type'] }),
    fc.record({ type: fc.constant('rejectHandoff'), reason }),
    fc.record({ type: fc.constant('withdrawHandoff') }),
    fc.record({ type: fc.constant('returnClient'), reason }),
    fc.record({ type: fc.constant('assignHolder'), role, employeeId }),
    fc.record({ type: fc.constant('releaseHolder'), role, reason: fc.constant('leaves') }),
    fc.record(
      { type: fc.constant('setDeputy'), role, employeeId: fc.option(employeeId), until: day },
      { requiredKeys: ['type', 'role', 'employeeId'] },
    ),
    fc.record(
      {
        type: fc.constant('placeHold'),
        hold: fc.constantFrom(...Object.keys(blueprint.holds)),
        reason,
        until: day,
      },
      { requiredKeys: ['type', 'hold', 'reason'] },
    ),
    fc.record({ type: fc.constant('releaseHold'), hold: fc.constantFrom(...Object.keys(blueprint.holds)) }),
    fc.record({ type: fc.constant('override'), to: state, reason: fc.constant('I say so'), wakeAt: future }),
    fc.record({
      type: fc.constant('correctRecord'),
      eventId: fc.integer({ min: 1, max: 30 }).map((n) => `${clientId}#${n}`),
      reason,
    }),
  ];
  return fc.oneof(...commands).map((command) => ({ clientId, ...command }) as CommandInput);
}

/** A value that a condition is likely to ask for. */
export const goodValue = ({ type }: FactDeclaration) => valueByType[type];
const valueByType: Readonly<Record<FactType, unknown>> = {
  boolean: true,
  number: 1,
  money: { amount: 50_000, currency: 'EUR' },
  text: 'something',
  texts: ['something'],
  enum: 'A',
  instant: instantAt(START),
};

const arbitraryValue = (declaration: FactDeclaration): fc.Arbitrary<unknown> =>
  declaration.type === 'boolean' ? fc.boolean() : fc.constantFrom(goodValue(declaration), null);

const mapValues = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** What people are up to, and how often. */
const guided = fc.record({
  kind: fc.oneof(
    ...(
      [
        [8, 'goOn'],
        [1, 'turn'],
        [5, 'accept'],
        [2, 'reject'],
        [1, 'expire'],
        [3, 'supply'],
        [2, 'window'],
        [1, 'correct'],
        [3, 'staff'],
        [2, 'wait'],
      ] as const
    ).map(([weight, kind]) => ({ weight, arbitrary: fc.constant<Guided['kind']>(kind) })),
  ),
  nth: fc.nat(99),
  days: fc.oneof(fc.constant(0), fc.nat(200)),
});

function arbitraryDeed(conveyor: Conveyor): fc.Arbitrary<Deed> {
  const by = fc.oneof(
    { arbitrary: fc.constant(head), weight: 3 },
    { arbitrary: fc.constantFrom(importer, ...staffOf(conveyor), stranger), weight: 2 },
  );
  const sent = fc.record({ kind: fc.constant('send' as const), command: arbitraryCommand(conveyor), by });
  return fc.oneof({ weight: 1, arbitrary: sent }, { weight: 2, arbitrary: guided });
}

export function arbitraryLife(conveyor: Conveyor, maxLength = 60): fc.Arbitrary<Script> {
  const hours = fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 72 }) },
    { weight: 1, arbitrary: fc.integer({ min: 72, max: 24 * 120 }) },
  );
  const step = fc.record({ hours, deed: arbitraryDeed(conveyor) });
  return fc.record({ entry: fc.nat(9), steps: fc.array(step, { minLength: 1, maxLength, size: 'max' }) });
}
