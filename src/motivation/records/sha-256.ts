/** The first 32 bits of what is behind the point of a prime's square or cube root. */
const fractionOf = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const isPrime = (n: number) => !Array.from({ length: n }, (_, i) => i).some((i) => i > 1 && n % i === 0);
const primes = /* @__PURE__ */ Array.from({ length: 312 }, (_, n) => n)
  .filter((n) => n > 1 && isPrime(n))
  .slice(0, 64);
const constants = /* @__PURE__ */ primes.map((prime) => fractionOf(Math.cbrt(prime)));
const rotated = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/**
 * SHA-256 of a text in UTF-8, in hexadecimal (FIPS 180-4). Without the runtime's cryptography, which only
 * answers asynchronously and is not everywhere.
 */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const blocks = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  for (const [i, byte] of bytes.entries()) blocks.setUint8(i, byte);
  blocks.setUint8(bytes.length, 0x80);
  blocks.setBigUint64(blocks.byteLength - 8, BigInt(bytes.length) * 8n);
  const hash = primes.slice(0, 8).map((prime) => fractionOf(Math.sqrt(prime)));
  const words = new Int32Array(64);
  for (let block = 0; block < blocks.byteLength; block += 64) mix(hash, words, blocks, block);
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function mix(hash: number[], words: Int32Array, blocks: DataView, block: number): void {
  for (let i = 0; i < 64; i++) {
    const [two, fifteen] = [words[i - 2] ?? 0, words[i - 15] ?? 0];
    words[i] =
      i < 16
        ? blocks.getInt32(block + 4 * i)
        : (words[i - 16] ?? 0) +
          (rotated(fifteen, 7) ^ rotated(fifteen, 18) ^ (fifteen >>> 3)) +
          (words[i - 7] ?? 0) +
          (rotated(two, 17) ^ rotated(two, 19) ^ (two >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < 64; i++) {
    const ofE = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const one = (h + ofE + ((e & f) ^ (~e & g)) + (constants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const ofA = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const two = (ofA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = ((hash[i] ?? 0) + word) | 0;
}
