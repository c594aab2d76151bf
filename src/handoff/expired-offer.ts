import type { Client } from '../client/client.ts';
import type { ClientRules } from '../client/decision-context.ts';
import type { NewEvent } from '../client/handler-result.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Instant } from '../time/instant.ts';

/** An offer that nobody answered in time goes before the role that the handoff escalates to. */
export function expiredOffer({ handoff }: Client, { transfers }: ClientRules, at: Instant): NewEvent[] {
  if (!handoff) return [];
  const to = lookup(transfers, handoff.transfer)?.handoff?.escalateTo as string;
  const escalated = { to, cause: 'expired', at } as const;
  return [{ type: 'handoffEscalated', handoff: { ...handoff, escalated }, happenedAt: at }];
}
