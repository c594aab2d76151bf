import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { describeProblem } from '../../src/client/describe-problem.ts';
import { moneySchema } from '../../src/conditions/money-schema.ts';
import { ConveyorError, isConveyorError } from '../../src/errors/conveyor-error.ts';
import { meant } from '../../src/errors/did-you-mean.ts';
import { fault, formatPath, problemsUnder, toProblems } from '../../src/errors/problem.ts';
import { ru } from '../../src/locales/ru.ts';
import { durationSchema } from '../../src/time/duration-schema.ts';
import { instantSchema } from '../../src/time/instant-schema.ts';

describe('a problem', () => {
  test('has a path as in code', () => {
    expect(formatPath(['transfers', 'handOver', 'when', 'all', 2, 'fact'])).toBe(
      'transfers.handOver.when.all[2].fact',
    );
    expect(formatPath(['facts', 'orders.count', 'label'])).toBe('facts["orders.count"].label');
    expect(formatPath([0, 'a'])).toBe('[0].a');
    expect(formatPath([])).toBe('');
  });

  test('moves under the path of a larger input', () => {
    const problems = ['', 'a', '[1]', '["x.y"]'].map((path) => ({ path, ...fault('EMPTY') }));
    const paths = problemsUnder(['list', 0], problems).map(({ path }) => path);
    expect(paths).toEqual(['list[0]', 'list[0].a', 'list[0][1]', 'list[0]["x.y"]']);
    expect(problemsUnder([], problems)).toEqual(problems);
  });
});

describe('the problems of a zod error', () => {
  const problemsOf = (schema: z.ZodType, input: unknown) =>
    toProblems(schema.safeParse(input).error ?? { issues: [] });
  const shapes = z.union(
    [z.strictObject({ circle: z.strictObject({ r: z.number() }) }), z.strictObject({ square: z.number() })],
    'Must be a shape',
  );

  test('are listed one by one, unknown keys too', () => {
    const schema = z.strictObject({
      a: z.number('Must be a number'),
      b: z.array(z.string('Must be a text')),
    });
    expect(problemsOf(schema, { a: '1', b: ['x', 2], c: 1, d: 2 })).toEqual([
      { path: 'a', message: 'Must be a number', code: 'WRONG_TYPE', values: { expected: 'number' } },
      { path: 'b[1]', message: 'Must be a text', code: 'WRONG_TYPE', values: { expected: 'string' } },
      { path: 'c', message: 'Unknown key', code: 'UNKNOWN_KEY', values: {} },
      { path: 'd', message: 'Unknown key', code: 'UNKNOWN_KEY', values: {} },
    ]);
  });

  test('are those of the alternative that was evidently meant', () => {
    expect(problemsOf(z.array(shapes), [{ circle: { r: 'x', s: 1 } }]).map(({ path }) => path)).toEqual([
      '[0].circle.r',
      '[0].circle.s',
    ]);
    expect(problemsOf(shapes, { triangle: 1 })).toMatchObject([{ path: '', message: 'Must be a shape' }]);
  });

  test('include the keys of a record', () => {
    const schema = z.record(z.string().regex(/^[a-z]+$/, 'Must be lower case'), z.number());
    expect(problemsOf(schema, { Abc: 1 })).toMatchObject([
      { path: 'Abc', message: 'Must be lower case', code: 'WRONG_FORM' },
    ]);
  });
});

test('a problem found by a schema of ours has the code and values that the schema gives', () => {
  const { error } = durationSchema.safeParse({});
  expect(toProblems(error ?? { issues: [] })).toEqual([{ path: '', ...fault('EMPTY_DURATION') }]);
  const foreign = z.string().refine(() => false, { message: 'no', params: { code: 'OURS' } });
  expect(toProblems(foreign.safeParse('x').error ?? { issues: [] })).toEqual([
    { path: '', code: 'NOT_VALID', message: 'no' },
  ]);
});

