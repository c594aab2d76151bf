import type * as z from 'zod';
import { examine } from './admit.ts';
import type { ConveyorErrorCode } from './conveyor-error.ts';
import { invalidInput } from './invalid-input.ts';
import { fault, formatPath, type Problem } from './problem.ts';

/**
 * A document as its schema makes it, where nothing speaks against what it means, either. `what` is `a ladder
 * of grades`; `check` names what is wrong in a document of the right form.
 * @throws The code that is named, with every problem. A key that is not known hides no other: see
 *   {@link examinePast}. Of a document that is of another form, what it means is not asked.
 */
export function admitWhole<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
  code: ConveyorErrorCode,
  what: string,
  check: (data: Output) => readonly Problem[],
): Output {
  const { data, problems: misshapen } = examinePast(schema, input);
  const problems = [...misshapen, ...reservedIn(input), ...(data === undefined ? [] : check(data))];
  if (problems.length > 0) throw invalidInput(code, what, problems);
  return data as Output;
}

/**
 * As `examine`. Where keys are not known, the rest is looked at without them: what they hold counts under the
 * key that was probably meant, if that is not there. So there may be data beside problems.
 */
export function examinePast<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
): { readonly data?: Output | undefined; readonly problems: readonly Problem[] } {
  const first = examine(schema, input);
  const unknown = new Map(
    first.problems.flatMap((one) => (one.code === 'UNKNOWN_KEY' ? [[one.path, one.values?.meant]] : [])),
  );
  if (unknown.size === 0) return first;
  const { data, problems } = examine(schema, meantBy(input, [], { unknown, open: partsOf(unknown.keys()) }));
  const told = new Set(first.problems.map(keyOf));
  const more = problems.filter((one) => !told.has(keyOf(one)));
  return { data, problems: [...first.problems, ...more] };
}

const keyOf = ({ path, code }: Problem) => JSON.stringify([path, code]);

/** Paths of everything in which one of these lies. */
function partsOf(paths: Iterable<string>): Set<string> {
  const parts = new Set(['']);
  for (const path of paths)
    for (let i = 1; i < path.length; i++) if ('.['.includes(path.charAt(i))) parts.add(path.slice(0, i));
  return parts;
}

/** The input without unknown keys; only what has any is copied. */
function meantBy(
  value: unknown,
  path: readonly PropertyKey[],
  at: {
    readonly unknown: ReadonlyMap<string, string | undefined>;
    readonly open: ReadonlySet<string>;
  },
): unknown {
  if (typeof value !== 'object' || value === null || !at.open.has(formatPath(path))) return value;
  if (Array.isArray(value)) return value.map((one, i) => meantBy(one, [...path, i], at));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      const own = formatPath([...path, key]);
      if (!at.unknown.has(own)) return [[key, meantBy(one, [...path, key], at)]];
      const meant = at.unknown.get(own);
      return meant === undefined || meant in value ? [] : [[meant, one]];
    }),
  );
}

/** A schema passes over what is called `__proto__` and says nothing of it. */
function reservedIn(value: unknown, path: readonly PropertyKey[] = [], within: unknown[] = []): Problem[] {
  if (typeof value !== 'object' || value === null || within.includes(value)) return [];
  const all = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return all.flatMap(([key, one]) =>
    key === '__proto__'
      ? [{ path: formatPath([...path, key]), ...fault('RESERVED_NAME') }]
      : reservedIn(one, [...path, key], [...within, value]),
  );
}
