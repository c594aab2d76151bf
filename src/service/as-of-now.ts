import { timeActor } from '../client/actor.ts';
import type { Client } from '../client/client.ts';
import type { Instant } from '../time/instant.ts';
import type { ServiceContext } from './service-context.ts';

/** What time alone does to the client by now. Nothing is written. */
export const advanced = (client: Client, { conveyor }: Pick<ServiceContext, 'conveyor'>, now: Instant) =>
  conveyor.decide(client, { type: 'advanceTime', clientId: client.id }, { now, by: timeActor });

/** The client with due deadlines applied. */
export function asOfNow(client: Client, context: Pick<ServiceContext, 'conveyor'>, now: Instant): Client {
  const outcome = advanced(client, context, now);
  return outcome.ok ? outcome.client : client;
}
