import { writable } from './did-you-mean.ts';
import { type Fault, fault } from './problem.ts';
import type { NameKind } from './problem-details.ts';

/** A name that nobody declared, with the one that was probably meant, or all that can be written there. */
export const unknownName = (kind: NameKind, name: string, known: readonly string[]): Fault<'UNKNOWN_NAME'> =>
  fault('UNKNOWN_NAME', { kind, name, ...writable(name, known) });
