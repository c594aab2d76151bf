import { ERASED } from '../../client/erased.ts';
import type { ChangeField } from '../../erasure/map-fields.ts';
import { type Renaming, withId } from '../../erasure/rename-ids.ts';
import type { ErasureNote } from './erased-client.ts';

/** Whose id it is: that record gets its new one last, so that what was cut off can go on. */
export interface IdReplacement {
  readonly renaming: Renaming;
  readonly note: ErasureNote;
  /** Why they left, as somebody wrote it: whoever they held was released for these words. */
  readonly written?: ReadonlySet<string>;
}

/** What stands in a field of anything else once the id, and what was written of its owner, are gone. */
export function withoutId({ renaming, written }: IdReplacement): ChangeField {
  const ids = withId(renaming);
  return (field) => {
    const { kind, value } = field;
    const isWritten = (kind === 'reason' || kind === 'text') && written?.has(value as string);
    return isWritten ? ERASED : ids(field);
  };
}

/** Ids of events and of what they are about, as they stand in JSON. */
export const spellings = ({ kind, from }: Renaming) => {
  const quoted = JSON.stringify(from);
  const begins = JSON.stringify(`${kind === 'employeeId' ? '@' : ''}${from}#`).slice(0, -1);
  return [quoted, begins];
};
