import { conditionsEn } from './conditions.en.ts';

export const en = { tag: 'en-GB', conditions: conditionsEn };
