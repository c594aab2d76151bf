import * as z from 'zod';
import { admit } from '../../errors/admit.ts';
import type { MentionKind } from '../../storage/port.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Found } from './erasure.ts';
import { mentioned } from './mentioned.ts';

const kinds: readonly MentionKind[] = ['clients', 'employees', 'events', 'outcomes', 'documents'];

const searchSchema = z.strictObject({ text: z.string().min(1) });

/** Every record that holds the text, as it is written there. */
export async function* findText(context: ServiceContext, sought: string): AsyncGenerator<Found> {
  const { text } = admit(searchSchema, { text: sought }, 'INVALID_QUERY', 'a search');
  const spelt = JSON.stringify(text).slice(1, -1);
  for (const among of kinds)
    for await (const record of mentioned(context, among, [spelt])) yield { among, record } as Found;
}
