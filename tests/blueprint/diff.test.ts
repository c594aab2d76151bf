import fc from 'fast-check';
import { type Blueprint, type BlueprintInput, defineConveyor } from 'sales-conveyor';
import { changesToMigrate, describeDiff, diffBlueprints, planMigration } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed, transactional } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/blueprint/diff/diff-blueprints.ts';
import { normalForm } from '../../src/blueprint/diff/normal-form.ts';
import { dictionaries } from '../dictionaries.ts';
import { arbitraryBlueprint } from './arbitrary-blueprint.ts';
import { arbitraryEdit, edited } from './arbitrary-edit.ts';
import { type Change, smallBlueprint } from './small-blueprint.ts';

const blueprintOf = (input: BlueprintInput): Blueprint => defineConveyor(input).blueprint;
const small = blueprintOf(smallBlueprint());
const changed = (change: Change) => blueprintOf(smallBlueprint(change));
const label = (name: string) => ({ en: name, ru: name });
const hours = (workingHours: number) => ({ workingHours });

describe('the diff of two blueprints', () => {
  it('is empty exactly where both say the same', () => {
    const differs = (a: Blueprint, b: Blueprint) =>
      JSON.stringify(normalForm(a)) !== JSON.stringify(normalForm(b));
    const pair = fc.record({
      input: arbitraryBlueprint(),
      edits: fc.array(arbitraryEdit(), { maxLength: 3 }),
      same: fc.boolean(),
    });
    let differing = 0;
    fc.assert(
      fc.property(pair, ({ input, edits, same }) => {
        const before = blueprintOf(input);
        const after = { ...edited(input, edits), ...(same && { version: before.version }) };
        expect(diffBlueprints(before, after).length > 0).toBe(differs(before, after));
        if (differs(before, after)) differing++;
      }),
      { numRuns: 30 },
    );
    expect(differing).toBeGreaterThan(15);
  });

  it('sees every single value that the schema can hold', () => {
    const before = blueprintOf(transactional());
    const missed: string[] = [];
    const seen = new Set<string>();
    // What one transfer's name, or place in a list, is found under, every other's is.
    const kindOf = ([section, , ...rest]: readonly string[]) =>
      [section, ...rest].map((step) => (/^\d+$/.test(step as string) ? '#' : step)).join('.');
    const look = (value: unknown, path: readonly string[]) => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, part] of Object.entries(value)) look(part, [...path, key]);
        return;
      }
      if (seen.has(kindOf(path))) return;
      seen.add(kindOf(path));
      const after = structuredClone(before) as unknown as Record<string, unknown>;
      const holder = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, after);
      const key = path.at(-1) as string;
      holder[key] = typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : `${value}!`;
      if (changesBetween(before, after as unknown as Blueprint).length === 0) missed.push(path.join('.'));
    };
    look(before, []);
    expect(missed).toEqual([]);
    expect(seen.size).toBeGreaterThan(120);
  });

  it('does not mind the order of keys, nor of names that only say which', () => {
    const turned = changed({
      transfers: { hand: { from: ['lead', 'parked'] } },
      roles: { head: { may: { any: ['transfer', 'acceptHandoff', 'rejectHandoff'] } } },
    });
    const other = changed({
      transfers: { hand: { from: ['parked', 'lead'] } },
      roles: { head: { may: { any: ['rejectHandoff', 'acceptHandoff', 'transfer'] } } },
    });
    const reversed = { ...other, states: Object.fromEntries(Object.entries(other.states).reverse()) };
    expect(diffBlueprints(turned, reversed)).toEqual([]);
  });

  it('does not mind in which of its ways a working time is written', () => {
    const { workingTime: _, ...rest } = smallBlueprint();
    const office = { from: '09:00', to: '18:00' };
    const of = (workingTime: BlueprintInput['workingTime']) => blueprintOf({ ...rest, workingTime });
    const short = of({ days: [1, 2, 6], ...office, holidays: ['2026-01-01'] });
    const long = of({
      shifts: [
        { days: [6], ...office },
        { days: [2, 1], ...office },
      ],
      dates: { '2026-01-01': [] },
    });
    expect(diffBlueprints(short, long)).toEqual([]);
    const lunch = of({
      shifts: [
        { days: [1, 2, 6], from: '09:00', to: '13:00' },
        { days: [1, 2], from: '14:00', to: '30:00' },
      ],
      dates: { '2026-01-01': [{ from: '10:00', to: '12:00' }] },
    });
    expect(describeDiff(short, lunch, { dictionary: en })).toBe(
      [
        'Conveyor:',
        '  days with hours of their own: 1 Jan 2026 10:00–12:00',
        '  days off: − 1 Jan 2026',
        '  working hours: Monday, Tuesday, Saturday 09:00–18:00 → Monday, Tuesday, Saturday 09:00–13:00; Monday, Tuesday 14:00–06:00',
      ].join('\n'),
    );
    const later = of({
      ...long.workingTime,
      dates: { '2026-01-01': [], '2026-12-31': [{ from: '09:00', to: '16:00' }] },
    });
    expect(diffBlueprints(long, later)).toEqual([
      {
        of: 'blueprint',
        part: 'workingTime.dates',
        after: { '2026-12-31': [{ from: '09:00', to: '16:00' }] },
      },
    ]);
  });

  it('is turned round by turning the blueprints round', () => {
    fc.assert(
      fc.property(arbitraryBlueprint(), fc.array(arbitraryEdit(), { maxLength: 4 }), (input, edits) => {
        const [a, b] = [blueprintOf(input), edited(input, edits)];
        const turned = diffBlueprints(b, a).map(({ before, after, ...rest }) => ({
          ...rest,
          ...(after !== undefined && { before: after }),
          ...(before !== undefined && { after: before }),
        }));
        const sorted = (changes: readonly object[]) =>
          changes
            .map((change) => JSON.stringify(normalForm({ ...small, ...change } as unknown as Blueprint)))
            .sort();
        expect(sorted(diffBlueprints(a, b))).toEqual(sorted(turned));
      }),
      { numRuns: 15 },
    );
  });

  it('names what changed, before and after', () => {
    const after = changed({
      states: { kept: { load: { keeper: 2 } } },
      transfers: { hand: { handoff: { acceptWithin: { workingHours: 4 } } } },
      holds: { locked: { label: label('locked') } },
    });
    expect(diffBlueprints(small, after)).toEqual([
      {
        of: 'hold',
        name: 'locked',
        after: { blocksTransfers: false, label: label('locked'), stopsClock: false },
      },
      { of: 'state', name: 'kept', part: 'load.keeper', before: 1, after: 2 },
      { of: 'transfer', name: 'hand', part: 'handoff.acceptWithin', before: hours(8), after: hours(4) },
    ]);
  });
});

