/** What the hostile values themselves throw: it may come out as it is. */
export const ownMessage = 'thrown by a getter';

function fail(): never {
  throw new Error(ownMessage);
}

const cycle: Record<string, unknown> = {};
cycle.cycle = cycle;
let deep: unknown = { fact: 'x' };
for (let depth = 0; depth < 5_000; depth++) deep = { all: [deep], clients: [deep], reasons: [deep] };

export const hostileValues: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  true,
  '',
  '\ud800',
  'x'.repeat(100_000),
  '__proto__',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  Symbol('hostile'),
  () => undefined,
  new Date(Number.NaN),
  new Map(),
  [],
  [null],
  new Array(10_000).fill(null),
  {},
  Object.create(null),
  cycle,
  deep,
  new Proxy(
    {},
    { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail },
  ),
  {
    get reasons() {
      return fail();
    },
    get type() {
      return fail();
    },
  },
];
