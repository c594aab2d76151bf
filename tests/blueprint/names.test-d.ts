import {
  type BlueprintInput,
  type Condition,
  type Conveyor,
  createSales,
  defineConveyor,
  fact,
  type HandoffInput,
  memoryStore,
  type NamesOf,
  type RoleInput,
  type Sales,
  type StateInput,
  type TransferInput,
} from 'sales-conveyor';
import { openAssignment } from 'sales-conveyor/assignment';
import { type MixedNames, mixed } from 'sales-conveyor/presets';
import { type blueprintSchema, commandSchema } from 'sales-conveyor/schema';
import { describe, expectTypeOf, test } from 'vitest';
import type * as z from 'zod';

const label = { en: 'label', ru: 'название' };
const common = {
  name: 'small',
  version: 1,
  label,
  currency: 'EUR',
  workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  cadence: {
    overdue: { kind: 'fixed', after: { days: 60 } },
    dormant: { kind: 'fixed', after: { days: 120 } },
    lost: { kind: 'fixed', after: { days: 360 } },
  },
  windowLeadTime: { days: 45 },
} as const;
const roles = { seller: { label, may: {} }, keeper: { label, may: {} } };
const own = { fit: { type: 'boolean', label } } as const;
const go = { label, from: ['lead'], to: 'done', trigger: { kind: 'person', by: ['seller'] } } as const;
const lead = { label, responsible: 'seller' } as const;
const done = { label, final: true };

const small = defineConveyor({
  ...common,
  facts: own,
  roles,
  holds: { locked: { label } },
  states: { lead, done },
  entries: { fair: 'lead' },
  transfers: { go, wait: { ...go, trigger: { kind: 'time', at: 'state.since', plus: { days: 3 } } } },
  mergedState: 'done',
});
const sales = createSales({ conveyor: small, store: memoryStore() });
const by = { by: 'ivanova' };

describe('the names of a blueprint written in code', () => {
  test('are kept', () => {
    type Names = typeof small extends Conveyor<infer Known> ? Known : never;
    expectTypeOf<Names['state']>().toEqualTypeOf<'lead' | 'done'>();
    expectTypeOf<Names['role']>().toEqualTypeOf<'seller' | 'keeper'>();
    expectTypeOf<Names['transfer']>().toEqualTypeOf<'go' | 'wait'>();
    expectTypeOf<Names['source']>().toEqualTypeOf<'fair'>();
    expectTypeOf<Names['fact']>().toEqualTypeOf<'fit'>();
    expectTypeOf<Names['hold']>().toEqualTypeOf<'locked'>();
    expectTypeOf<NamesOf<ReturnType<typeof mixed>>['state']>().toEqualTypeOf<MixedNames['state']>();
  });

  const parts = { ...common, facts: own, roles, entries: { fair: 'lead' }, mergedState: 'done' } as const;
  const states = { lead, done };

  test('do not compile where a state is misspelt', () => {
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go: { ...go, to: 'dnoe' } } });
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go: { ...go, from: ['laed'] } } });
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go }, entries: { fair: 'laed' } });
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go }, mergedState: 'dnoe' });
  });

  test('do not compile where a role is misspelt', () => {
    // @ts-expect-error
    defineConveyor({ ...parts, states: { done, lead: { label, responsible: 'sellre' } }, transfers: { go } });
    const helped = { ...lead, supporting: ['kepeer'] } as const;
    // @ts-expect-error
    defineConveyor({ ...parts, states: { done, lead: helped }, transfers: { go } });
    const transfers = { go };
    const loads = (load: 1) => ({
      ...parts,
      transfers,
      states: { done, lead: { ...lead, load: { kepeer: load } } },
    });
    // @ts-expect-error
    defineConveyor(loads(1));
    defineConveyor({ ...parts, states: { done, lead: { ...lead, load: { seller: 1 } } }, transfers: { go } });
    const trigger = { kind: 'person', by: ['sellre'] } as const;
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go: { ...go, trigger } } });
    const handoff = {
      to: 'kepeer',
      escalateTo: 'seller',
      acceptWithin: { workingHours: 4 },
      rejections: {},
    } as const;
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go: { ...go, handoff } } });
  });

  test('do not compile where a fact is misspelt, however deep in a condition', () => {
    const when = { all: [{ not: { fact: 'fti', is: 'equals', value: true } }] } as const;
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go: { ...go, when } } });
    const trigger = { kind: 'time', at: 'state.sicne' } as const;
    // @ts-expect-error
    defineConveyor({ ...parts, states, transfers: { go: { ...go, trigger } } });
    const known = {
      any: [{ fact: 'fit', is: 'equals', value: true }, fact('orders.count').atLeast(3)],
    } as const;
    defineConveyor({ ...parts, states, transfers: { go: { ...go, when: known } } });
  });

  test('are checked in a preset that is changed, too', () => {
    const preset = mixed();
    const hurry = { ...go, to: 'regular', trigger: { kind: 'person', by: ['clientManager'] } } as const;
    defineConveyor({ ...preset, transfers: { ...preset.transfers, hurry } });
    // @ts-expect-error
    defineConveyor({ ...preset, transfers: { ...preset.transfers, hurry: { ...hurry, to: 'regulra' } } });
  });
});

