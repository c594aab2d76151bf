/**
 * What stands where a text was erased, in events and snapshots. Words say `erased` for it, in the language of
 * the dictionary.
 */
export const ERASED = '\u2421';
