import { conditionsRu } from './conditions.ru.ts';
import type { en } from './en.ts';

export const ru: typeof en = { tag: 'ru-RU', conditions: conditionsRu };
