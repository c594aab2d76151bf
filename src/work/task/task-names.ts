import * as z from 'zod';
import { nameSchema } from '../../blueprint/name-schema.ts';
import { factPathSchema } from '../../conditions/fact-declaration-schema.ts';

const names = z.record(z.string(), nameSchema);

/** Admits {@link TaskNames}. */
export const taskNamesSchema = z.strictObject({
  types: names.exactOptional(),
  queues: names.exactOptional(),
  calendars: names.exactOptional(),
  roles: names.exactOptional(),
  facts: z.record(z.string(), factPathSchema).exactOptional(),
});

/** What is named in a task. */
export type TaskNaming = 'types' | 'queues' | 'calendars' | 'roles' | 'facts';

/** By what other names the same is known to another document or blueprint: the new one by the old one. */
export type TaskNames = { readonly [Naming in TaskNaming]?: Readonly<Record<string, string>> };
