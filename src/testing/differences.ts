/**
 * Where `actual` is not as `expected` describes it, a line each. Objects are compared as far as they are
 * described, lists item by item and to the end.
 */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [differs(path, expected, actual)];
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, i) => i).flatMap((i) => {
      const place = `${path}[${i}]`;
      if (i >= actual.length) return [`${place}: missing ${show(expected[i])}`];
      if (i >= expected.length) return [`${place}: unexpected ${show(actual[i])}`];
      return differences(expected[i], actual[i], place);
    });
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
      return [differs(path, expected, actual)];
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, actual[key as keyof object], path ? `${path}.${key}` : key),
    );
  }
  return Object.is(expected, actual) ? [] : [differs(path, expected, actual)];
}

const differs = (path: string, expected: unknown, actual: unknown) =>
  `${path || 'outcome'}: expected ${show(expected)}, got ${show(actual)}`;

const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';
