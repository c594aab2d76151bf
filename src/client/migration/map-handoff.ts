import type { Handoff } from '../../handoff/handoff.ts';
import type { Client } from '../client.ts';
import { type MigrationContext, mapRole } from './map-state-and-custody.ts';

/** A pending handoff under the new blueprint; undefined where it is withdrawn by decision. */
export function mapHandoff(
  client: Client,
  image: Pick<Client, 'state'>,
  context: MigrationContext,
): Handoff | undefined {
  const { handoff } = client;
  if (!handoff) return undefined;
  const { map, blueprint } = context;
  const transfer = map.handoffs[handoff.transfer]?.[client.state] ?? undefined;
  const terms = transfer === undefined ? undefined : blueprint.transfers[transfer]?.handoff;
  if (transfer === undefined || !terms) return undefined;
  const sender =
    mapRole(handoff.from.role, client, context) ??
    blueprint.states[image.state]?.responsible ??
    handoff.from.role;
  const escalateTo = handoff.escalated && terms.escalateTo;
  const { from, to, escalated } = handoff;
  if (
    transfer === handoff.transfer &&
    sender === from.role &&
    terms.to === to.role &&
    escalateTo === escalated?.to
  )
    return handoff;
  return {
    ...handoff,
    transfer,
    from: { ...from, role: sender },
    to: { ...to, role: terms.to },
    ...(escalated && { escalated: { ...escalated, to: terms.escalateTo } }),
  };
}
