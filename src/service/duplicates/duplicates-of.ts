import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { Client } from '../../client/client.ts';
import type { CommandInput } from '../../client/command.ts';
import type { Condition } from '../../conditions/condition.ts';
import { lookup } from '../../conditions/lookup.ts';
import { type Company, type CompanyMarks, identifyCompany } from '../../duplicates/company.ts';
import { byStrength } from '../../duplicates/company-index.ts';
import { companyOf, textOf } from '../../duplicates/company-of.ts';
import { type Likeness, likenessOf } from '../../duplicates/likeness.ts';
import type { StdnumLike } from '../../duplicates/vat-id.ts';
import { assertOptions, whole } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { assertKeys } from '../assert-key.ts';
import { queryClients } from '../query-clients.ts';
import type { Readable } from '../readable.ts';
import type { ServiceContext } from '../service-context.ts';

/** A client who is perhaps the one that is asked about, whose it is, and what can be done. */
export interface DuplicateProposal extends Likeness {
  readonly clientId: string;
  readonly name?: string;
  readonly state: string;
  /** Who answers for it where it stands. */
  readonly holder?: { readonly role: string; readonly employeeId: string };
  /** The pool that it waits in, where nobody does. */
  readonly pool?: string;
  /**
   * What would settle it, for whoever may do it: the merge of a duplicate, the group of branches. None of
   * what somebody has to look at first, nor where the company that is asked about is no client yet.
   */
  readonly commands: readonly CommandInput[];
}

/** How duplicates are looked for. */
export interface DuplicateOptions {
  /** The package `stdnum`, so that check digits of VAT ids are looked at, too. */
  readonly stdnum?: StdnumLike | undefined;
  /** Proposals at most, 1 to 1,000. Default 20. */
  readonly limit?: number;
}

/**
 * Clients who are perhaps the same as a client, or as a company that is about to become one. They are so by
 * tax id and branch, by VAT id, by the name without its legal form. The surest come first. It reads those
 * alone that share a mark, by the facts `inn`, `vatId` and `nameKey` of `identifyCompany`; what the blueprint
 * does not declare is not looked for. Those merged away are left out. Writes nothing. Undefined where there
 * is no client of the id.
 * @throws INVALID_COMPANY as `identifyCompany`, INVALID_QUERY where the limit is none, and the store's
 * errors.
 * @example
 * const [first] = (await duplicatesOf(sales, { name: 'ООО «Север»', inn: '7707083893' })) ?? [];
 */
export function duplicatesOf<Names extends ConveyorNames>(
  sales: Readable<Names>,
  whose: string | Company,
  options: DuplicateOptions = {},
): Promise<readonly DuplicateProposal[] | undefined> {
  return withArguments('duplicatesOf', { sales, 'whose: .': whose, options }, async () => {
    assertOptions('duplicatesOf', options, { stdnum: 'object?', limit: whole(1, 1_000) });
    const { context } = sales;
    const { stdnum, limit = 20 } = options;
    const marksOf = (company: Company) => identifyCompany(company, { stdnum }).marks;
    if (typeof whose !== 'string') return alike(context, marksOf(whose), undefined, { stdnum, limit });
    assertKeys({ whose });
    const [client] = await context.store.readClients(context.tenant, [whose]);
    return client && alike(context, marksOf(companyOf(client)), client, { stdnum, limit });
  });
}

async function alike(
  context: ServiceContext,
  marks: CompanyMarks,
  own: Client | undefined,
  { stdnum, limit }: { stdnum: StdnumLike | undefined; limit: number },
): Promise<readonly DuplicateProposal[]> {
  const proposals: DuplicateProposal[] = [];
  const seen = new Set(own ? [own.id] : []);
  for (const where of conditionsOf(marks, context)) {
    const { clients } = await queryClients(context, { where, limit: Math.min(limit + 1, 1_000) });
    for (const client of clients) {
      if (seen.has(client.id) || client.mergedInto) continue;
      seen.add(client.id);
      const likeness = likenessOf(marks, identifyCompany(companyOf(client), { stdnum }).marks);
      if (likeness)
        proposals.push({
          ...likeness,
          ...standOf(client, context),
          commands: settling(likeness, client, own),
        });
    }
  }
  return proposals.sort(byStrength).slice(0, limit);
}

/** The surest first, so that a limit cuts off namesakes and branches, not duplicates. */
function conditionsOf({ inn, kpp, vatId, nameKey }: CompanyMarks, { conveyor }: ServiceContext): Condition[] {
  const { facts } = conveyor.blueprint;
  const is = (fact: string, value: string | undefined): Condition[] =>
    value === undefined || !Object.hasOwn(facts, fact) ? [] : [{ fact, is: 'equals', value }];
  const [company, branch] = [is('inn', inn), is('kpp', kpp)];
  return [
    ...(company.length > 0 && branch.length > 0 ? [{ all: [...company, ...branch] }] : []),
    ...is('vatId', vatId),
    ...company,
    ...is('nameKey', nameKey),
  ];
}

function standOf(client: Client, { conveyor }: ServiceContext) {
  const { id, state, custody, pool } = client;
  const name = textOf(client, 'name');
  const role = conveyor.blueprint.states[state]?.responsible;
  const held = role === undefined ? undefined : lookup(custody, role);
  return {
    clientId: id,
    ...(name !== undefined && { name }),
    state,
    ...(held && role !== undefined && { holder: { role, employeeId: held.employeeId } }),
    ...(pool && { pool: pool.name }),
  };
}

const isHeld = ({ custody }: Client): boolean => Object.keys(custody).length > 0;

/**
 * Who has orders stays, then who is in somebody's hands, then the older card. The survivor keeps its state
 * and its holders.
 */
function settling({ kind }: Likeness, other: Client, own: Client | undefined): CommandInput[] {
  if (!own || own.mergedInto || kind === 'perhaps') return [];
  if (kind === 'duplicate') {
    const [stays, goes] = [own, other].sort(
      (a, b) =>
        Number(b.orders.count > 0) - Number(a.orders.count > 0) ||
        Number(isHeld(b)) - Number(isHeld(a)) ||
        (a.registeredAt < b.registeredAt ? -1 : Number(a.registeredAt > b.registeredAt)) ||
        (a.id < b.id ? -1 : 1),
    ) as [Client, Client];
    return [{ type: 'mergeDuplicate', clientId: stays.id, duplicateId: goes.id }];
  }
  const [ours, theirs] = [textOf(own, 'accountGroup'), textOf(other, 'accountGroup')];
  if (ours !== undefined && theirs !== undefined) return [];
  const accountGroup = theirs ?? ours ?? (textOf(own, 'inn') as string);
  return [own, other]
    .filter((client) => textOf(client, 'accountGroup') === undefined)
    .map(({ id }) => ({ type: 'learnFacts', clientId: id, facts: { accountGroup } }));
}