describe('a change', () => {
  const person = { kind: 'person', by: ['head'] };
  const time = { kind: 'time', at: 'state.since', plus: { days: 9 } };
  const exit = { label: label('give up'), from: ['lead'], to: 'closed' };
  const segment = { type: 'enum', values: ['A'], label: label('segment') };

  it.each<[string, Change]>([
    ['a fact', { facts: { brand: { type: 'text', label: label('brand') } } }],
    ['a value of a fact', { facts: { segment: { ...segment, values: ['A', 'B'] } } }],
    [
      'a right',
      {
        roles: {
          keeper: {
            may: { own: [...['transfer', 'acceptHandoff', 'rejectHandoff'], 'returnClient', 'setDeputy'] },
          },
        },
      },
    ],
    [
      'a role, with a state of its own and a way in that people choose',
      {
        roles: { clerk: { label: label('clerk'), may: {} } },
        states: { idle: { label: label('idle'), responsible: 'clerk' } },
        transfers: {
          idle: { ...exit, to: 'idle', trigger: person },
          back: { ...exit, from: ['idle'], to: 'lead', trigger: time },
        },
      },
    ],
    ['a transfer that people choose', { transfers: { giveUp: { ...exit, trigger: person } } }],
    [
      'a reason to reject',
      { transfers: { hand: { handoff: { rejections: { busy: { label: label('busy'), fixable: true } } } } } },
    ],
    ['a source', { entries: { fair: 'lead' } }],
    ['a label', { states: { lead: { label: label('a lead') } } }],
  ])('that adds %s needs no migration', (_, change) => {
    const withSegment = (more: Change) => changed({ ...more, facts: { segment, ...(more.facts as Change) } });
    expect(changesToMigrate(withSegment({}), withSegment(change))).toEqual([]);
  });

  it.each<[string, Change, string]>([
    ['a transfer by time', { transfers: { giveUp: { ...exit, trigger: time } } }, 'transfer giveUp'],
    ['a limit', { transfers: { hand: { handoff: { acceptWithin: hours(4) } } } }, 'transfer hand'],
    ['a condition', { transfers: { hand: { when: undefined } } }, 'transfer hand'],
    ['the cadence', { cadence: { lost: { after: { days: 300 } } } }, 'cadence lost'],
    ['working time', { workingTime: { to: '17:00' } }, 'blueprint undefined'],
    ['a type of a fact', { facts: { fit: { type: 'text' } } }, 'fact fit'],
    ['a fact that is gone', { facts: { fit: undefined } }, 'fact fit'],
  ])('of %s needs one', (_, change, what) => {
    const changes = changesToMigrate(small, changed(change));
    expect(changes.map(({ of, name }) => `${of} ${name}`)).toEqual([what]);
  });
});

