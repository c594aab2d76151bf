/**
 * Throws at a text what the language throws at nothing. Each letter would be read as a part.
 * `withArguments` names the argument.
 */
export function assertRecord(given: unknown): void {
  if (typeof given !== 'object' || given === null) throw new TypeError('Not a record');
}
