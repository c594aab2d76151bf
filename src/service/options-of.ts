import type { TransferOption } from '../client/options.ts';
import { assertSender } from './actors.ts';
import { assertKeys } from './assert-key.ts';
import type { ServiceContext } from './service-context.ts';
import { StaffLookup } from './staff-lookup.ts';

/** The transfers that concern the client and somebody; undefined for an unknown client. */
export async function optionsOf(
  context: ServiceContext,
  clientId: string,
  by: string,
): Promise<TransferOption[] | undefined> {
  assertSender(by);
  assertKeys({ clientId });
  const { conveyor, store, tenant, versions } = context;
  const now = context.now();
  const [upgraded] = await versions.upgrade(await store.readClients(tenant, [clientId]), now);
  if (upgraded && 'error' in upgraded) throw upgraded.error;
  if (!upgraded) return undefined;
  const { client } = upgraded;
  const lookup = new StaffLookup(context, now);
  const actor = await lookup.actor(by, client);
  const staff = Object.fromEntries(lookup.around(client).map((employee) => [employee.id, employee]));
  return conveyor.options(client, { now, by: actor, staff });
}
