import { type AssignmentLedger, emptyAssignmentLedger } from '../../assignment/ledger.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { ClientInRole } from '../client-in-role.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Accounts, KeptCharge } from './accounts.ts';
import { settleClosedOffers } from './closed-offers.ts';
import type { RulesByRole } from './rules.ts';

/** The ledger with the clients that are dealt as offers and not answered, as far as it was told. */
type KeptLedger = AssignmentLedger & { readonly offers?: { readonly clientIds: readonly string[] } };

const LEDGERS = 'assignmentLedger';

/**
 * The ledgers of the roles and the clients' charges: as they are stored, then as decisions change them.
 * Writes nothing itself.
 */
export class Ledgers implements Accounts {
  readonly #documents = new Map<string, StoredDocument>();
  /** Revisions as they are stored; undefined of what there is not. */
  readonly #stored = new Map<string, number | undefined>();

  constructor(
    private readonly context: ServiceContext,
    private readonly rules: RulesByRole,
  ) {}

  /** The ledgers of the roles, as far as there are such, and the charges for the clients in them. */
  static async of(
    clients: readonly ClientInRole[],
    rules: RulesByRole,
    context: ServiceContext,
  ): Promise<Ledgers> {
    const ledgers = new Ledgers(context, rules);
    await ledgers.learn(clients);
    return ledgers;
  }

  /**
   * Reads the same of more clients; what has been read stays as it is. With a ledger come the clients that
   * are dealt as offers in it: one that is no longer open is settled.
   */
  async learn(clients: readonly ClientInRole[]): Promise<void> {
    for (const role of new Set(clients.map((one) => one.role))) {
      if (!Object.hasOwn(this.rules, role)) continue;
      const clientIds = clients.filter((one) => one.role === role).map(({ clientId }) => clientId);
      const isKnown = this.#stored.has(keyOf(LEDGERS, this.#idOf(role)));
      await this.#read(LEDGERS, [this.#idOf(role)]);
      const offers = isKnown ? [] : this.#offersIn(role);
      await this.#read(this.#chargesOf(role), [...new Set([...clientIds, ...offers])]);
      if (offers.length > 0) await settleClosedOffers(this, { role, clientIds: offers }, this.context);
    }
  }

  /** The revision of the role's ledger as it is stored, or as what was decided since leaves it. */
  revisionOf(role: string): number {
    return this.#documents.get(keyOf(LEDGERS, this.#idOf(role)))?.revision ?? 0;
  }

  of(role: string): AssignmentLedger {
    if (!Object.hasOwn(this.rules, role)) return emptyAssignmentLedger;
    const { offers: _, ...ledger } = this.#kept(role);
    return ledger;
  }

  chargeFor({ clientId, role }: ClientInRole): KeptCharge | undefined {
    if (!Object.hasOwn(this.rules, role)) return undefined;
    return this.#documents.get(keyOf(this.#chargesOf(role), clientId))?.body as KeptCharge | undefined;
  }

  /** The ledger after a charge for the client was made or taken back. */
  enter({ clientId, role }: ClientInRole, ledger: AssignmentLedger, charge: KeptCharge): void {
    const others = this.#offersIn(role).filter((id) => id !== clientId);
    const clientIds = charge.offered ? [...others, clientId] : others;
    const kept: KeptLedger = { ...ledger, ...(clientIds.length > 0 && { offers: { clientIds } }) };
    this.#write(LEDGERS, this.#idOf(role), kept);
    this.#write(this.#chargesOf(role), clientId, charge);
  }

  changes(): DocumentChange[] {
    return [...this.#documents.values()].flatMap((document): DocumentChange[] => {
      const before = this.#stored.get(keyOf(document.kind, document.id));
      if (before === document.revision) return [];
      const expected =
        before === undefined ? ({ is: 'absent' } as const) : ({ is: 'exact', revision: before } as const);
      return [{ ...document, expected }];
    });
  }

  #kept(role: string): KeptLedger {
    const body = this.#documents.get(keyOf(LEDGERS, this.#idOf(role)))?.body;
    return (body as KeptLedger | undefined) ?? emptyAssignmentLedger;
  }

  #offersIn(role: string): readonly string[] {
    return this.#kept(role).offers?.clientIds ?? [];
  }

  /** What is counted differently is kept apart: a policy with another measure starts at zero. */
  #idOf(role: string): string {
    return `${role}:${this.rules[role]?.policy.measure}`;
  }

  #chargesOf(role: string): string {
    return `assignment:${this.#idOf(role)}`;
  }

  async #read(kind: string, ids: readonly string[]): Promise<void> {
    const { store, tenant } = this.context;
    const unread = ids.filter((id) => !this.#stored.has(keyOf(kind, id)));
    if (unread.length === 0) return;
    for (const id of unread) this.#stored.set(keyOf(kind, id), undefined);
    for (const document of await store.readDocuments(tenant, kind, unread)) {
      const key = keyOf(kind, document.id);
      this.#documents.set(key, document);
      this.#stored.set(key, document.revision);
    }
  }

  /** However often a document changes within one commit, it gets one new revision. */
  #write(kind: string, id: string, body: unknown): void {
    const key = keyOf(kind, id);
    this.#documents.set(key, { kind, id, revision: (this.#stored.get(key) ?? 0) + 1, body });
  }
}

const keyOf = (kind: string, id: string) => JSON.stringify([kind, id]);
