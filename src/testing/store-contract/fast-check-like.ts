/** What the contract needs of fast-check; the kit does not import it, so hand in your own copy. */
export interface FastCheckLike {
  /** A whole number from 0. */
  nat(max: number): unknown;
  /** A list. */
  array(arbitrary: unknown, constraints: { readonly minLength: number; readonly maxLength: number }): unknown;
  /** An object of these parts. */
  record(parts: Readonly<Record<string, unknown>>): unknown;
  /** A rule about a generated value. */
  asyncProperty(arbitrary: unknown, rule: (value: never) => Promise<void>): unknown;
  /** Tries the rule on many values and shrinks what breaks it. */
  assert(property: unknown, parameters: { readonly numRuns: number }): unknown;
}
