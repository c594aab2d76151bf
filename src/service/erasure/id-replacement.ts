import type { Renaming } from '../../erasure/rename-ids.ts';
import type { ErasureNote } from './erased-client.ts';

/** Whose id it is: that record gets its new one last, so that what was cut off can go on. */
export interface IdReplacement {
  readonly renaming: Renaming;
  readonly note: ErasureNote;
}

/** Ids of events and of what they are about, as they stand in JSON. */
export const spellings = ({ kind, from }: Renaming) => {
  const quoted = JSON.stringify(from);
  const begins = JSON.stringify(`${kind === 'employeeId' ? '@' : ''}${from}#`).slice(0, -1);
  return [quoted, begins];
};
