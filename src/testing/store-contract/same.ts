const SHOWN = 12;

/**
 * Asserts that two values are the same all the way down. A key with undefined is not a missing key, and only
 * plain objects and lists are plain.
 * @throws Error that shows the first differences, each with its path; `expected` and `actual` are there for
 * the runner.
 */
export function same(actual: unknown, expected: unknown): void {
  const found = unequal(actual, expected, '');
  if (found.length === 0) return;
  const shown = found.slice(0, SHOWN);
  if (found.length > SHOWN) shown.push(`and ${found.length - SHOWN} more`);
  throw Object.assign(new Error(`Not as promised:\n${shown.join('\n')}`), { actual, expected });
}

function unequal(actual: unknown, expected: unknown, path: string): string[] {
  if (Object.is(actual, expected)) return [];
  const kind = kindOf(actual);
  if (kind === 'other' || kind !== kindOf(expected)) {
    return [`${path || 'the value'}: expected ${show(expected)}, got ${show(actual)}`];
  }
  const [left, right] = [actual as Readonly<Record<string, unknown>>, expected as typeof actual & object];
  const missing = Object.keys(right).filter((key) => !Object.hasOwn(left, key));
  const added = Object.keys(left).filter((key) => !Object.hasOwn(right, key));
  const shared = Object.keys(right).filter((key) => Object.hasOwn(left, key));
  const place = (key: string) => (kind === 'list' ? `${path}[${key}]` : path ? `${path}.${key}` : key);
  return [
    ...missing.map((key) => `${place(key)}: missing, expected ${show(Reflect.get(right, key))}`),
    ...added.map((key) => `${place(key)}: not expected, got ${show(left[key])}`),
    ...shared.flatMap((key) => unequal(left[key], Reflect.get(right, key), place(key))),
  ];
}

function kindOf(value: unknown): 'list' | 'object' | 'other' {
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'object' || value === null) return 'other';
  const prototype = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) === null ? 'object' : 'other';
}

function show(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null && kindOf(value) === 'other') {
    return `an object that is not plain (${Object.prototype.toString.call(value)})`;
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
