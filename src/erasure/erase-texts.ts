import { ERASED } from '../client/erased.ts';
import type { Field } from './map-fields.ts';

/** What of a record is to be erased. */
export interface ErasedTexts {
  /** Facts whose values are personal. */
  readonly isPersonal: (fact: string) => boolean;
  /** A reason that is a name, and no text. */
  readonly isName: (reason: string) => boolean;
  /** Texts of one person only, by id; absent: all of them. */
  readonly personId?: string | undefined;
  /** Whatever text mentions one of these, in small letters. */
  readonly naming: readonly string[];
}

/**
 * What stands in a field once personal data are erased. `isTheirs` says of a record that it is about the one
 * person whose data go.
 */
export function withoutTexts(
  { isPersonal, isName, personId, naming }: ErasedTexts,
  isTheirs = false,
): (field: Field) => unknown {
  const names = (value: unknown) => {
    const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toLowerCase();
    return naming.some((name) => text.includes(name));
  };
  const goes = (value: unknown) => personId === undefined || isTheirs || names(value);
  return ({ kind, value, path, parent }) => {
    switch (kind) {
      case 'text':
        return goes(value) ? ERASED : value;
      case 'reason':
        return goes(value) && !isName(value as string) ? ERASED : value;
      case 'name':
        return goes(value) || path.at(-2) === personId ? ERASED : value;
      case 'fact': {
        const fact = factsAt(path, parent);
        const isErased = fact.some(isPersonal) && (personId === undefined || names(value));
        return isErased ? null : value;
      }
      default:
        return value;
    }
  };
}

/** Whose value stands there. A learned fact, one that stands by its name, or those that a test has met. */
function factsAt(path: readonly string[], parent: unknown): string[] {
  const [of, before, last] = path.slice(-3) as [string, string, string];
  if (last === 'value' && (of === 'facts' || of === 'back')) return [before];
  return before === 'facts' || before === 'rests' ? [last] : factsMet(parent);
}

/** The facts that a test of a condition has met. */
function factsMet(test: unknown): string[] {
  const { fact, value } = test as { readonly fact?: unknown; readonly value?: unknown };
  const other = (value as { readonly fact?: unknown } | null | undefined)?.fact;
  return [fact, other].filter((one) => typeof one === 'string');
}
