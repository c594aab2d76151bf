import type { BlueprintInput } from 'sales-conveyor';
import { expect, it, vi } from 'vitest';
import { factsIn } from '../../src/conditions/analysis/facts-in.ts';
import { lintBlueprint } from '../../src/lint/lint-blueprint.ts';
import { byHand, label, plainBlueprint } from './plain-blueprint.ts';

vi.mock('../../src/conditions/analysis/facts-in.ts', { spy: true });

it('each condition is read as often for many facts as for few', () => {
  const reads = (count: number) => {
    const names = Array.from({ length: count }, (_, n) => `f${n}`);
    const facts = names.map((id) => [id, { type: 'number', label: label(id), suppliedBy: ['caller'] }]);
    const transfers = Array.from({ length: 20 }, (_, n) => [
      `t${n}`,
      {
        label: label(`t${n}`),
        from: ['buyer'],
        to: 'closed',
        trigger: byHand('head'),
        when: { fact: `f${n}`, is: 'atLeast', value: n },
      },
    ]);
    const blueprint = plainBlueprint({
      facts: Object.fromEntries(facts),
      transfers: Object.fromEntries(transfers),
    });
    vi.mocked(factsIn).mockClear();
    lintBlueprint(blueprint as BlueprintInput);
    return vi.mocked(factsIn).mock.calls.length;
  };
  const few = reads(20);
  expect(few).toBeGreaterThan(0);
  expect(reads(200)).toBe(few);
});
