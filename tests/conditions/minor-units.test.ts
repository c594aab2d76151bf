import { expect, test } from 'vitest';
import { moneyInWords } from '../../src/conditions/wording.ts';

test.each([
  ['EUR', '1,234.56'],
  ['HUF', '1,234.56'],
  ['IDR', '1,234.56'],
  ['COP', '1,234.56'],
  ['PKR', '1,234.56'],
  ['IQD', '123.456'],
  ['KWD', '123.456'],
  ['JPY', '123,456'],
  ['KRW', '123,456'],
  ['CLF', '12.3456'],
])(
  '123,456 minor units of %s by ISO 4217 are written %s, whatever Intl thinks of its coins',
  (currency, text) => {
    expect(moneyInWords({ amount: 123_456, currency }, 'en').replace(/[^\d.,]/g, '')).toBe(text);
  },
);
