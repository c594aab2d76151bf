import type { Duration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { NOW, type Quantity, type Requirement, type Shift, shiftOf } from './demand.ts';
import { durationRange, isNoLonger } from './duration-range.ts';
import type { Distance, OrderDemand } from './order.ts';
import { type WorkBudget, work } from './work-budget.ts';

const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

type AddDuration = (instant: Instant, duration: Duration, timeZone: string) => Instant;

/**
 * The moment of evaluation and those that durations before and after it stand for: how far they are apart.
 */
export class Moments {
  /** Whatever the moment of evaluation is. */
  readonly bounds: readonly OrderDemand[];
  readonly distances: readonly Distance[];
  readonly #shifts: readonly Shift[];
  readonly #timeZone: string;

  constructor(requirement: Requirement, timeZone: string, budget: WorkBudget) {
    this.#timeZone = timeZone;
    this.#shifts = shiftsIn(requirement);
    work(budget, this.#shifts.length * (this.#shifts.length + 100));
    this.bounds = [...this.calendar(NOW), ...this.#shifts.flatMap((one) => this.#compare(one))];
    this.distances = this.#shifts.flatMap(({ variable, sign, duration }) => {
      const { least, most } = durationRange(duration, timeZone);
      const [earlier, later] = sign === 1 ? [NOW, variable] : [variable, NOW];
      return [
        { from: earlier, to: later, by: most },
        { from: later, to: earlier, by: -least },
      ];
    });
  }

  /** A moment lies within the years that instants can say. */
  calendar(variable: string): OrderDemand[] {
    return [notAfter(FIRST, variable), notAfter(variable, LAST)];
  }

  /** The same where the moment of evaluation is known. */
  pinnedAt(now: Instant, add: AddDuration, subtract: AddDuration): OrderDemand[] {
    const at = (variable: string, moment: Instant) => [
      notAfter(variable, Date.parse(moment)),
      notAfter(Date.parse(moment), variable),
    ];
    const shifted = this.#shifts.flatMap(({ variable, sign, duration }) =>
      at(variable, (sign === 1 ? add : subtract)(now, duration, this.#timeZone)),
    );
    return [...at(NOW, now), ...shifted];
  }

  /** What reaches no further on the calendar is no further away, however long months are. */
  #compare(one: Shift): OrderDemand[] {
    return this.#shifts
      .filter((other) => other !== one && other.sign === one.sign && isNoLonger(one.duration, other.duration))
      .map((other) =>
        one.sign === 1 ? notAfter(one.variable, other.variable) : notAfter(other.variable, one.variable),
      );
  }
}

const notAfter = (less: Quantity, more: Quantity): OrderDemand => ({
  kind: 'order',
  less,
  more,
  strict: false,
});

function shiftsIn(requirement: Requirement): Shift[] {
  const shifts = new Map<string, Shift>();
  const visit = (part: Requirement): void => {
    if ('all' in part) part.all.forEach(visit);
    else if ('any' in part) part.any.forEach(visit);
    else if (part.kind === 'order') for (const end of [part.less, part.more]) note(end);
  };
  const note = (end: Quantity) => {
    const said = typeof end === 'string' ? /^<now([+-])(.*)>$/.exec(end) : undefined;
    if (!said) return;
    const shift = shiftOf(said[1] === '+' ? 1 : -1, JSON.parse(said[2] as string) as Duration);
    shifts.set(shift.variable, shift);
  };
  visit(requirement);
  return [...shifts.values()];
}
