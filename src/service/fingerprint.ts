/**
 * A short text that tells two commands apart. It has 53 bits over their JSON with sorted keys (cyrb53, public
 * domain, by bryc). It guards against mistakes, not against forgery.
 */
export function fingerprint(value: unknown): string {
  const text = JSON.stringify(value, (_, part) => (isPlainObject(part) ? sorted(part) : speakable(part)));
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A refused command may hold what JSON has no word for. */
const speakable = (value: unknown) => (typeof value === 'bigint' ? `${value}n` : value);
