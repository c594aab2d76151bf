import { groupBy } from '../../conditions/group-by.ts';
import type { FullClient, FullEmployee } from '../problem.ts';
import { brokenLimits, type RuleLimit, tallyOf } from './limits.ts';
import { type MeasureName, measures, tolerancesOf, totalOf } from './measure.ts';
import { ableToHave, type Base, couldStay, type Unit } from './unit.ts';

/**
 * The assignment if all clients stay that can. The others go to the least utilised eligible employee whose
 * limits are not broken any further; the least revenue per hour first, ties by id. Undefined if a limit is
 * broken or a client is left over.
 */
export function placesAsItIs(
  base: Base,
  limits: readonly RuleLimit[],
): ((client: FullClient) => string) | undefined {
  const units = base.units
    .map((unit) => ({ unit, id: firstId(unit) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const place = new Map<Unit, string>();
  const used = new Map([...base.staff.values()].map(({ id, otherHours }) => [id, otherHours]));
  const give = (unit: Unit, to: string) => {
    place.set(unit, to);
    used.set(to, (used.get(to) ?? 0) + amountOf(unit, 'hours', to));
  };
  for (const { unit } of units)
    if (unit.current !== undefined && (unit.pin ?? unit.current) === unit.current) give(unit, unit.current);
  const open = units.filter(({ unit }) => !place.has(unit));
  const levelOf = (id: string) => {
    const { keeps, capacity } = base.staff.get(id) as FullEmployee;
    return keeps && capacity > 0 ? (used.get(id) as number) / capacity : Number.POSITIVE_INFINITY;
  };
  const after = (client: FullClient) => place.get(base.unitOf.get(client) as Unit) ?? '';
  if (open.length > 0) {
    const bars = barsOf(base, limits, after);
    const queue = open.map((one) => ({ ...one, worth: worthOf(one.unit) }));
    for (const { unit } of queue.sort((a, b) => a.worth - b.worth || (a.id < b.id ? -1 : 1))) {
      let best: string | undefined;
      for (const id of [...ableToHave(base, unit)].sort())
        if ((best === undefined || levelOf(id) < levelOf(best)) && !bars.isBarred(unit, id)) best = id;
      if (best === undefined) return undefined;
      give(unit, best);
      bars.add(unit, best);
    }
  }
  return brokenLimits(base, limits, after).length > 0 ? undefined : after;
}

const firstId = ({ clients }: Unit) =>
  clients.reduce((least, { id }) => (id < least ? id : least), clients[0]?.id ?? '');

/** Summed up in the order of ids, so that what is even is so to the last digit. */
const amountOf = ({ clients }: Unit, name: MeasureName, place?: string) =>
  [...clients]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .reduce((sum, client) => sum + measures[name](client, place), 0);

function worthOf(unit: Unit): number {
  const hours = amountOf(unit, 'hours');
  return hours > 0 ? totalOf(unit.clients, measures.revenue) / hours : Number.POSITIVE_INFINITY;
}

/** Sums of what is limited, and whether a unit's coming would break a limit any further. */
function barsOf(base: Base, limits: readonly RuleLimit[], after: (client: FullClient) => string) {
  const toleranceFor = tolerancesOf(base.problem);
  const tally = tallyOf(base, after);
  const rows = groupBy(
    limits.map((limit) => {
      const { scope, measure, employeeId } = limit;
      // All that is placed by now has stayed.
      return { limit, sum: scope === 'moved' ? 0 : tally(scope, measure, employeeId) };
    }),
    ({ limit }) => limit.employeeId,
  );
  const rowsFor = (id: string) => [...(rows.get(id) ?? []), ...(rows.get(undefined) ?? [])];
  const comesTo = (unit: Unit, id: string, { scope, measure }: RuleLimit) => {
    const isCurrent = id === unit.current;
    const counts =
      scope === 'moved'
        ? couldStay(unit) && !isCurrent
        : scope === 'held' || (scope === 'kept') === isCurrent;
    return counts ? amountOf(unit, measure, id) : 0;
  };
  return {
    isBarred: (unit: Unit, id: string) =>
      rowsFor(id).some(({ limit, sum }) => {
        const amount = comesTo(unit, id, limit);
        return amount > 0 && sum + amount > limit.max + toleranceFor(limit.measure);
      }),
    add: (unit: Unit, id: string) => {
      for (const row of rowsFor(id)) row.sum += comesTo(unit, id, row.limit);
    },
  };
}
