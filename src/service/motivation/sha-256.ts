import { ConveyorError } from '../../errors/conveyor-error.ts';

/** What is needed of the runtime's Web Cryptography, which Node.js and browsers have. */
interface CryptoLike {
  readonly subtle?: { digest(algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer> };
}

/**
 * SHA-256 of a text in UTF-8, in hexadecimal.
 * @throws NO_DIGESTS where the runtime has no Web Cryptography
 */
export async function sha256(text: string): Promise<string> {
  const { subtle } = (globalThis as { crypto?: CryptoLike }).crypto ?? {};
  if (!subtle)
    throw new ConveyorError('NO_DIGESTS', 'This runtime has no crypto.subtle to close months with');
  const hash = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
