import fc from 'fast-check';
import {
  type BlueprintInput,
  type ClientEvent,
  type Command,
  type Condition,
  type Conveyor,
  defineConveyor,
} from 'sales-conveyor';
import { definePay, mixedPay } from 'sales-conveyor/motivation';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import {
  blueprintSchema,
  commandSchema,
  conditionSchema,
  payPlanSchema,
  workSchema,
} from 'sales-conveyor/schema';
import { defineWork, mixedWork } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { eventsEn } from '../../src/locales/events.en.ts';
import { eventSchema } from '../../src/schema/event-schema.ts';
import { arbitraryLife } from '../client/arbitrary-life.ts';
import { live } from '../client/live.ts';
import { mutationOf } from './mutations.ts';
import { rareEvents } from './rare-events.ts';
import { faultsOf, schemas } from './validators.ts';

const presets = { mixed, transactional, consultative, project };

/** What the people in some lives sent and what became of it. */
function livesOf(conveyor: Conveyor, count: number) {
  const commands: Command[] = [];
  const events: ClientEvent[] = [];
  const watched: Conveyor = {
    ...conveyor,
    decide: (client, command, context) => {
      commands.push(command);
      return conveyor.decide(client, command, context);
    },
  };
  for (const script of fc.sample(arbitraryLife(conveyor), count))
    events.push(...live(watched, script).history);
  return { commands, events };
}

const conveyor = defineConveyor(mixed());
const { commands, events } = livesOf(conveyor, 20);

/** What zod has against a blueprint by code that no JSON Schema can say. */
const codeOnly = ({ code, path }: { readonly code: string; readonly path: readonly PropertyKey[] }) =>
  code === 'custom' && ['timeZone', 'workingTime.to'].includes(path.join('.'));

describe('the published schemas', () => {
  test.each(Object.entries(presets))('admit the preset %s, as written and as parsed', (_, preset) => {
    expect(faultsOf('blueprint', preset())).toEqual([]);
    expect(faultsOf('blueprint', defineConveyor(preset()).blueprint)).toEqual([]);
  });

  test.each(Object.entries(presets))('admit every condition of %s', (_, preset) => {
    for (const { when } of Object.values(preset().transfers)) {
      if (when) expect(faultsOf('condition', when)).toEqual([]);
    }
  });

  test('admit every command that is sent and every event that comes of it in whole lives', () => {
    for (const command of commands) expect(faultsOf('command', command)).toEqual([]);
    for (const event of events) expect(faultsOf('event', event)).toEqual([]);
    expect(commands.length).toBeGreaterThan(200);
    expect(events.length).toBeGreaterThan(200);
  });

  test('admit every type of event, the rare ones too, as zod does', () => {
    const rare = rareEvents();
    const all = [...events, ...rare];
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(Object.keys(eventsEn)));
    for (const event of all) expect(eventSchema.safeParse(event).error?.issues ?? []).toEqual([]);
    for (const event of rare) expect(faultsOf('event', event)).toEqual([]);
  });

  test('are draft 2020-12, name what they cannot say, and describe every definition', () => {
    for (const [name, { $schema, $id, $comment, title }] of Object.entries(schemas)) {
      expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
      expect($id).toBe(`urn:sales-conveyor:${name}`);
      expect($comment?.length).toBeGreaterThan(40);
      expect(title).toBeTruthy();
    }
    expect(schemas.blueprint.$defs?.condition).toMatchObject({
      description: expect.stringContaining('unknown'),
    });
  });

  test.each(['command', 'event', 'plan-event', 'proposal-event', 'pay-event', 'task-event'] as const)(
    'name and describe every alternative of a %s',
    (name) => {
      for (const alternative of schemas[name].oneOf ?? []) {
        const { title, description, properties } = alternative as {
          title?: string;
          description?: string;
          properties: { type: { const: string } };
        };
        expect(title).toBe(properties.type.const);
        expect(description).toMatch(/\.$/);
      }
    },
  );
});

