/**
 * Currencies that are not divided into a hundred, by ISO 4217: how many decimal digits their minor unit has.
 */
const digits: Readonly<Record<string, readonly string[]>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: 'CLF UYW'.split(' '),
};

const known = new Map(
  Object.entries(digits).flatMap(([count, codes]) => codes.map((code) => [code, Number(count)] as const)),
);

/**
 * How many decimal digits the minor unit of a currency has by ISO 4217: 2 unless listed otherwise. `Intl`
 * says what is usual in shops instead, such as none for HUF and IDR, and differs between runtimes.
 */
export const minorUnitDigits = (currency: string): number => known.get(currency) ?? 2;
