import type { AssignmentRequest } from '../../assignment/candidate.ts';
import type { Client } from '../../client/client.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import { loadIn } from '../../workforce/client-load.ts';
import type { ServiceContext } from '../service-context.ts';
import { obstaclesIn } from './candidates.ts';
import type { Ledgers } from './ledgers.ts';

/** The client as somebody is to be found for it; a charge that was taken back entitles nobody again. */
export function requestFor(
  client: Client,
  { role, at, charge }: { role: string; at: Instant; charge: ReturnType<Ledgers['chargeFor']> },
  context: ServiceContext,
): AssignmentRequest {
  const { blueprint } = context.conveyor;
  return {
    clientId: client.id,
    role,
    hours: loadIn(client, role, blueprint),
    at,
    day: dayOf(at, blueprint.timeZone),
    obstacles: obstaclesIn(client, context),
    ...(charge?.refunded && { refunded: charge.amount }),
  };
}
