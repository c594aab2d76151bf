import type { Client } from '../../client/client.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { ClientQuery } from '../port.ts';

type Named = NonNullable<ClientQuery['named']>;

const KEPT = 200;

/** What names are compared by: small letters, ё as е. What databases cannot hold is a blank. */
function comparable(text: string, most: number): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\0\p{Cs}\u{10ffff}]/gu, ' ');
  return [...plain].slice(0, most).join('');
}

/** The beginning of a client's name as it is compared; empty where it has none. */
export function nameOf({ facts }: Client): string {
  const name = lookup(facts, 'name')?.value;
  return typeof name === 'string' ? comparable(name, KEPT) : '';
}

/** What is asked for as it is compared. One letter more than is kept of a name is in none. */
export const partsOfName = ({ contains = '', startsWith = '' }: Named) =>
  [contains, startsWith].map((text) => comparable(text, KEPT + 1)) as [part: string, start: string];

/** Whether the client's name is so. */
export function isSoNamed(client: Client, named: Named): boolean {
  const [part, start] = partsOfName(named);
  const name = nameOf(client);
  return name.startsWith(start) && name.includes(part);
}
