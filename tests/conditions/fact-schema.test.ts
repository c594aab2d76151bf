import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factDeclarationSchema, factSchemaSchema } from '../../src/conditions/fact-declaration-schema.ts';
import type { FactDeclaration } from '../../src/conditions/fact-schema.ts';
import { toFactValue } from '../../src/conditions/fact-value.ts';
import { anyValue } from './arbitraries.ts';
import { eur, sampleFacts } from './sample-facts.ts';

const label = { en: 'fact', ru: 'факт' };

describe('a fact schema', () => {
  test('is data: it comes back from JSON as it was', () => {
    expect(factSchemaSchema.parse(JSON.parse(JSON.stringify(sampleFacts)))).toEqual(sampleFacts);
  });

  test.each(['orders', 'orders.count', 'monthly_volume', 'ABC.xyz2'])('admits the path %s', (path) => {
    expect(factSchemaSchema.safeParse({ [path]: { type: 'text', label } }).success).toBe(true);
  });

  test.each(['', '.', 'a.', '.a', 'a..b', '1a', 'a b', 'constructor', 'toString', 'факт', 'a-b'])(
    'refuses the path "%s"',
    (path) => {
      const schema: unknown = JSON.parse(
        `{${JSON.stringify(path)}:${JSON.stringify({ type: 'text', label })}}`,
      );
      expect(factSchemaSchema.safeParse(schema).success).toBe(false);
    },
  );

  test('has no prototype smuggled into it', () => {
    const schema = factSchemaSchema.parse(
      JSON.parse('{"__proto__":{"type":"text","label":{"en":"x","ru":"x"}}}'),
    );
    expect('type' in schema).toBe(false);
  });

  test.each([
    { type: 'date', label },
    { type: 'text' },
    { type: 'text', label: {} },
    { type: 'text', label: { en: '', ru: 'факт' } },
    { type: 'text', label, values: ['a'] },
    { type: 'enum', label },
    { type: 'enum', label, values: [] },
    { type: 'number', label, unit: 'parrots' },
    { type: 'number', label, suppliedBy: 'telemarketer' },
  ])('refuses the declaration %j', (declaration) => {
    expect(factDeclarationSchema.safeParse(declaration).success).toBe(false);
  });
});

describe('a supplied value', () => {
  const admits = (declaration: FactDeclaration, value: unknown) =>
    toFactValue(value, declaration) !== undefined;

  test.each<[FactDeclaration, unknown, unknown]>([
    [{ type: 'number', label }, 3.5, Number.POSITIVE_INFINITY],
    [{ type: 'number', label }, -1, '3'],
    [{ type: 'money', label }, eur(100), eur(0.5)],
    [{ type: 'money', label }, eur(-1), { ...eur(1), rate: 2 }],
    [{ type: 'text', label }, '', 3],
    [{ type: 'boolean', label }, false, 'false'],
    [{ type: 'instant', label }, '2026-03-01T00:00:00Z', '2026-03-01'],
    [{ type: 'enum', label, values: ['A', 'B'] }, 'B', 'C'],
    [{ type: 'texts', label }, ['anything'], 'anything'],
    [{ type: 'texts', label, values: ['dairy'] }, ['dairy'], ['fish']],
  ])('of %j may be %j, but not %j', (declaration, good, bad) => {
    expect(admits(declaration, good)).toBe(true);
    expect(admits(declaration, bad)).toBe(false);
    expect(admits(declaration, null)).toBe(false);
  });

  test('has one spelling where it is an instant', () => {
    expect(toFactValue('2026-03-01T03:00:00+03:00', { type: 'instant' })).toBe('2026-03-01T00:00:00.000Z');
  });

  test('comes back as it was', () => {
    const anyCase = fc
      .constantFrom(...Object.values<FactDeclaration>(sampleFacts))
      .chain((declaration) => fc.tuple(fc.constant(declaration), anyValue(declaration)));
    fc.assert(
      fc.property(anyCase, ([declaration, value]) => {
        expect(toFactValue(value, declaration)).toEqual(value);
      }),
    );
  });
});