describe('a diff in words', () => {
  it('says conditions before and after', () => {
    const after = changed({
      transfers: { hand: { when: { fact: 'people.reachable', is: 'atLeast', value: 2 } } },
    });
    expect(describeDiff(small, after, { dictionary: en })).toBe(
      'Transfer “hand over”:\n  condition: “number of reachable decision makers and influencers is at least 1” → “number of reachable decision makers and influencers is at least 2”',
    );
    expect(describeDiff(small, after, { dictionary: ru })).toContain(
      'условие: «число доступных ЛПР и ЛВР — не меньше 1» → «',
    );
  });

  it('says limits, new things and what is gone', () => {
    const after = changed({
      cadence: { overdue: { kind: 'fixed', after: { months: 2 } } },
      states: { kept: { supporting: ['caller'] } },
      transfers: {
        wake: { trigger: { kind: 'time', at: 'state.wakeAt', plus: { days: 1 } } },
        close: { from: ['buyer', 'kept'] },
      },
      roles: { helper: undefined },
      entries: { fair: 'lead' },
    });
    expect(describeDiff(small, after, { dictionary: en }).split('\n')).toEqual([
      'No longer there: role “helper”.',
      'State “kept”:',
      '  supporting roles: + “caller”; − “helper”',
      'New source “fair”: “lead”',
      'Transfer “close”:',
      '  from: + “kept”',
      'Transfer “wake”:',
      '  happens: by itself, when this has come: “wake date” → by itself, 1 day after: “wake date”',
      'Overdue: 60 days after the last purchase → 2 months after the last purchase',
    ]);
  });

  it('has a word for every part of the presets, in both languages', () => {
    const [a, b] = [blueprintOf(mixed()), blueprintOf(transactional())];
    for (const locale of ['en', 'ru'] as const) {
      const text = `${describeDiff(a, b, { dictionary: dictionaries[locale] })}\n${describeDiff(b, a, { dictionary: dictionaries[locale] })}`;
      expect(text).not.toMatch(/[{}]|undefined|\[object|null/);
      expect(text).not.toMatch(/^ +[a-zA-Z]+\.[a-zA-Z.]+:/m);
    }
  });

  it('says something for every difference, whatever it is', () => {
    fc.assert(
      fc.property(arbitraryBlueprint(), fc.array(arbitraryEdit(), { maxLength: 5 }), (input, edits) => {
        const [a, b] = [blueprintOf(input), edited(input, edits)];
        for (const locale of ['en', 'ru'] as const) {
          const lines = describeDiff(a, b, { dictionary: dictionaries[locale] }).split('\n');
          expect(lines.length).toBeGreaterThanOrEqual(diffBlueprints(a, b).length);
          expect(lines.join('\n')).not.toMatch(/undefined|\[object/);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('says that nothing is different', () => {
    expect(describeDiff(small, small, { dictionary: en })).toBe('Nothing is different.');
    expect(describeDiff(small, small, { dictionary: ru })).toBe('Отличий нет.');
  });
});

it('blueprints are compared as they are written, and as conveyors have them', () => {
  const [written, checked] = [mixed(), defineConveyor(mixed()).blueprint];
  const stricter = mixed({ overdueAtMost: { days: 45 } });
  expect(diffBlueprints(written, checked)).toEqual([]);
  const changes = diffBlueprints(checked, defineConveyor(stricter).blueprint);
  expect(changes.length).toBeGreaterThan(0);
  expect(changesToMigrate(written, stricter)).toEqual(changesToMigrate(checked, stricter));
  expect(describeDiff(written, stricter, { dictionary: en })).toBe(
    describeDiff(checked, stricter, { dictionary: en }),
  );
  expect(planMigration(written, { ...stricter, version: 2 }).unmapped).toEqual([]);
});
