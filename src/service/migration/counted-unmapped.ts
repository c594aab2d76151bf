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
    private readonly orphans: readonly Unmapped[],
    private readonly after: Blueprint,
  ) {
    this.#counts = orphans.map(() => 0);
  }

  /** Whether the client stands in any of them. */
  add(client: Client): boolean {
    let concerned = false;
    for (const [i, orphan] of this.orphans.entries()) {
      if (!concerns(orphan, client, this.after)) continue;
      this.#counts[i] = (this.#counts[i] ?? 0) + 1;
      concerned = true;
    }
    return concerned;
  }

  counted(): CountedUnmapped[] {
    return this.orphans.map((orphan, i) => ({ ...orphan, clients: this.#counts[i] ?? 0 }));
  }
}

function concerns(orphan: Unmapped, client: Client, after: Blueprint): boolean {
  const { stood } = client.mergedInto ?? {};
  const stands = [client, ...(stood ? [stood] : [])];
  switch (orphan.kind) {
    case 'state':
    case 'deadline':
      return stands.some(({ state }) => state === orphan.state);
    case 'wakeDate':
      return stands.some(({ state, wakeAt }) => state === orphan.state && wakeAt === undefined);
    case 'role':
      return stands.some(({ custody }) => Object.hasOwn(custody, orphan.role));
    case 'custody':
      return stands.some(
        ({ state, custody }) => state === orphan.state && Object.hasOwn(custody, orphan.role),
      );
    case 'handoff':
      return client.handoff?.transfer === orphan.transfer && client.state === orphan.state;
    case 'hold':
      return Object.hasOwn(client.holds, orphan.hold);
    case 'fact': {
      const known = Object.hasOwn(client.facts, orphan.fact) ? client.facts[orphan.fact]?.value : undefined;
      if (known === undefined || known === null) return false;
      const declared = after.facts[orphan.fact];
      return !declared || orphan.values === undefined || toFactValue(known, declared) === undefined;
    }
  }
}
