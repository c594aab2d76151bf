import { type Conveyor, createSales, type Sales, type Store } from 'sales-conveyor';
import { defineWork, openWork, type TaskCommand, type TaskDesk, type WorkInput } from 'sales-conveyor/work';
import { expect } from 'vitest';
import { conveyor, monday } from '../service/department.ts';

const hours = (workingHours: number) => ({ workingHours });

/** Sellers open tasks, keepers do them, the head puts them right. */
export const deskDocument: WorkInput = {
  facts: { urgent: { type: 'boolean', label: 'urgent' }, said: { type: 'text', label: 'what was said' } },
  queues: {
    desk: { label: 'desk', role: 'keeper', lead: 'head' },
    store: { label: 'store', role: 'keeper', lead: 'head' },
  },
  tasks: {
    order: {
      label: 'order',
      queue: 'desk',
      opens: ['seller', 'import'],
      pauses: { client: { label: 'the client is asked', stopsClock: true } },
      returns: { unclear: { label: 'unclear' } },
      cancels: { mistake: { label: 'by mistake' } },
      service: [
        { name: 'urgent', when: { fact: 'urgent', is: 'equals', value: true }, resolve: hours(2) },
        { name: 'usual', resolve: hours(8), escalate: { before: hours(1), to: 'head' } },
      ],
      load: { minutes: 30 },
    },
    shipping: {
      label: 'shipping',
      queue: 'store',
      opens: ['seller'],
      opensOn: [{ event: 'orderRecorded', when: { fact: 'orders.count', is: 'atLeast', value: 1 } }],
      service: [{ name: 'usual', resolve: hours(4) }],
    },
  },
};

const deskWork = defineWork(conveyor, deskDocument);

/** A department with its desk at work: sellers Anna and Boris, keepers Vera and Gleb, their head. */
export class Desk {
  now = monday;
  readonly sales: Sales;
  readonly desk: TaskDesk;

  constructor(
    readonly store: Store,
    work = deskWork,
    rules: Conveyor = conveyor,
  ) {
    let made = 0;
    const ids = () => `made-${++made}`;
    this.sales = createSales({ conveyor: rules, store, clock: () => this.now, ids, random: () => 0 });
    this.desk = openWork(this.sales, { work });
  }

  async staff(): Promise<this> {
    const profile = { hoursPerMonth: 130, hiredAt: '2025-01-01T09:00:00.000Z' };
    const roles = { anna: 'seller', boris: 'seller', vera: 'keeper', gleb: 'keeper', head: 'head' };
    for (const [id, role] of Object.entries(roles))
      await this.sales.employees.hire({ ...profile, id, roles: [role] });
    return this;
  }

  async client(id: string): Promise<void> {
    await this.do({ type: 'register', clientId: id, source: 'cold' });
  }

  async do(command: Parameters<Sales['execute']>[0]): Promise<void> {
    const result = await this.sales.execute(command, { by: 'head' });
    expect(result).toMatchObject({ ok: true });
  }

  /** A command that must be accepted. */
  async told(by: string, command: TaskCommand) {
    const result = await this.desk.execute(command, { by });
    if (!result.ok) throw new Error(JSON.stringify(result.refused));
    return result;
  }

  open(taskId: string, clientId = 'acme', facts: Readonly<Record<string, unknown>> = {}) {
    return this.told('anna', { type: 'open', taskType: 'order', taskId, clientId, facts });
  }
}
