const DIGITS = 2048;
const BITS = DIGITS * 4;

/**
 * Ids that a snapshot dropped, as a Bloom filter (Bloom 1970) of a fixed size: hexadecimal digits. It never
 * denies an id that was added; after 1,000 ids it takes one new id in twenty for an old one, which costs a
 * look into the log and nothing else.
 */
export type DroppedIds = string;

export function withDropped(ids: DroppedIds | undefined, added: readonly string[]): DroppedIds {
  const digits = Array.from(ids ?? '0'.repeat(DIGITS), (digit) => Number.parseInt(digit, 16));
  for (const id of added) {
    for (const bit of bitsOf(id)) digits[bit >> 2] = (digits[bit >> 2] ?? 0) | (1 << (bit & 3));
  }
  return toText(digits);
}

export function uniteDropped(a: DroppedIds, b: DroppedIds): DroppedIds {
  return toText(Array.from(a, (digit, i) => Number.parseInt(digit, 16) | Number.parseInt(b[i] ?? '0', 16)));
}

/** False only where the id was certainly never added. */
export function mayBeDropped(ids: DroppedIds, id: string): boolean {
  return bitsOf(id).every((bit) => (Number.parseInt(ids[bit >> 2] ?? '0', 16) >> (bit & 3)) & 1);
}

const toText = (digits: readonly number[]) => digits.map((digit) => digit.toString(16)).join('');

const bitsOf = (id: string) => [hash(id, 0x811c9dc5), hash(id, 0x2f5a3b19)].map((at) => at % BITS);

/**
 * FNV-1a of the UTF-16 units, from a given seed. The last mixing spreads ids that differ at their end only.
 */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