describe('a command', () => {
  test('with a name of the blueprint compiles', () => {
    void sales.execute({ type: 'transfer', clientId: 'acme', transfer: 'go' }, by);
    void sales.execute({ type: 'learnFacts', clientId: 'acme', facts: { fit: true } }, by);
    void sales.execute({ type: 'placeHold', clientId: 'acme', hold: 'locked', reason: 'asked' }, by);
    void sales.execute({ type: 'override', clientId: 'acme', to: 'done', reason: 'asked' }, by);
    void sales.clients.register({ id: 'acme', source: 'fair', facts: { fit: true } }, by);
  });

  test('with a misspelt one does not', () => {
    // @ts-expect-error
    void sales.execute({ type: 'transfer', clientId: 'acme', transfer: 'og' }, by);
    // @ts-expect-error
    void sales.execute({ type: 'register', clientId: 'acme', source: 'fiar' }, by);
    // @ts-expect-error
    void sales.execute({ type: 'learnFacts', clientId: 'acme', facts: { fit: true, fti: true } }, by);
    // @ts-expect-error
    void sales.execute({ type: 'assignHolder', clientId: 'acme', role: 'sellre', employeeId: 'ivanova' }, by);
    // @ts-expect-error
    void sales.execute({ type: 'override', clientId: 'acme', to: 'dnoe', reason: 'asked' }, by);
    // @ts-expect-error
    void sales.execute({ type: 'placeHold', clientId: 'acme', hold: 'lokced', reason: 'asked' }, by);
    // @ts-expect-error
    void sales.execute({ type: 'transfre', clientId: 'acme', transfer: 'go' }, by);
    // @ts-expect-error
    void sales.clients.register({ id: 'acme', source: 'fiar' }, by);
    const clients = [
      { id: 'acme', source: 'fair' },
      { id: 'bolt', source: 'fiar' },
    ] as const;
    // @ts-expect-error
    void sales.clients.registerMany(clients, by);
    // @ts-expect-error
    void sales.executeMany([{ command: { type: 'transfer', clientId: 'acme', transfer: 'og' } }], by);
    const context = { now: '2026-03-02T09:00:00.000Z', by: { id: 'ivanova', roles: ['seller'] } };
    // @ts-expect-error
    small.decide(undefined, { type: 'transfer', clientId: 'acme', transfer: 'og' }, context);
  });

  test('from outside, whose names nobody knows yet, compiles and is checked when it comes', () => {
    const context = { now: '2026-03-02T09:00:00.000Z', by: { id: 'ivanova', roles: ['seller'] } };
    small.decide(undefined, commandSchema.parse(JSON.parse('{}')), context);
    const option: { transfer: string } = { transfer: 'go' };
    void sales.execute({ type: 'transfer', clientId: 'acme', ...option }, by);
    void sales.clients.registerMany(
      ['acme', 'bolt'].map((id) => ({ id, source: 'fair' })),
      by,
    );
  });
});

describe('a query', () => {
  test('with names of the blueprint compiles', () => {
    void sales.clients.query({ states: ['lead'], holder: { employeeId: 'ivanova', role: 'keeper' } });
    void sales.clients.query({ pool: 'seller', where: { fact: 'fit', is: 'equals', value: true } });
    void sales.clients.query({ where: fact('orders.count').atLeast(3) });
    sales.clients.all();
  });

  test('with a misspelt one does not', () => {
    // @ts-expect-error
    void sales.clients.query({ states: ['laed'] });
    // @ts-expect-error
    void sales.clients.query({ state: 'lead' });
    // @ts-expect-error
    void sales.clients.query({ pool: 'sellre' });
    // @ts-expect-error
    void sales.clients.query({ holder: { employeeId: 'ivanova', role: 'kepeer' } });
    // @ts-expect-error
    void sales.clients.query({ where: { fact: 'fti', is: 'equals', value: true } });
    // @ts-expect-error
    void sales.clients.page({ states: ['laed'], limit: 10 });
    // @ts-expect-error
    sales.clients.all({ states: ['laed'] });
  });

  test('from outside compiles', () => {
    const filter: { states: string[]; where: Condition } = JSON.parse('{}');
    void sales.clients.query(filter);
  });
});

test('a policy of assignment is for a role of the blueprint', () => {
  openAssignment(sales, { policies: { seller: {} } });
  // @ts-expect-error
  openAssignment(sales, { policies: { sellre: {} } });
});

test('a blueprint from a database takes any name, and so does whoever works with any department', () => {
  const stored: BlueprintInput = JSON.parse('{}');
  const any = createSales({ conveyor: defineConveyor(stored), store: memoryStore() });
  void any.execute({ type: 'transfer', clientId: 'acme', transfer: 'anything' }, by);
  expectTypeOf(sales).toExtend<Sales>();
  expectTypeOf(small).toExtend<Conveyor>();
  expectTypeOf(small.blueprint).toExtend<BlueprintInput>();
});

test('a blueprint as the schema takes it is one as the type says it', () => {
  expectTypeOf<keyof BlueprintInput>().toEqualTypeOf<keyof z.input<typeof blueprintSchema>>();
  type Schema = z.input<typeof blueprintSchema>;
  expectTypeOf<keyof StateInput>().toEqualTypeOf<keyof Schema['states'][string]>();
  expectTypeOf<keyof TransferInput>().toEqualTypeOf<keyof Schema['transfers'][string]>();
  expectTypeOf<keyof RoleInput>().toEqualTypeOf<keyof Schema['roles'][string]>();
  expectTypeOf<keyof HandoffInput>().toEqualTypeOf<
    keyof NonNullable<Schema['transfers'][string]['handoff']>
  >();
});
