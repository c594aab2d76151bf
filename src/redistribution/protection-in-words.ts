import { fill, type WordOptions } from '../client/words.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import type { Protection } from './protection-schema.ts';

/** Why a client stays with its holder, in a few words. */
export function protectionInWords(why: Protection, options: WordOptions<Dictionary>): string {
  if (typeof why === 'string') return why;
  return fill(options.dictionary.redistribution.protections[why.code], why, options);
}
