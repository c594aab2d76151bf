import type { Blueprint } from '../blueprint.ts';
import { plainWorkingTime } from './plain-working-time.ts';

/** Paths of the lists that say which, not in which order. A star stands for any name. */
const sets = [
  'facts.*.suppliedBy',
  'roles.*.may.own',
  'roles.*.may.any',
  'services.*.may',
  'services.*.mayPropose',
  'holds.*.by',
  'holds.*.blocks',
  'states.*.supporting',
  'transfers.*.from',
  'transfers.*.releases',
  'transfers.*.trigger.by',
  'transfers.*.trigger.on',
  'workingTime.days',
  'workingTime.holidays',
  'roles.*.workingHours.days',
  'roles.*.workingHours.holidays',
];

/**
 * The blueprint with everything that means nothing taken away: the order of names in such lists, and of keys.
 */
export function normalForm(blueprint: Blueprint): Blueprint {
  const roles = Object.entries(blueprint.roles).map(([id, { workingHours, ...role }]) => [
    id,
    workingHours ? { ...role, workingHours: plainWorkingTime(workingHours) } : role,
  ]);
  const plain = { workingTime: plainWorkingTime(blueprint.workingTime), roles: Object.fromEntries(roles) };
  return normal({ ...blueprint, ...plain }, []) as Blueprint;
}

function normal(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    if (sets.some((set) => matches(set, path))) return [...new Set<unknown>(value)].sort();
    return value.map((part, i) => normal(part, [...path, String(i)]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, normal(part, [...path, key])]));
}

function matches(pattern: string, path: readonly string[]): boolean {
  const steps = pattern.split('.');
  return steps.length === path.length && steps.every((step, i) => step === '*' || step === path[i]);
}
