import { ConveyorError } from '../../errors/conveyor-error.ts';

/** The phases of a store: new, migrated, closed. */
export class Lifecycle {
  #phase: 'new' | 'migrated' | 'closed';
  readonly #whole: Lifecycle | undefined;

  /** A view of a whole store begins migrated, and is ready as long as the whole is. */
  constructor(whole?: Lifecycle) {
    this.#whole = whole;
    this.#phase = whole ? 'migrated' : 'new';
  }

  /** @throws STORE_CLOSED */
  assertNotClosed(): void {
    if (this.#phase === 'closed') throw new ConveyorError('STORE_CLOSED', 'The store is closed');
  }

  /** @throws STORE_CLOSED, STORE_NOT_MIGRATED */
  assertReady(): void {
    this.#whole?.assertReady();
    this.assertNotClosed();
    if (this.#phase === 'new') throw new ConveyorError('STORE_NOT_MIGRATED', 'Call migrate() first');
  }

  migrated(): void {
    this.#phase = 'migrated';
  }

  closed(): void {
    this.#phase = 'closed';
  }
}
