import type { Client } from '../../client/client.ts';

/** Whether any hold stands on the client. */
export function isOnHold({ holds }: Client): boolean {
  for (const _ in holds) return true;
  return false;
}
