/** An exact fraction in lowest terms; `over` is above 0. */
export interface Exact {
  readonly of: bigint;
  readonly over: bigint;
}

/** How a half is rounded: away from 0, or to the even neighbour. */
export type RoundingMode = 'halfUp' | 'halfEven';

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
};

function fraction(of: bigint, over: bigint): Exact {
  if (over === 1n) return { of, over };
  const sign = over < 0n ? -1n : 1n;
  const common = gcd(of, over * sign) * sign;
  return { of: of / common, over: over / common };
}

/** A whole number, or a text such as `3.33`, `-2` or `100/3`. */
export function exactly(value: number | string): Exact {
  if (typeof value === 'number') return { of: BigInt(value), over: 1n };
  const [top = '', bottom] = value.split('/');
  const decimal = decimalOf(top);
  return bottom === undefined ? decimal : dividedBy(decimal, decimalOf(bottom));
}

function decimalOf(text: string): Exact {
  const [whole = '', digits = ''] = text.split('.');
  return fraction(BigInt(whole + digits), 10n ** BigInt(digits.length));
}

export const ZERO: Exact = { of: 0n, over: 1n };
export const HUNDRED: Exact = { of: 100n, over: 1n };

export const plus = (a: Exact, b: Exact): Exact => fraction(a.of * b.over + b.of * a.over, a.over * b.over);
export const minus = (a: Exact, b: Exact): Exact => fraction(a.of * b.over - b.of * a.over, a.over * b.over);
export const times = (a: Exact, b: Exact): Exact => fraction(a.of * b.of, a.over * b.over);
/** `b` is not 0. */
export const dividedBy = (a: Exact, b: Exact): Exact => fraction(a.of * b.over, a.over * b.of);
export const percentOf = (a: Exact, percent: Exact): Exact => dividedBy(times(a, percent), HUNDRED);

/** Below 0, 0 or above 0, as `a` is less than, equal to or more than `b`. */
export const compared = (a: Exact, b: Exact): number => {
  const difference = a.of * b.over - b.of * a.over;
  return difference < 0n ? -1 : Number(difference > 0n);
};
export const lesser = (a: Exact, b: Exact): Exact => (compared(a, b) < 0 ? a : b);
export const sumOf = (values: readonly Exact[]): Exact => values.reduce(plus, ZERO);

/** The nearest multiple of `unit`, a whole number above 0. */
export function rounded(value: Exact, mode: RoundingMode = 'halfUp', unit = 1): number {
  const over = value.over * BigInt(unit);
  const size = value.of < 0n ? -value.of : value.of;
  const [floor, rest] = [size / over, (size % over) * 2n];
  const isUp = rest > over || (rest === over && (mode === 'halfUp' || floor % 2n === 1n));
  const count = Number(floor + (isUp ? 1n : 0n)) * unit;
  return value.of < 0n && count !== 0 ? -count : count;
}

/** As `exactly` reads it: a decimal where it ends within 12 digits, else a fraction. */
export function exactText({ of, over }: Exact): string {
  for (let digits = 0, scale = 1n; digits <= 12; digits++, scale *= 10n) {
    if (scale % over !== 0n) continue;
    const [sign, size] = of < 0n ? ['-', -of] : ['', of];
    const text = String(size * (scale / over)).padStart(digits + 1, '0');
    return sign + (digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`);
  }
  return `${of}/${over}`;
}
