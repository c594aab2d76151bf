import { withArguments } from '../../errors/with-arguments.ts';
import { withMethods } from '../../errors/with-methods.ts';
import { assertSender } from '../actors.ts';
import { contextOf } from '../context-of.ts';
import type { Sales } from '../create-sales.ts';
import type { ServiceContext } from '../service-context.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import { eraseClient } from './erase-client.ts';
import { eraseEmployee } from './erase-employee.ts';
import type { ErasureResult, Found } from './erasure.ts';
import { type ErasureInput, parseErasure } from './erasure-input.ts';
import { findText } from './find-text.ts';

/** Who erases. */
export interface ErasureOptions {
  /** An employee or a service that may `erasePersonalData`. */
  readonly by: string;
}

/** Erases personal data from everything that is kept of the tenant. docs/personal-data.md says what. */
export interface Erasure {
  /**
   * Erases what is personal of a client, of one person on its side, or of an employee. Ids, types, moments,
   * amounts and custody stay, so that the log replays to the same totals. An event says that it was done.
   * What was recorded after it is not touched.
   *
   * Of a client or a person all is done in one transaction; with a `pseudonym` for a client, and of an
   * employee, client by client: a call that was cut off goes on where it is called again. Reads the whole
   * logs of those concerned, and every document that may name them.
   * @throws INVALID_COMMAND where the input is none (`details.problems` lists every fault).
   */
  erase(input: ErasureInput, options: ErasureOptions): Promise<ErasureResult>;
  /**
   * Every record in which a text still stands, such as a name or a number: to see what is left. Reads
   * everything that is kept of the tenant.
   * @throws INVALID_QUERY where it is no text, or an empty one, with which every record would be found.
   */
  find(text: string): AsyncGenerator<Found>;
  /**
   * Removes everything that is kept of the tenant. These sales are of no use afterwards; nobody may write
   * meanwhile.
   */
  dropTenant(
    options: ErasureOptions,
  ): Promise<{ readonly ok: true } | (ErasureResult & { readonly ok: false })>;
}

/** Opens the erasing of personal data on sales. */
export function openErasure(sales: Pick<Sales, 'context'>): Erasure {
  return withArguments('openErasure', { sales }, () => erasureOf(contextOf(sales)));
}

function erasureOf(context: ServiceContext): Erasure {
  return withMethods<Erasure>(
    'erasure',
    {
      erase: async (input, { by }) => {
        assertSender(by);
        const parsed = parseErasure(input);
        return 'employeeId' in parsed ? eraseEmployee(context, parsed, by) : eraseClient(context, parsed, by);
      },
      find: (text) => findText(context, text),
      dropTenant: async ({ by }) => {
        assertSender(by);
        const reasons = await unauthorizedTo(context, 'erasePersonalData', by);
        if (reasons.length > 0) return { ok: false, reasons };
        await context.store.dropTenant(context.tenant);
        return { ok: true };
      },
    },
    { erase: ['input: object', { by: 'any' }], dropTenant: [{ by: 'any' }] },
  );
}
