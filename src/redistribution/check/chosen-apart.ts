import type { FullClient } from '../problem.ts';
import { type Choosable, leastChoice } from './least-choice.ts';
import type { RuleLimit } from './limits.ts';
import { measures } from './measure.ts';
import { ableToHave, type Base, type Unit } from './unit.ts';

/** What a unit costs with somebody who may have it. */
export type CostOf = (unit: Unit, place: string) => number;

/**
 * The terms of a bound that chooses clients employee by employee. For units that only one may have, what they
 * cost there; of the others, what they are worth, and for everybody the cheapest choice among them, each for
 * its cost less its worth, whose hours are within the limits of load.
 */
export function* chosenApart(
  base: Base,
  limits: readonly RuleLimit[],
  { costOf, worthOf }: { readonly costOf: CostOf; readonly worthOf: (client: FullClient) => number },
): Generator<number> {
  const roomOf = roomsByPlace(limits);
  const choices = new Map<string, Choosable[]>();
  for (const unit of base.units) {
    const places = ableToHave(base, unit);
    const hoursAt = (place: string) =>
      unit.clients.reduce((sum, client) => sum + measures.hours(client, place), 0);
    const [first] = places;
    if (first !== undefined && places.length === 1) {
      const room = roomOf(first);
      room.least -= hoursAt(first);
      room.most -= hoursAt(first);
      room.sum += hoursAt(first);
      yield costOf(unit, first);
      continue;
    }
    const worth = unit.clients.reduce((sum, client) => sum + worthOf(client), 0);
    yield worth;
    for (const place of places) {
      const own = choices.get(place) ?? [];
      choices.set(place, own);
      own.push({ cost: costOf(unit, place) - worth, amount: hoursAt(place) });
      roomOf(place).sum += hoursAt(place);
    }
  }
  for (const [place, own] of choices) {
    const { least, most, sum } = roomOf(place);
    // What sums may be wrong by as they are added up.
    const slack = SLACK * sum;
    yield leastChoice(own, least - slack, most + slack);
  }
}

const SLACK = 1e-10;

/** The hours that somebody may come to, by the narrowest limits, and all that may be theirs. */
function roomsByPlace(limits: readonly RuleLimit[]) {
  const rooms = new Map<string, { least: number; most: number; sum: number }>();
  const roomOf = (place: string) => {
    const room = rooms.get(place) ?? { least: 0, most: Number.POSITIVE_INFINITY, sum: 0 };
    rooms.set(place, room);
    return room;
  };
  for (const { scope, measure, employeeId, min, max } of limits) {
    if (scope !== 'held' || measure !== 'hours' || employeeId === undefined) continue;
    const room = roomOf(employeeId);
    room.least = Math.max(room.least, min);
    room.most = Math.min(room.most, max);
  }
  return roomOf;
}
