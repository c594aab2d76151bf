import type { ClientRules } from '../../client/decision-context.ts';
import type { Instant } from '../../time/instant.ts';
import { monthlyCapacities } from '../../workforce/capacity.ts';
import type { Employee } from '../../workforce/employee.ts';

/** The hours of one role. */
interface OfRole {
  readonly hoursOf: (employee: Employee) => number;
  /** By employee. */
  readonly known: Map<string, number>;
}

/** Hours a month that people have at a moment, each worked out once. */
export class Capacities {
  readonly #roles = new Map<string, OfRole>();

  constructor(
    private readonly at: Instant,
    private readonly rules: Pick<ClientRules, 'blueprint' | 'calendar'>,
  ) {}

  of(employee: Employee, role: string): number {
    const { hoursOf, known } = this.#in(role);
    const hours = known.get(employee.id) ?? hoursOf(employee);
    known.set(employee.id, hours);
    return hours;
  }

  #in(role: string): OfRole {
    const found = this.#roles.get(role);
    if (found) return found;
    const { blueprint, calendar } = this.rules;
    const opened = { hoursOf: monthlyCapacities(this.at, role, blueprint, calendar), known: new Map() };
    this.#roles.set(role, opened);
    return opened;
  }
}
