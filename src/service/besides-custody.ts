import type { Client } from '../client/client.ts';
import { deputiesOf } from '../client/deputies.ts';
import type { Condition } from '../conditions/condition.ts';
import type { ClientInRole } from './client-in-role.ts';
import { allClients } from './query-clients.ts';
import type { ServiceContext } from './service-context.ts';

/** What somebody has to do with a client whom they need not hold. */
export interface BesidesCustody {
  /** The open offer that they are to answer, with the role in which it is theirs. */
  readonly offer?: ClientInRole | undefined;
  /** Where they stand in for the holder, or are to stand in next, by the holder's role. */
  readonly deputyships: readonly ClientInRole[];
}

/**
 * All of it, client by client. Asked by the facts `handoffs.offeredTo` and `custody.deputies`: a store reads
 * the clients that it is about, and every client once more after a build that derives facts differently,
 * until `reproject`.
 */
export async function* besidesCustody(
  context: ServiceContext,
  employeeId: string,
): AsyncGenerator<BesidesCustody> {
  const where: Condition = {
    any: [
      { fact: 'handoffs.offeredTo', is: 'equals', value: employeeId },
      { fact: 'custody.deputies', is: 'includes', value: employeeId },
    ],
  };
  for await (const client of allClients(context, { where })) yield besides(client, employeeId);
}

function besides({ id: clientId, custody, handoff }: Client, employeeId: string): BesidesCustody {
  const isOffered = handoff && !handoff.escalated && handoff.to.employeeId === employeeId;
  const deputyships = Object.entries(custody).flatMap(([role, { deputy }]) =>
    deputy && deputiesOf(deputy).includes(employeeId) ? [{ clientId, role }] : [],
  );
  return { deputyships, ...(isOffered && { offer: { clientId, role: handoff.to.role } }) };
}
