import type { FullClient, FullEmployee } from './problem.ts';

type Experience = FullEmployee['experience'];

/**
 * How well an employee's experience suits a client, 0 to 1. It is the employee's years in its industry,
 * relative to whoever has most; where the industry is unknown, the likeness of experience to the former
 * holder's. 1 where there is nothing to compare with.
 */
export function fitting(employees: readonly FullEmployee[]) {
  const most = new Map<string, number>();
  for (const { experience } of employees) {
    for (const [industry, years] of Object.entries(experience)) {
      most.set(industry, Math.max(years, most.get(industry) ?? 0));
    }
  }
  const holders = new Map(employees.map((employee) => [employee.id, employee]));
  const known = new Map<string, Map<string, number>>();
  return ({ industry, holder }: FullClient, employee: FullEmployee): number => {
    if (industry !== undefined) {
      const best = most.get(industry) ?? 0;
      return best > 0 ? yearsIn(employee.experience, industry) / best : 1;
    }
    if (holder === undefined || holder === employee.id || most.size === 0) return 1;
    const ofHolder = known.get(holder) ?? new Map<string, number>();
    known.set(holder, ofHolder);
    const fit =
      ofHolder.get(employee.id) ?? likeness(holders.get(holder)?.experience ?? {}, employee.experience);
    ofHolder.set(employee.id, fit);
    return fit;
  };
}

/** Weighted Jaccard likeness: of the years in each industry, what both have over what either has. */
function likeness(a: Experience, b: Experience): number {
  let both = 0;
  let either = 0;
  for (const industry of new Set([...Object.keys(a), ...Object.keys(b)])) {
    both += Math.min(yearsIn(a, industry), yearsIn(b, industry));
    either += Math.max(yearsIn(a, industry), yearsIn(b, industry));
  }
  return either > 0 ? both / either : 1;
}

const yearsIn = (experience: Experience, industry: string) =>
  Object.hasOwn(experience, industry) ? (experience[industry] as number) : 0;
