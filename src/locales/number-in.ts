/** A number as a language writes it, with a minus and no hyphen before what is less than nothing. */
export const numberIn = (tag: string, value: number, options?: Intl.NumberFormatOptions): string =>
  value.toLocaleString(tag, options).replace('-', '\u2212');
