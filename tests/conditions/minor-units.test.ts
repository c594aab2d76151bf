import { en } from 'sales-conveyor/locales/en';
import { expect, test } from 'vitest';
import { minorUnitDigits } from '../../src/conditions/minor-units.ts';
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
    expect(moneyInWords({ amount: 123_456, currency }, en).replace(/[^\d.,]/g, '')).toBe(text);
  },
);

/** What is hardly ever paid in fractions and Intl shows without, whatever ISO 4217 says; not every runtime does so with all of them. */
const coinless =
  'AFN ALL AMD COP CRC GYD HUF IDR IQD IRR KPW LAK LBP MGA MMK MNT MUR PKR RSD SLL SOS SYP TZS UZS YER'.split(
    ' ',
  );
/** Out of use; some runtimes still know them. */
const gone = 'ADP BYR ESP ITL LUF MGF MRO STD TMM TRL ZMK ZWD'.split(' ');

test('every currency that the platform knows has the digits that Intl has, unless Intl has none where ISO 4217 has some', () => {
  const currencies = Intl.supportedValuesOf('currency');
  expect(currencies.length).toBeGreaterThan(100);
  const differing = currencies.flatMap((currency) => {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    const { maximumFractionDigits: usual = 2 } = options;
    return usual === minorUnitDigits(currency) ? [] : [{ currency, usual }];
  });
  const known = new Set([...coinless, ...gone]);
  expect(differing.filter(({ currency, usual }) => usual !== 0 || !known.has(currency))).toEqual([]);
});
