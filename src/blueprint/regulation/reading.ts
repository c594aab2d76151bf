import { factsIn } from '../../conditions/analysis/facts-in.ts';
import type { Blueprint } from '../blueprint.ts';
import { conditionLines } from './condition-lines.ts';
import { type Line, listed } from './document.ts';
import type { Speech } from './speech.ts';

/** Which clients a role sees, where it does not see all. */
export function reading(id: string, { roles }: Blueprint, speech: Speech): readonly (Line | string)[] {
  const { mayRead, may } = roles[id] ?? {};
  if (!mayRead || may?.any.includes('override')) return [];
  const { reads, readsOwn } = speech.phrases.pools;
  return factsIn(mayRead).length === 0 ? [readsOwn] : listed(reads, conditionLines(mayRead, speech));
}
