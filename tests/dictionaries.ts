import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';

/** The dictionaries that the library brings, by language. */
export const dictionaries = { en, ru };
