import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describeMove, describeQuality } from 'sales-conveyor/redistribution';
import { expect, test } from 'vitest';

const move = {
  clientId: 'acme',
  from: 'anna',
  to: 'boris',
  cause: 'HOLDER_KEEPS_NONE',
  receiver: { utilisation: {}, fit: 1 },
  total: 0.2,
} as const;
const say = (more: object, dictionary = ru) =>
  describeMove({ ...move, ...more } as never, { dictionary } as never);

test('what another choice would cost is said as a share of the plan', () => {
  expect(say({ staying: 0.05, nextBest: { employeeId: 'vera', extra: 0.01 } })).toMatch(
    /не передавать — план хуже на 25\s%; следующий по пригодности: vera, план с ним хуже на 5\s%\.$/,
  );
  expect(say({ nextBest: { employeeId: 'vera', extra: 0.01 } }, en as never)).toMatch(
    /next best is vera, the plan 5% worse with them\.$/,
  );
});

test('a choice that is as good is said to be so, and a figure that means nothing is left out', () => {
  expect(say({ staying: 0, nextBest: { employeeId: 'vera', extra: 0 } })).toMatch(
    /не передавать было бы так же хорошо; так же хорошо подходит: vera\.$/,
  );
  expect(say({ nextBest: { employeeId: 'vera', extra: 0.01 }, total: undefined })).toMatch(
    /следующий по пригодности: vera\.$/,
  );
});

test('where things cannot stay as they are, no share of what is possible is said', () => {
  const options = { dictionary: ru };
  expect(describeQuality({ gap: 0, moves: [] }, options)).toBe('Лучшего плана нет, это доказано.');
  expect(describeQuality({ gap: 0.0048, moves: [] }, options)).toMatch(/не больше чем на 0,5\s%/);
});
