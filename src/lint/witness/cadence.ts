import type { Instant } from '../../time/instant.ts';
import type { LintWitness } from '../finding.ts';
import { type Explorer, later, type Trail } from './explorer.ts';

type Limit = 'overdue' | 'dormant' | 'lost';

/** Days between orders, and how many there are: rhythms that policies tell apart. */
const rhythms = [1, 7, 14, 30, 60, 90, 180, 365].flatMap((days) =>
  [1, 6].map((orders) => ({ days, orders })),
);
/** Months are not equally long, so that limits may change places with the season. */
const seasons = [0, 45, 75, 140, 320];

/** A client whose later limit comes no later than the earlier one. */
export function limitsOutOfOrder(explorer: Explorer, earlier: Limit, later_: Limit): LintWitness | undefined {
  const { conveyor } = explorer;
  const [source] = Object.keys(conveyor.blueprint.entries);
  const registered =
    source === undefined ? undefined : explorer.send(undefined, { type: 'register', source });
  if (!registered) return undefined;
  for (const season of seasons) {
    for (const { days, orders } of rhythms) {
      if (orders === 1 && days > 1) continue;
      const trail = buy(explorer, registered, { season, days, orders });
      const limit = (name: Limit) =>
        trail && (conveyor.fact(trail.client, `cadence.${name}At`, trail.now) as Instant | undefined);
      const [first, second] = [limit(earlier), limit(later_)];
      if (!trail || !first || !second || second > first) continue;
      return { steps: trail.steps, shows: { kind: 'limits', earlier: first, later: second } };
    }
  }
  return undefined;
}

/** Records orders of the past, one by one, the last one some days after the registration at the most. */
function buy(
  explorer: Explorer,
  registered: Trail,
  { season, days, orders }: { season: number; days: number; orders: number },
): Trail | undefined {
  const held = explorer.hold(registered);
  const last = later(held.now, { days: -season });
  let trail: Trail | undefined = held;
  for (let n = 0; n < orders && trail; n++) {
    const placedAt = later(last, { days: -days * (orders - 1 - n) });
    trail = explorer.send(trail, { type: 'recordOrder', order: { id: `order-${n}`, placedAt } });
  }
  return trail;
}
