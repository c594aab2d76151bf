import { withArguments } from '../errors/with-arguments.ts';
import type { CompanyMarks } from './company.ts';

/**
 * How two clients are alike. `duplicate`: one company, on two cards. `branch`: one company, another branch of
 * it. `perhaps`: somebody has to look.
 */
export interface Likeness {
  readonly kind: 'duplicate' | 'branch' | 'perhaps';
  /** By what they are. */
  readonly by: 'inn' | 'vatId' | 'name';
}

/**
 * How two companies are alike by their marks; undefined where they are not. The same tax id with the same
 * branch is a duplicate, with another branch is a branch, with a branch unknown may be either; a person's tax
 * id, of 12 digits, has no branches. Two tax ids of one kind that differ are two companies, whatever their
 * names are.
 * @throws INVALID_ARGUMENT where one is no record.
 */
export function likenessOf(a: CompanyMarks, b: CompanyMarks): Likeness | undefined {
  return withArguments('likenessOf', { a, b }, () => compared(a, b));
}

function compared(a: CompanyMarks, b: CompanyMarks): Likeness | undefined {
  if (a.inn !== undefined && b.inn !== undefined) {
    if (a.inn !== b.inn) return undefined;
    if (a.inn.length === 12 || (a.kpp !== undefined && a.kpp === b.kpp))
      return { kind: 'duplicate', by: 'inn' };
    return { kind: a.kpp === undefined || b.kpp === undefined ? 'perhaps' : 'branch', by: 'inn' };
  }
  if (a.vatId !== undefined && b.vatId !== undefined)
    return a.vatId === b.vatId ? { kind: 'duplicate', by: 'vatId' } : undefined;
  const isNamesake = a.nameKey !== undefined && a.nameKey === b.nameKey;
  return isNamesake ? { kind: 'perhaps', by: 'name' } : undefined;
}
