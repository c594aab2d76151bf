import type { Client } from '../client/client.ts';

/** The client as it is once its open handoff has been answered. */
export function withoutHandoff({ handoff: _, ...client }: Client): Client {
  return client;
}
