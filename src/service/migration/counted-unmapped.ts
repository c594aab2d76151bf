import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Unmapped } from '../../blueprint/migration/unmapped.ts';
import type { Client } from '../../client/client.ts';
import { toFactValue } from '../../conditions/fact-value.ts';

/** Something that has no image, and how many clients it concerns now. */
export type CountedUnmapped = Unmapped & { readonly clients: number };

/** Counts the clients that stand in what has no image. */
export class UnmappedCount {
  readonly #counts: number[];

  constructor(
    private readonly unmapped: readonly Unmapped[],
    private readonly after: Blueprint,
  ) {
    this.#counts = unmapped.map(() => 0);
  }

  /** Whether the client stands in any of them. */
  add(client: Client): boolean {
    let concerned = false;
    for (const [i, one] of this.unmapped.entries()) {
      if (!concerns(one, client, this.after)) continue;
      this.#counts[i] = (this.#counts[i] ?? 0) + 1;
      concerned = true;
    }
    return concerned;
  }

  counted(): CountedUnmapped[] {
    return this.unmapped.map((one, i) => ({ ...one, clients: this.#counts[i] ?? 0 }));
  }
}

function concerns(one: Unmapped, client: Client, after: Blueprint): boolean {
  const { stood } = client.mergedInto ?? {};
  const stands = [client, ...(stood ? [stood] : [])];
  switch (one.kind) {
    case 'state':
    case 'deadline':
      return stands.some(({ state }) => state === one.state);
    case 'wakeDate':
      return stands.some(({ state, wakeAt }) => state === one.state && wakeAt === undefined);
    case 'role':
      return stands.some(({ custody }) => Object.hasOwn(custody, one.role));
    case 'custody':
      return stands.some(({ state, custody }) => state === one.state && Object.hasOwn(custody, one.role));
    case 'handoff':
      return client.handoff?.transfer === one.transfer && client.state === one.state;
    case 'hold':
      return Object.hasOwn(client.holds, one.hold);
    case 'fact': {
      const known = Object.hasOwn(client.facts, one.fact) ? client.facts[one.fact]?.value : undefined;
      if (known === undefined || known === null) return false;
      const declared = after.facts[one.fact];
      return !declared || one.values === undefined || toFactValue(known, declared) === undefined;
    }
  }
}
