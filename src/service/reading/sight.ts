import type { Client } from '../../client/client.ts';
import type { CompiledCondition } from '../../conditions/compile.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { ClientQuery } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { isService } from '../actors.ts';
import { withOfferAsOfNow } from '../offer-as-of-now.ts';
import { compiled, passes } from '../query-clients.ts';
import { expiredFor, type Recipient, recipientOf } from '../recipient.ts';
import type { ServiceContext } from '../service-context.ts';
import type { AccessReason } from './access.ts';
import { concernsOf } from './concern.ts';

/** What somebody may see at a moment. */
export interface Sight {
  readonly seesAll: boolean;
  /** Has a store find every client that is seen, and perhaps some that are not; absent for all. */
  readonly shownTo?: NonNullable<ClientQuery['shownTo']>;
  sees(client: Client): boolean;
  /** All reasons for the client being visible; where there is none, all against it. */
  reasons(client: Client): readonly AccessReason[];
}

/** The same for whoever is called so: one of the blueprint's services, an employee, or a stranger. */
export async function sightAs(context: ServiceContext, id: string, now: Instant): Promise<Sight> {
  if (isService(context.conveyor, id)) return everything([{ code: 'SERVICE' }]);
  const staff = await context.staff.byId();
  return sightOf(context, (await recipientOf(staff, id, now)) ?? { id, roles: [], absent: [] }, now);
}

/** What an employee may see by their roles, and by what they have to do with a client. */
export function sightOf(context: ServiceContext, whose: Recipient, now: Instant): Sight {
  const { roles, rest } = rolesOf(context, whose);
  if (rest.length > 0) return everything(rest);
  if (roles.length === 0) {
    const nobody = { employeeIds: [], roles: [] };
    return { seesAll: false, shownTo: nobody, sees: () => false, reasons: () => [{ code: 'NOT_EMPLOYED' }] };
  }
  const shownTo = inSql(context, whose, roles, now);
  const concerns = (client: Client) => concernsOf(withOfferAsOfNow(client, context), whose);
  return {
    seesAll: false,
    ...(shownTo && { shownTo }),
    sees: (client) =>
      concerns(client).length > 0 || roles.some(({ mayRead }) => passes(client, mayRead.evaluate, now)),
    reasons: (client) => {
      const judged = roles.map(({ role, mayRead }) => {
        const code = passes(client, mayRead.evaluate, now) ? 'MAY_READ' : 'MAY_NOT_READ';
        return { code, role, explanation: mayRead.explain(client, now) } as const;
      });
      const shown = [...concerns(client), ...judged.filter(({ code }) => code === 'MAY_READ')];
      return shown.length > 0 ? shown : [{ code: 'NOT_CONCERNED' }, ...judged];
    },
  };
}

interface ReadingRole {
  readonly role: string;
  readonly mayRead: CompiledCondition<Client>;
}

/** The roles whose sight is limited, and why others see everything. */
function rolesOf(context: ServiceContext, { roles }: Recipient) {
  const limited: ReadingRole[] = [];
  const rest: AccessReason[] = [];
  for (const role of roles) {
    const { may, mayRead } = lookup(context.conveyor.blueprint.roles, role) ?? {};
    if (!may) continue;
    if (may.any.includes('override')) rest.push({ code: 'MAY_OVERRIDE', role });
    else if (mayRead) limited.push({ role, mayRead: compiled(context, mayRead) });
    else rest.push({ code: 'READS_ALL', role });
  }
  return { roles: limited, rest };
}

function everything(reasons: readonly AccessReason[]): Sight {
  return { seesAll: true, sees: () => true, reasons: () => reasons };
}

/**
 * As a store is asked. `not(all())` is how a blueprint says that a role sees nothing but what is its own: SQL
 * need not ask.
 */
function inSql(
  context: ServiceContext,
  { id, roles, absent }: Recipient,
  limited: readonly ReadingRole[],
  now: Instant,
): Sight['shownTo'] {
  const asked = limited.flatMap(({ mayRead }) =>
    mayRead.facts.length > 0 || mayRead.evaluate({} as Client, now) === 'yes' ? [mayRead.condition] : [],
  );
  const [first, ...others] = [...asked, ...expiredFor(roles, context)];
  const concerns = { employeeIds: [id, ...absent.map(({ employeeId }) => employeeId)], roles };
  if (!first) return concerns;
  const where = context.projection.mayPass({ any: [first, ...others] }, now);
  return where && { ...concerns, where };
}
