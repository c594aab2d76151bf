import type { ClientEvent } from '../../client/event.ts';
import { identifyCompany } from '../../duplicates/company.ts';
import { CompanyIndex } from '../../duplicates/company-index.ts';
import { companyOf } from '../../duplicates/company-of.ts';
import type { NewcomerOddity } from './newcomer-oddity.ts';

type Onboarded = ClientEvent<'clientOnboarded'>;

/** Those who came in one call, as far as it takes to tell duplicates: their ids, and their orders' ids. */
export class SeenNewcomers {
  readonly #indexes = new Map<string, number>();
  /** The first client of each external id, by its kind. */
  readonly #ids = new Map<string, string>();
  /** The first client of each order id. */
  readonly #orders = new Map<string, string>();
  readonly #companies = new CompanyIndex();

  /** What is odd about one who came, with what followed from it. */
  odditiesOf(index: number, opening: Onboarded, followed: readonly ClientEvent[]): NewcomerOddity[] {
    const { clientId, from, orders, parts, oddities = [] } = opening;
    const first = this.#indexes.get(clientId);
    if (first !== undefined) return [{ code: 'ROW_TWICE', first }];
    this.#indexes.set(clientId, index);
    const found = [...oddities, ...doneByTime(opening, followed)];
    for (const [kind, id] of Object.entries(from?.ids ?? {})) {
      const other = firstOf(this.#ids, JSON.stringify([kind, id]), clientId);
      if (other !== clientId) found.push({ code: 'SAME_ID', kind, id, clientId: other });
    }
    const { marks } = identifyCompany(companyOf(parts));
    const [alike] = this.#companies.alike(marks);
    if (alike) found.push({ code: 'ALIKE', kind: alike.kind, by: alike.by, clientId: alike.id });
    this.#companies.add(clientId, marks);
    const same = orders.filter(({ id }) => firstOf(this.#orders, id, clientId) !== clientId);
    const [one] = same;
    if (one) {
      const other = this.#orders.get(one.id) as string;
      found.push({ code: 'SAME_ORDER', orders: same.length, orderId: one.id, clientId: other });
    }
    return found;
  }
}

/** Who has it first; whoever asks, where nobody has. */
function firstOf(owners: Map<string, string>, key: string, clientId: string): string {
  const owner = owners.get(key) ?? clientId;
  owners.set(key, owner);
  return owner;
}

/** What time has done at once: another state than told, holders who lost the client. */
function doneByTime({ stands, derived }: Onboarded, followed: readonly ClientEvent[]): NewcomerOddity[] {
  const found: NewcomerOddity[] = [];
  const moved = followed.findLast((event) => event.type === 'stateChanged');
  if (moved && !derived) found.push({ code: 'MOVED_BY_TIME', told: stands.state, state: moved.to });
  for (const event of followed) {
    if (event.type !== 'holderReleased' || stands.custody[event.role]?.employeeId !== event.employeeId)
      continue;
    const { role, employeeId, cause } = event;
    const transfer = cause?.code === 'transfer' && { transfer: cause.transfer };
    found.push({ code: 'RELEASED_BY_TIME', role, employeeId, ...transfer });
  }
  return found;
}
