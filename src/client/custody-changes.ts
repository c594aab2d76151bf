import type { Client } from './client.ts';
import type { Mutable } from './mutable.ts';

/** One more change of custody in the role, or one less. Unknown stays unknown; zero is not noted. */
export function countChange(client: Mutable<Pick<Client, 'custodyChanges'>>, role: string, more = 1): void {
  if (!client.custodyChanges) return;
  const { [role]: before = 0, ...others } = client.custodyChanges;
  client.custodyChanges = before > -more ? { ...others, [role]: before + more } : others;
}
