import type { PlanInput } from 'sales-conveyor/redistribution';
import { DAY, instantAt } from '../../client/life-script.ts';
import type { UnderWay } from './under-way.ts';

const by = { by: 'head' };

/** A plan is made, approved, applied; or one that was applied is undone. */
export async function plan(history: UnderWay): Promise<void> {
  const { side } = history;
  const applied: string[] = [];
  for await (const { id, status } of side.sales.redistribution.list()) {
    if (status === 'applied' && id.startsWith('p')) applied.push(id);
  }
  const last = applied.at(-1);
  if (last && history.random() < 0.4) {
    const undone = await side.all('undo', ({ redistribution }) =>
      redistribution.undo(last, { ...by, why: 'it was a mistake', onConflict: 'leave' }),
    );
    return history.count(undone?.ok ? 'plan undone' : 'plan not undone');
  }
  const input = await anyPlan(history);
  if (!input) return;
  const { id } = input;
  const made = await side.all('plan', ({ redistribution }) => redistribution.plan(input, by));
  if (!made?.ok) return history.count('no plan');
  await side.all('approve', ({ redistribution }) => redistribution.approve(id, by));
  const done = await side.all('apply', ({ redistribution }) => redistribution.apply(id, by));
  if (done?.ok) history.count(`plan applied: ${input.reason.kind}`);
}

/** For any reason, in a role in which somebody holds a client. */
async function anyPlan(history: UnderWay): Promise<(PlanInput & { readonly id: string }) | undefined> {
  const { side } = history;
  const held: { readonly role: string; readonly employeeId: string }[] = [];
  for await (const { custody } of side.sales.clients.all()) {
    for (const [role, { employeeId }] of Object.entries(custody)) held.push({ role, employeeId });
  }
  const chosen = history.some(held);
  if (!chosen) return undefined;
  const { role, employeeId } = chosen;
  const until = instantAt(side.time + 10 * DAY);
  const reason = history.some<PlanInput['reason']>([
    { kind: 'departure', employeeId },
    { kind: 'absence', employeeId, until, onReturn: 'apply' },
    { kind: 'newHire', employeeId },
    { kind: 'overload', employeeIds: [employeeId] },
    { kind: 'manual' },
  ]) as PlanInput['reason'];
  return {
    reason,
    role,
    id: `p${String(++history.plans).padStart(5, '0')}`,
    effort: 0.02,
    policy: { movable: 'all' },
  };
}
