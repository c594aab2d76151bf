/** A month, by its number, as a word of its own. In Russian it is another word beside a day. */
export const monthIn = (tag: string, month: number): string =>
  new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1));
