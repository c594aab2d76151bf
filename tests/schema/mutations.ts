import fc from 'fast-check';

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [
    path,
    ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key])),
  ];
}

const strange = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1.5,
  1e9,
  '',
  '   ',
  ' x ',
  'x'.repeat(2000),
  'a b',
  '09:00',
  '2026-13-01',
  '2026-01-01T00:00:00Z',
  [],
  {},
  ['x'],
  { kind: 'fixed' },
  { days: 1 },
  { days: -1 },
  { all: [] },
  { any: [] },
  { fact: 'a', is: 'present' },
  { fact: 'a', is: 'equals' },
  { fact: 'a', is: 'equals', value: 1, more: 1 },
);

/** The value with one thing in it otherwise: replaced by something strange, taken away, or with an unknown key beside it. */
export function mutationOf(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value).filter((path) => path.length > 0);
  const change = fc.oneof(
    strange.map((other) => ({ kind: 'replace' as const, other })),
    fc.constant({ kind: 'remove' as const }),
    fc.record({
      kind: fc.constant('add' as const),
      key: fc.constantFrom('strange', 'constructor', 'toString', 'x y'),
    }),
  );
  return fc.tuple(fc.constantFrom(...paths), change).map(([path, what]) => {
    const copy = structuredClone(value);
    const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
    const holder = parent as Record<string, unknown>;
    const key = path.at(-1) as string;
    if (what.kind === 'replace') holder[key] = structuredClone(what.other);
    else if (what.kind === 'add')
      Object.defineProperty(holder, what.key, {
        value: holder[key],
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete holder[key];
    return copy;
  });
}
