import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isConveyorError } from '../../src/errors/conveyor-error.ts';
import { isCanonicalInstant, parseInstant, toInstant } from '../../src/time/instant.ts';
import { instantSchema } from '../../src/time/instant-schema.ts';

describe('an instant', () => {
  test.each([
    ['2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01T10:00:00+03:00', '2026-03-01T07:00:00.000Z'],
    ['2026-03-01T00:30:00.5-02:30', '2026-03-01T03:00:00.500Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('has one spelling: %s is %s', (given, canonical) => {
    expect(toInstant(given)).toBe(canonical);
    expect(instantSchema.parse(given)).toBe(canonical);
    expect(isCanonicalInstant(canonical)).toBe(true);
  });

  test('may be given as milliseconds or as a date', () => {
    expect(toInstant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(toInstant(new Date(Date.UTC(2026, 2, 1)))).toBe('2026-03-01T00:00:00.000Z');
    const [min, max] = [new Date('0000-01-01T00:00:00.000Z'), new Date('9999-12-31T23:59:59.999Z')];
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        expect(toInstant(date.getTime())).toBe(date.toISOString());
      }),
    );
  });

  test.each([
    '2026-03-01',
    '2026-03-01T10:00:00',
    '2026-03-01T10:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '0000-01-01T00:00:00+03:00',
    '9999-12-31T23:00:00-03:00',
    '1 March 2026',
    '',
    Number.NaN,
    8.64e15,
    new Date(Number.NaN),
  ])('needs seconds, an offset, an existing day and a year of four digits: %s is refused', (given) => {
    expect(() => toInstant(given)).toThrow(
      expect.toSatisfy((error) => isConveyorError(error, 'INVALID_INSTANT')),
    );
    expect(instantSchema.safeParse(given).success).toBe(false);
  });

  test('is the same text for the schema and for the function', () => {
    const number = (max: number, digits: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(digits, '0'));
    const offset = fc.oneof(
      fc.constant('Z'),
      fc.tuple(number(25, 2), number(61, 2)).map(([h, m]) => `+${h}:${m}`),
    );
    const text = fc
      .tuple(number(9_999, 4), number(13, 2), number(32, 2), number(24, 2), number(60, 2), offset)
      .map(([year, month, day, hour, minute, rest]) => `${year}-${month}-${day}T${hour}:${minute}:00${rest}`);
    fc.assert(
      fc.property(text, (text) => {
        expect(instantSchema.safeParse(text).data).toBe(parseInstant(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('instants compare as texts', () => {
    const moments = [1e12, -1e12, 0, 1, 253402300799999, -62167219200000].map(toInstant);
    expect(moments.toSorted()).toEqual(moments.toSorted((a, b) => Date.parse(a) - Date.parse(b)));
  });
});
