import type { Renaming } from '../../erasure/rename-ids.ts';
import type { StoredDocument } from '../../storage/port.ts';
import { PAY_ACCOUNTS } from '../motivation/pay-documents.ts';
import type { ServiceContext } from '../service-context.ts';
import { OPENINGS } from '../work/task-documents.ts';

/** The kind of a plan; its rows are of kinds that begin so. */
export const PLANS = 'redistributionPlan';
const CLAIMS = 'claims';

/** Where the fields of a document begin: at the name of a plan's part, or at its kind. */
export const documentRoot = ({ kind, id }: Pick<StoredDocument, 'kind' | 'id'>): readonly string[] =>
  kind.startsWith(`${PLANS}:`) ? [id.replace(/-.*$/, '')] : [kind];

/** Documents whose own ids are made of the id, whatever they hold. */
export async function documentsNamedBy(
  { store, tenant, conveyor }: ServiceContext,
  { kind, from }: Renaming,
): Promise<StoredDocument[]> {
  const roles = Object.keys(conveyor.blueprint.roles);
  if (kind === 'employeeId') {
    const claims = roles.map((role) => JSON.stringify([from, role]));
    return [
      ...(await store.readDocuments(tenant, CLAIMS, claims)),
      ...(await store.readDocuments(tenant, PAY_ACCOUNTS, [from])),
    ];
  }
  const charges = roles.flatMap((role) =>
    ['hours', 'clients'].map((measure) => `assignment:${role}:${measure}`),
  );
  const found: StoredDocument[] = [];
  for (const of of charges) found.push(...(await store.readDocuments(tenant, of, [from])));
  return found;
}

/** The document's id once another one takes the place of the id that it is made of. */
export function idOf(
  { kind, id }: Pick<StoredDocument, 'kind' | 'id'>,
  { kind: of, from, to }: Renaming,
): string {
  // What is kept by the ids of tasks keeps them.
  const isCharge = kind.startsWith('assignment:') && !kind.startsWith('assignment:tasks:');
  if (of === 'clientId' && isCharge && id === from) return to;
  if (of === 'clientId' && kind === OPENINGS && id === from) return to;
  if (of === 'employeeId' && kind === PAY_ACCOUNTS && id === from) return to;
  if (of !== 'employeeId' || kind !== CLAIMS) return id;
  const [claimant, role] = JSON.parse(id) as [string, string];
  return claimant === from ? JSON.stringify([to, role]) : id;
}
