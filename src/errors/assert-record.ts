/**
 * Throws what the language throws at nothing, also at a text: each of its letters would be read as a part.
 * `withArguments` names the argument.
 */
export function assertRecord(given: unknown): void {
  if (typeof given !== 'object' || given === null) throw new TypeError('Not a record');
}
