import fc from 'fast-check';
import type { ClientEvent, Instant, Staff } from 'sales-conveyor';
import { type Step, Story } from '../client/story.ts';
import { conveyor, euros, hired, on } from './pay-kit.ts';

export const people = ['kate', 'lena'];
const staff: Staff = Object.fromEntries(people.map((id) => [id, { roles: ['clientManager'] }]));
/** Kate and Lena, client managers. */
export const employees = people.flatMap((id) => hired(id));
const head = { id: 'head', roles: ['headOfSales'] };
const happening = fc.record({
  kind: fc.constantFrom('order', 'late', 'cancel', 'merge', 'unmerge', 'plan', 'planUndone', 'payment'),
  card: fc.nat(1),
  day: fc.integer({ min: 0, max: 110 }),
  order: fc.nat(5),
  amount: fc.integer({ min: 1, max: 300_000 }),
});
/** What two cards of a client may go through. */
export const happenings = fc.array(happening, { minLength: 8, maxLength: 26 });
type Happening = ReturnType<typeof happening.generate>['value'];
/** How often each came about. */
export const seen: Record<string, number> = {};

/** What two cards go through; what the conveyor refuses does not happen. */
export function lived(script: readonly Happening[]): ClientEvent[] {
  const stories = [new Story(conveyor, 'acme'), new Story(conveyor, 'twin')] as const;
  for (const [i, story] of stories.entries()) {
    story.do(
      { type: 'register', source: 'existing' },
      { id: 'import', roles: ['import'] },
      on('01-01', '08:00'),
    );
    const holder = { type: 'assignHolder', role: 'clientManager', employeeId: people[i] as string } as const;
    story.do(holder, head, on('01-01', '09:00'), { staff });
  }
  const [acme, twin] = stories;
  for (const [n, one] of script.toSorted((a, b) => a.day - b.day).entries()) {
    const now = new Date(Date.parse(on('01-02')) + one.day * 86_400_000 + n * 1_000).toISOString();
    const story = stories[one.card] as Story;
    if (attempted(one, n, now, story, acme, twin)) seen[one.kind] = (seen[one.kind] ?? 0) + 1;
  }
  return [...acme.history, ...twin.history];
}

function attempted(
  { kind, day, order, amount }: Happening,
  n: number,
  now: Instant,
  story: Story,
  acme: Story,
  twin: Story,
): boolean {
  const before = acme.history.length + twin.history.length;
  try {
    if (kind === 'merge' || kind === 'unmerge')
      acme.merge(twin, kind === 'merge' ? 'mergeDuplicate' : 'unmergeDuplicate', now, staff);
    else story.do(stepOf(kind, story, { day, order, amount, n, now }), head, now, { staff });
  } catch (error) {
    // A refusal is thrown as its reasons.
    if (error instanceof Error && error.message.startsWith('{"')) return false;
    throw error;
  }
  return acme.history.length + twin.history.length > before;
}

function stepOf(
  kind: string,
  story: Story,
  { day, order, amount, n, now }: { day: number; order: number; amount: number; n: number; now: Instant },
): Step {
  const custody = story.known.custody.clientManager ?? null;
  const other = people.find((id) => id !== custody?.employeeId) as string;
  const plan = { role: 'clientManager', planId: 'p', cause: { code: 'text', text: 'balance' } } as const;
  switch (kind) {
    case 'plan':
      return { type: 'applyRedistribution', from: custody?.employeeId ?? null, to: other, ...plan };
    case 'planUndone': {
      const moved = story.history.findLast((event) => event.type === 'clientReassigned');
      const from = moved?.type === 'clientReassigned' ? moved.from : null;
      return { type: 'undoRedistribution', from: custody?.employeeId ?? other, custody: from, ...plan };
    }
    case 'cancel':
      return { type: 'cancelOrder', orderId: `${order}`, reason: 'by mistake' };
    case 'payment': {
      const record = { recordId: `m${n}`, kind: 'payment', amount: euros(amount / 100) } as const;
      return { type: 'recordMoney', orderId: `${order}`, ...record };
    }
    default: {
      const back = kind === 'late' ? Math.min(day, 40) : 0;
      const placedAt = new Date(Date.parse(now) - back * 86_400_000).toISOString();
      return { type: 'recordOrder', order: { id: `${order}`, placedAt, total: euros(amount / 100) } };
    }
  }
}