test.each([
  [z.string(), undefined, 'is missing, must be a text', 'не указано, ожидается: текст'],
  [z.string(), 7, 'must be a text', 'ожидается: текст'],
  [z.int(), 1.5, 'must be a whole number', 'ожидается: целое число'],
  [z.int(), 1e300, 'must be at most 9007199254740991', 'нужно не больше 9007199254740991'],
  [z.number(), Number.NaN, 'must be a number', 'ожидается: число'],
  [z.number().positive(), 0, 'must be more than 0', 'нужно больше 0'],
  [z.number().nonnegative(), -1, 'must be at least 0', 'нужно не меньше 0'],
  [z.string().min(1), '', 'must not be empty', 'не должно быть пустым'],
  [z.array(z.string()).min(1), [], 'must not be empty', 'не должно быть пустым'],
  [z.string().max(2), 'abc', 'number of characters: must be at most 2', 'число знаков: нужно не больше 2'],
  [
    z.array(z.string()).min(2),
    ['a'],
    'number of entries: must be at least 2',
    'число элементов: нужно не меньше 2',
  ],
  [z.enum(['a', 'b']), 'c', 'must be one of: a, b', 'нужно одно из: a, b'],
  [z.enum(['a', 'b']), undefined, 'must be one of: a, b', 'нужно одно из: a, b'],
  [z.literal('a'), 1, 'must be one of: a', 'нужно одно из: a'],
  [z.string().regex(/q/), 'a', 'is not of the form that is asked for', 'запись не в том виде, который нужен'],
  [
    moneySchema.shape.currency,
    'euro',
    'must be an ISO 4217 code such as EUR',
    'нужен код валюты по ISO 4217, например RUB',
  ],
  [z.iso.date(), '2.3.26', 'must be a day such as 2026-03-02', 'нужен день, например 2026-03-02'],
  [
    instantSchema,
    '2.3.26',
    'must be a moment with "Z" or an offset, such as 2026-03-02T09:00:00+03:00',
    'нужен момент со смещением, например 2026-03-02T09:00:00+03:00',
  ],
  [z.record(z.string().min(1), z.number()), { '': 1 }, 'must not be empty', '[""]: не должно быть пустым'],
  [z.strictObject({}), { a: 1 }, 'Unknown key', 'a: неизвестное поле'],
  [
    z.discriminatedUnion('type', [z.strictObject({ type: z.literal('m') })]),
    { type: 'n' },
    'must be one of: m',
    'type: нужно одно из: m',
  ],
  [z.union([z.string(), z.number()]), true, 'is not valid', 'значение не годится'],
  [z.number().multipleOf(2), 3, 'is not valid', 'значение не годится'],
  [z.undefined(), 3, 'must be left out', 'здесь значение не указывают'],
  [z.map(z.string(), z.string()), 3, 'is not valid', 'значение не годится'],
])('%# no kind of issue shows what the parser says', (schema, input, inEnglish, inRussian) => {
  const [problem] = toProblems(schema.safeParse(input).error ?? { issues: [] });
  expect(problem?.message).toBe(inEnglish);
  expect(problem && describeProblem(problem, { dictionary: ru })).toBe(inRussian);
});

describe('an error', () => {
  const error = new ConveyorError('INVALID_INSTANT', 'No moment', {
    details: { input: 'x' },
    cause: 'a cause',
  });

  test('has a code, details and a cause', () => {
    expect(error).toMatchObject({
      name: 'ConveyorError',
      code: 'INVALID_INSTANT',
      details: { input: 'x' },
      cause: 'a cause',
    });
    expect(new ConveyorError('INVALID_INSTANT', 'No moment')).not.toHaveProperty('cause');
  });

  test('is recognised, by its code too, also when it comes from another copy of the package', () => {
    const foreign = Object.assign(new Error('No moment'), {
      code: 'INVALID_INSTANT',
      [Symbol.for('sales-conveyor.error')]: true,
    });
    for (const each of [error, foreign]) {
      expect(isConveyorError(each)).toBe(true);
      expect(isConveyorError(each, 'INVALID_INSTANT')).toBe(true);
      expect(isConveyorError(each, 'INVALID_QUERY')).toBe(false);
    }
    for (const each of [new Error('other'), { code: 'INVALID_INSTANT' }, null, 'INVALID_INSTANT']) {
      expect(isConveyorError(each)).toBe(false);
    }
  });
});

test('a name at most two typing errors away is suggested, one for every three letters', () => {
  const names = ['orders.count', 'segment'];
  expect(meant('segmnet', names)).toEqual({ meant: 'segment' });
  expect(meant('order.count', names)).toEqual({ meant: 'orders.count' });
  expect(meant('Segments', names)).toEqual({ meant: 'segment' });
  expect(meant('Order count', names)).toEqual({ meant: 'orders.count' });
  expect(meant('orders.count', ['order.counts', 'orders.count'])).toEqual({ meant: 'orders.count' });
  expect(meant('weather', names)).toEqual({});
  expect(meant('city', ['fit', 'kpp'])).toEqual({});
  for (const name of ['', '-', 'x']) expect(meant(name, ['a', 'b2'])).toEqual({});
  expect(meant('x'.repeat(10_000), names)).toEqual({});
});
