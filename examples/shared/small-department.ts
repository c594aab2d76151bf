import { createSales, defineConveyor, memoryStore, type Sales } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import type { Plan, PlanResult } from 'sales-conveyor/redistribution';

/** A department whose clock stands until it is set. */
export interface SmallDepartment {
  readonly sales: Sales;
  setClock(now: string): void;
}

/** A department in its own memory, with a head of sales; nobody waits for a clock or a random number. */
export async function smallDepartment(start: string): Promise<SmallDepartment> {
  let [now, ids] = [start, 0];
  const conveyor = defineConveyor(mixed({ currency: 'EUR' }));
  const sales = createSales({ conveyor, store: memoryStore(), clock: () => now, ids: () => `id-${++ids}` });
  await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
  return {
    sales,
    setClock: (next) => {
      now = next;
    },
  };
}

/** Everybody orders today, so that nobody falls silent. */
export async function everybodyBuys(
  sales: Sales,
  bases: Readonly<Record<string, number>>,
  placedAt: string,
): Promise<void> {
  for (const [holder, count] of Object.entries(bases)) {
    for (let n = 1; n <= count; n++) {
      const clientId = `${holder}-${n}`;
      const order = { id: `${clientId} ${placedAt}`, placedAt };
      await sales.execute({ type: 'recordOrder', clientId, order }, { by: 'import' });
    }
  }
}

/** Clients who buy regularly, so many for each client manager; every third is of segment A, which takes half as much time again. */
export async function addBase(sales: Sales, bases: Readonly<Record<string, number>>): Promise<void> {
  for (const [holder, count] of Object.entries(bases)) {
    for (let n = 1; n <= count; n++) {
      const clientId = `${holder}-${n}`;
      const facts = { segment: n % 3 === 0 ? 'A' : 'B' };
      await sales.clients.register({ id: clientId, source: 'existing', facts }, { by: 'import' });
      const assignment = {
        type: 'assignHolder',
        clientId,
        role: 'clientManager',
        employeeId: holder,
      } as const;
      await sales.execute(assignment, { by: 'head' });
    }
  }
}

/** The plan of a result that must be one. */
export function made(result: PlanResult): Plan {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.plan;
}
