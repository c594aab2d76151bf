import type { PayEvent, PayEventPayloads, PayEventType } from '../../motivation/records/pay-event.ts';
import type { StoredStatement } from '../../motivation/records/stored-statement.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import type { ServiceContext } from '../service-context.ts';

/** The kind of a closed month, with its events. */
export const PAY_STATEMENTS = 'payStatement';
/** The kind of the list of an employee's closed months, oldest first; its id is the employee's. */
export const PAY_ACCOUNTS = 'payAccount';

/** What is kept of an employee's closed months beside each. */
export interface PayAccount {
  readonly statements: readonly { readonly period: string; readonly statementId: string }[];
}

/** A closed month as it is stored. */
export interface KeptStatement {
  readonly statement: StoredStatement;
  readonly document: StoredDocument;
}

type Stored = Pick<ServiceContext, 'store' | 'tenant'>;

/** Of these employees, those of whom any month is closed. */
export async function readAccounts(
  { store, tenant }: Stored,
  employeeIds: readonly string[],
): Promise<ReadonlyMap<string, StoredDocument>> {
  const found = await store.readDocuments(tenant, PAY_ACCOUNTS, employeeIds);
  return new Map(found.map((document) => [document.id, document]));
}

/** Everybody of whom any month is closed, by id. */
export async function employeesWithAccounts({ store, tenant }: Stored): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.queryDocuments(tenant, {
      kind: PAY_ACCOUNTS,
      limit: 1_000,
      ...(after !== undefined && { after }),
    });
    ids.push(...page.documents.map(({ id }) => id));
    if (page.next === undefined) return ids;
    after = page.next;
  }
}

/** The closed months of an account, oldest first. */
export async function readClosed(
  context: Stored,
  account: StoredDocument | undefined,
): Promise<KeptStatement[]> {
  const { statements } = accountOf(account);
  if (statements.length === 0) return [];
  const ids = statements.map(({ statementId }) => statementId);
  const found = new Map<string, StoredDocument>();
  for (let from = 0; from < ids.length; from += 100)
    for (const one of await context.store.readDocuments(
      context.tenant,
      PAY_STATEMENTS,
      ids.slice(from, from + 100),
    ))
      found.set(one.id, one);
  return ids.flatMap((id) => {
    const document = found.get(id);
    return document ? [{ document, statement: document.body as StoredStatement }] : [];
  });
}

/** One closed month; undefined where there is none of the id. */
export async function readStatement(
  { store, tenant }: Stored,
  statementId: string,
): Promise<KeptStatement | undefined> {
  const [document] = await store.readDocuments(tenant, PAY_STATEMENTS, [statementId]);
  return document && { document, statement: document.body as StoredStatement };
}

export const accountOf = (document: StoredDocument | undefined): PayAccount =>
  (document?.body ?? { statements: [] }) as PayAccount;

/** What happened to a closed month, by whom and when. */
export type PayHappened = {
  readonly [Type in PayEventType]: {
    readonly type: Type;
    readonly by: string;
    readonly now: Instant;
    readonly commandId?: string | undefined;
  } & PayEventPayloads[Type];
}[PayEventType];

/** The closed month with what happened to it. */
export function changeOf(
  statement: StoredStatement,
  document: StoredDocument | undefined,
  { type, by, now, commandId, ...payload }: PayHappened,
): DocumentChange {
  const { statementId: id, employeeId: whose, period } = statement;
  const change = changed(document, { kind: PAY_STATEMENTS, id, body: statement });
  const event = {
    id: `@@${PAY_STATEMENTS}/${id}#${change.revision}`,
    ...{ statementId: id, whose, period, type, happenedAt: now, recordedAt: now, by },
    ...(commandId !== undefined && { commandId }),
    ...payload,
  } as unknown as PayEvent;
  return { ...change, events: [event] };
}
