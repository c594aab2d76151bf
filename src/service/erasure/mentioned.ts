import type { Mentioning, MentionKind } from '../../storage/port.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';

/** Every record of a kind that mentions one of the texts, each once for each text. */
export async function* mentioned<Kind extends MentionKind>(
  { store, tenant }: Pick<ServiceContext, 'store' | 'tenant'>,
  among: Kind,
  texts: readonly string[],
): AsyncGenerator<Mentioning[Kind]> {
  for (const text of texts) {
    const found = pages((start) => store.mentions(tenant, { among, text, limit: 500, ...start }));
    for await (const page of found) yield* page.found;
  }
}

/** An id as it stands in JSON: whole. */
export const inJson = (id: string) => JSON.stringify(id);
