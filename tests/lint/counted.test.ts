import { defineConveyor } from 'sales-conveyor';
import { expect, it } from 'vitest';
import { LintContext } from '../../src/lint/lint-context.ts';
import { lintFacts } from '../../src/lint/rules/facts.ts';
import { label, plainBlueprint } from './plain-blueprint.ts';

it('each condition is read as often for many facts as for few', () => {
  const reads = (count: number) => {
    const names = Array.from({ length: count }, (_, n) => `f${n}`);
    const facts = names.map((id) => [id, { type: 'number', label: label(id), suppliedBy: ['caller'] }]);
    const conveyor = defineConveyor(plainBlueprint({ facts: Object.fromEntries(facts) }));
    const { hand } = conveyor.rules.transfers;
    let read = 0;
    const counted = {
      ...hand,
      get when() {
        read++;
        return hand?.when;
      },
    };
    const rules = { ...conveyor.rules, transfers: { ...conveyor.rules.transfers, hand: counted } };
    lintFacts(Object.create(new LintContext(conveyor), { conveyor: { value: { rules } } }), undefined);
    return read;
  };
  expect(reads(20)).toBe(1);
  expect(reads(200)).toBe(1);
});
