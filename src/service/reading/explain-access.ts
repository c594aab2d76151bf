import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { assertKeys } from '../assert-key.ts';
import type { Sales } from '../create-sales.ts';
import type { Access } from './access.ts';
import { sightAs } from './sight.ts';

/**
 * Why somebody sees a client, or why not, as of now: for whoever sets the rights. Conditions are explained
 * as in refusals; `describeAccess` says it in words. Undefined for an unknown client.
 * @throws INVALID_QUERY where nobody can have such an id, and the store's errors.
 * @example
 * const access = await explainAccess(sales, { clientId: 'acme', as: 'ivanova' });
 */
export function explainAccess<Names extends ConveyorNames>(
  sales: Sales<Names>,
  about: { readonly clientId: string; readonly as: string },
): Promise<Access | undefined> {
  return withArguments('explainAccess', { sales, about }, async () => {
    assertOptions('explainAccess', about, { clientId: 'any', as: 'any' }, 'about');
    const { clientId, as } = about;
    assertKeys({ clientId, as });
    const { context } = sales;
    const [client] = await context.store.readClients(context.tenant, [clientId]);
    if (!client) return undefined;
    const sight = await sightAs(context, as, context.now());
    return { clientId, as, isVisible: sight.sees(client), reasons: sight.reasons(client) };
  });
}
