import { type BlueprintInput, type Conveyor, defineConveyor, type Store } from 'sales-conveyor';
import { createMigration, type MigrationOptions } from 'sales-conveyor/blueprints';
import { Department } from '../service/department.ts';
import { trade } from '../service/trade.ts';

const label = (en: string) => ({ en, ru: en });

/** The department's rules of before. */
export const old: Conveyor = defineConveyor(trade);

const { overdue: _, ...states } = trade.states;
const { becomeOverdue, orderAgain, ...transfers } = trade.transfers;

/**
 * Its rules of now: overdue clients are called silent, two months instead of 60 days, and a state for clients that were silent once;
 * the hold is gone.
 */
export const changed: BlueprintInput = {
  ...trade,
  version: 2,
  holds: {},
  cadence: { ...trade.cadence, overdue: { kind: 'fixed', after: { months: 2 } } },
  states: {
    ...states,
    silent: { label: label('silent'), responsible: 'keeper', load: { keeper: 2 }, cadence: true },
    probation: { label: label('on probation'), responsible: 'keeper', cadence: true },
  },
  transfers: {
    ...transfers,
    becomeOverdue: { ...becomeOverdue, to: 'silent' },
    orderAgain: { ...orderAgain, from: ['silent'], to: 'probation' },
    prove: {
      label: label('proves itself'),
      from: ['probation'],
      to: 'regular',
      trigger: { kind: 'time', at: 'state.since', plus: { days: 30 } },
    },
    close: { ...transfers.close, from: ['lead', 'selling', 'regular', 'silent', 'probation'] },
  },
};

export const now: Conveyor = defineConveyor(changed);

export const decisions = { states: { overdue: 'silent' }, holds: { locked: null } } as const;

export function migrationOf(department: Department, options: Partial<MigrationOptions> = {}) {
  return createMigration({
    from: old,
    to: now,
    store: department.store,
    clock: () => department.now,
    decisions,
    ...options,
  });
}

/** The same department at work by the rules of now; its clock is the first one's. */
export function renewed(
  department: Department,
  conveyor: Conveyor = now,
  store: Store = department.store,
): Department {
  return new Department(store, {
    conveyor,
    clock: () => department.now,
    ids: () => `made-${++department.made}`,
  });
}
