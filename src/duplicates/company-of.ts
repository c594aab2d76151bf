import type { Client } from '../client/client.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Company } from './company.ts';

/** In which of the blueprint's facts each mark is kept. */
const factOf = { inn: 'inn', kpp: 'kpp', vatId: 'vatId', name: 'name' } as const;

/** What a client's facts say of which company it is. */
export function companyOf({ facts }: Pick<Client, 'facts'>): Company {
  return Object.fromEntries(Object.entries(factOf).map(([mark, fact]) => [mark, textOf({ facts }, fact)]));
}

/** A text among a client's facts. */
export function textOf({ facts }: Pick<Client, 'facts'>, path: string): string | undefined {
  const value = lookup(facts, path)?.value;
  return typeof value === 'string' ? value : undefined;
}
