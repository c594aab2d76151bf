import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { same } from '../../../src/testing/store-contract/same.ts';

const differs = (actual: unknown, expected: unknown) => {
  try {
    same(actual, expected);
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  return 'the same';
};

describe('same', () => {
  it('holds a JSON value to be the same as its copy, and shares nothing with it', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) =>
          differs(JSON.parse(JSON.stringify(value)), JSON.parse(JSON.stringify(value))) === 'the same',
      ),
    );
  });

  it('agrees with the runner on what is not the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
        const equal = differs(a, b) === 'the same';
        if (equal) expect(a).toStrictEqual(b);
        else expect(a).not.toStrictEqual(b);
      }),
    );
  });

  it.each<[string, unknown, unknown, string]>([
    ['a key with undefined and a missing key', { a: undefined }, {}, 'a: not expected, got undefined'],
    ['a missing key and one with undefined', {}, { a: undefined }, 'a: missing, expected undefined'],
    ['an empty text and null', { a: [''] }, { a: [null] }, 'a[0]: expected null, got ""'],
    ['a longer list', { a: [1, 2] }, { a: [1] }, 'a[1]: not expected, got 2'],
    ['a list and an object', [], {}, 'the value: expected {}, got []'],
    ['a number and its text', { n: 1 }, { n: '1' }, 'n: expected "1", got 1'],
    ['a number and its bigint', { n: 1n }, { n: 1 }, 'n: expected 1, got 1n'],
    [
      'an object without a prototype',
      Object.create(null),
      {},
      'the value: expected {}, got an object that is not plain ([object Object])',
    ],
    [
      'a date and its text',
      { at: new Date(0) },
      { at: '1970-01-01T00:00:00.000Z' },
      'at: expected "1970-01-01T00:00:00.000Z", got an object that is not plain ([object Date])',
    ],
  ])('tells apart %s', (_, actual, expected, line) => {
    expect(differs(actual, expected)).toEqual([line]);
  });

  it('shows a dozen differences and how many more there are', () => {
    const lines = differs(
      Array.from({ length: 40 }, () => 1),
      Array.from({ length: 40 }, () => 2),
    );
    expect(lines).toHaveLength(13);
    expect(lines[12]).toBe('and 28 more');
  });
});