describe('a schema and zod', () => {
  test.each(Object.entries(presets))(
    'refuse the same mutations of %s, but for what only code can say',
    (_, preset) => {
      const written = preset();
      fc.assert(
        fc.property(mutationOf(written), (mutant) => {
          const issues = blueprintSchema.safeParse(mutant).error?.issues ?? [];
          const isRefused = issues.some((issue) => !codeOnly(issue));
          // Operands of tests are shaped by the schema; zod leaves them to the check of meaning.
          const faults = faultsOf('blueprint', mutant);
          if (isRefused) expect(faults).not.toEqual([]);
          else if (!hasLooseTest(mutant)) expect(faults).toEqual([]);
        }),
        { numRuns: 40 },
      );
    },
  );

  test('refuse the same mutations of work in queues', () => {
    const written = mixedWork();
    expect(faultsOf('work', written)).toEqual([]);
    expect(faultsOf('work', defineWork(conveyor, written).document)).toEqual([]);
    fc.assert(
      fc.property(mutationOf(written), (mutant) => {
        const isRefused = !workSchema.safeParse(mutant).success;
        const faults = faultsOf('work', mutant);
        if (isRefused) expect(faults).not.toEqual([]);
        else if (!hasLooseTest(mutant)) expect(faults).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('refuse the same mutations of a pay plan', () => {
    const written = mixedPay({ from: '2026-01-01' });
    const { plans } = definePay(conveyor, written);
    for (const plan of [...written, ...plans]) expect(faultsOf('pay-plan', plan)).toEqual([]);
    fc.assert(
      fc.property(fc.constantFrom(...written).chain(mutationOf), (mutant) => {
        const isRefused = !payPlanSchema.safeParse(mutant).success;
        const faults = faultsOf('pay-plan', mutant);
        if (isRefused) expect(faults).not.toEqual([]);
        else if (!hasLooseTest(mutant)) expect(faults).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  test('refuse the same mutations of commands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...byType(commands)).chain((command) => mutationOf(command)),
        (mutant) => {
          expect(faultsOf('command', mutant).length > 0, JSON.stringify(mutant)).toBe(
            !commandSchema.safeParse(mutant).success,
          );
        },
      ),
      { numRuns: 250 },
    );
  });

  test('refuse the same mutations of events', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...byType([...events, ...rareEvents()])).chain((event) => mutationOf(event)),
        (mutant) => {
          expect(faultsOf('event', mutant).length > 0, JSON.stringify(mutant)).toBe(
            !eventSchema.safeParse(mutant).success,
          );
        },
      ),
      { numRuns: 250 },
    );
  });

  test('refuse the same mutations of conditions, and the schema asks for the value that an operator needs', () => {
    const condition: Condition = {
      all: [
        { any: [{ fact: 'a', is: 'atLeast', value: 3 }, { not: { fact: 'b', is: 'present' } }] },
        { all: [] },
      ],
    };
    fc.assert(
      fc.property(mutationOf(condition), (mutant) => {
        const isRefused = !conditionSchema.safeParse(mutant).success;
        const faults = faultsOf('condition', mutant);
        if (isRefused) expect(faults).not.toEqual([]);
        else if (!hasLooseTest(mutant)) expect(faults).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(faultsOf('condition', { fact: 'a', is: 'equals' })).not.toEqual([]);
    expect(faultsOf('condition', { fact: 'a', is: 'present', value: 1 })).not.toEqual([]);
  });

  const broken: readonly (readonly [string, (blueprint: BlueprintInput) => unknown])[] = [
    ['an unknown time zone', (blueprint) => ({ ...blueprint, timeZone: 'Mars/Olympus' })],
    [
      'work that ends before it begins',
      (blueprint) => ({ ...blueprint, workingTime: { days: [1], from: '18:00', to: '09:00' } }),
    ],
    [
      'work that overlaps other work',
      (blueprint) => ({ ...blueprint, workingTime: { days: [1, 2], from: '18:00', to: '44:00' } }),
    ],
    [
      'an entry to a state that is not declared',
      (blueprint) => ({ ...blueprint, entries: { web: 'nowhere' } }),
    ],
  ];
  test.each(broken)('part on %s, as the comment of the schema says', (_, breakIt) => {
    const mutant = breakIt(mixed());
    expect(faultsOf('blueprint', mutant)).toEqual([]);
    expect(() => defineConveyor(mutant as BlueprintInput)).toThrow();
  });
});

/** The first of each type, so that every type has its turn. */
function byType<T extends { readonly type: string }>(things: readonly T[]): T[] {
  return [...new Map(things.map((thing) => [thing.type, thing])).values()];
}

/** Whether some test has a value that it must not have, or none that it needs. */
function hasLooseTest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (
    'fact' in value &&
    'is' in value &&
    ['present', 'absent'].includes(String(value.is)) === 'value' in value
  )
    return true;
  return Object.values(value).some(hasLooseTest);
}
