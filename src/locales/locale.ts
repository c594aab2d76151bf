/** The languages the library speaks. */
export type Locale = 'en' | 'ru';
