/**
 * What came from outside with its parts changed, before it is parsed. What is no record at all stays as it
 * is, for the parser to refuse in one line: a text or a list would be spread into a key for each of its
 * parts.
 */
export const reshaped = <Given, Changed>(given: Given, change: (record: Given) => Changed): Changed =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? change(given) : (given as never);
