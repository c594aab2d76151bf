import { lookup } from '../../conditions/lookup.ts';
import type { Client } from '../client.ts';

/** What a card is called by; a duplicate's later spelling does not rename who stays. */
const called: readonly string[] = ['name', 'nameKey'];

type Facts = Client['facts'];

/** The facts that a duplicate brings to a client, which keeps a name of its own. */
export function factsBrought(facts: Facts, { facts: own }: Pick<Client, 'facts'>): Facts {
  if (!lookup(own, 'name')?.value) return facts;
  return Object.fromEntries(Object.entries(facts).filter(([path]) => !called.includes(path)));
}

/** Which facts the client has from the duplicate once united, and where it kept its own against it. */
export function takenAndKept(
  { facts: own }: Pick<Client, 'facts'>,
  { facts: others }: Pick<Client, 'facts'>,
  united: Facts,
): { readonly taken?: readonly string[]; readonly kept?: readonly string[] } {
  const isSame = (a: Facts, b: Facts, path: string) =>
    JSON.stringify(lookup(a, path)?.value) === JSON.stringify(lookup(b, path)?.value);
  const differing = Object.keys(others)
    .filter((path) => !isSame(own, others, path))
    .sort();
  const taken = differing.filter((path) => isSame(united, others, path));
  const kept = differing.filter((path) => !taken.includes(path));
  return { ...(taken.length > 0 && { taken }), ...(kept.length > 0 && { kept }) };
}
