import type { StaffById } from '../known-staff.ts';
import type { Ledgers } from './ledgers.ts';
import type { OpenLoad } from './open-load.ts';

interface Seen {
  readonly staff: StaffById;
  readonly load: OpenLoad;
  /** Kinds of clients whom nobody can take, as is written of them. */
  readonly stuck: Set<string>;
  /** What the role's ledger came to: another revision means that somebody else has assigned clients since. */
  readonly ledger: number;
}

/** One look at the staff and at what they hold, for assignments in a role that follow each other. */
export class Look {
  #seen: Seen | undefined;
  /** Events that have been written on it. */
  written = 0;

  constructor(readonly role: string) {}

  /**
   * What was seen. It is forgotten once taken, unless it is kept again: a decision that is not committed
   * leaves it wrong.
   */
  take(ledgers: Ledgers): Seen | undefined {
    const seen = this.#seen;
    this.#seen = undefined;
    return seen?.ledger === ledgers.revisionOf(this.role) ? seen : undefined;
  }

  /** After what was decided on it has been committed. */
  keep(seen: Omit<Seen, 'ledger'>, ledgers: Ledgers): void {
    this.#seen = { ...seen, ledger: ledgers.revisionOf(this.role) };
  }

  /** Whether nothing would come of another look at a client of this kind. */
  isStuck(kind: string | undefined): boolean {
    return kind !== undefined && this.#seen?.stuck.has(kind) === true;
  }
}
