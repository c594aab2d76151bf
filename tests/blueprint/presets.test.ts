import { type BlueprintInput, defineConveyor } from 'sales-conveyor';
import {
  adviseSalesType,
  consultative,
  mixed,
  project,
  type SalesProfile,
  type SalesType,
  transactional,
} from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { problemsOf } from './small-blueprint.ts';

const presets: Record<SalesType, () => BlueprintInput> = { transactional, mixed, consultative, project };
const each = Object.entries(presets) as [SalesType, () => BlueprintInput][];
const { blueprint } = defineConveyor(mixed());

/** A department that has each type's structure beyond doubt. */
const typical: Record<SalesType, SalesProfile> = {
  transactional: { itemCost: 'low', complexity: 'low', clientCount: 20_000, purchasesPerYear: 24 },
  mixed: { itemCost: 'low', complexity: 'medium', clientCount: 3000, purchasesPerYear: 6 },
  consultative: { itemCost: 'medium', complexity: 'high', clientCount: 300, purchasesPerYear: 3 },
  project: { itemCost: 'high', complexity: 'high', clientCount: 30, purchasesPerYear: 0 },
};

describe.each(each)('the preset %s', (type, preset) => {
  const { blueprint } = defineConveyor(preset());
  const open = Object.entries(blueprint.states).filter(([, { final }]) => !final);
  const transfers = Object.values(blueprint.transfers);

  test('is a valid blueprint of its name', () => {
    expect(problemsOf(preset())).toEqual([]);
    expect(blueprint.name).toBe(type);
  });

  test('is plain JSON, new with every call: changing one changes no other', () => {
    const untouched = JSON.stringify(preset());
    const [one, other] = [preset(), preset()];
    expect(JSON.parse(untouched)).toEqual(one);
    wreck(one);
    expect(JSON.stringify(other)).toBe(untouched);
    expect(JSON.stringify(preset())).toBe(untouched);
  });

  test('has the roles that its sales type is advised, and the head of sales', () => {
    const { type: advised, roles } = adviseSalesType(typical[type]);
    expect(advised).toBe(type);
    expect(Object.keys(blueprint.roles).sort()).toEqual([...roles, 'headOfSales'].sort());
  });

  test('brings a client to every state by its transfers alone', () => {
    expect([...reachedBy(preset())].sort()).toEqual(Object.keys(blueprint.states).sort());
  });

  test('leads a client out of every state that is not final to a final one', () => {
    for (const [id] of open) {
      const reached = [...reachedBy({ ...preset(), entries: { somewhere: id } })];
      expect(reached.some((state) => blueprint.states[state]?.final)).toBe(true);
    }
  });

  test('names everything in English and in Russian', () => {
    const labels = labelsIn(blueprint);
    expect(labels.length).toBeGreaterThan(60);
    for (const { en, ru } of labels) {
      expect(en).toMatch(/^[\x20-\x7E]+$/);
      if (ru !== 'CRM') expect(ru).toMatch(/[а-яё]/i);
    }
  });

  test.each(['states', 'roles', 'transfers', 'facts', 'holds'] as const)(
    'gives no two of its %s the same name',
    (section) => {
      const names = Object.values(blueprint[section]).map(({ label }) => label);
      for (const locale of ['en', 'ru'] as const) {
        expect(new Set(names.map((name) => name[locale])).size).toBe(names.length);
      }
    },
  );

  test('says of each of its facts which of its roles supplies it; the name is anyone’s', () => {
    const { name, ...facts } = blueprint.facts;
    expect(name).not.toHaveProperty('suppliedBy');
    for (const { suppliedBy } of Object.values(facts)) {
      expect(suppliedBy).toHaveLength(1);
      expect(Object.keys(blueprint.roles)).toContain(suppliedBy?.[0]);
    }
  });

  test('escalates every handoff to the head of sales, who may also start whatever a person starts', () => {
    for (const { trigger, handoff } of transfers) {
      if (handoff) expect(handoff.escalateTo).toBe('headOfSales');
      if (trigger.kind === 'person') expect(trigger.by).toContain('headOfSales');
    }
  });

  test('hands a qualified client over only with fit, need, a reachable decision maker and a complete card', () => {
    const hand = transfers.find(({ from, handoff }) => from[0] === 'qualified' && handoff);
    const need = type === 'mixed' || type === 'transactional' ? 'constantNeed' : 'timeliness';
    expect(hand?.when).toEqual({
      all: [
        { fact: 'fit', is: 'equals', value: true },
        { fact: need, is: 'equals', value: true },
        { fact: 'people.reachable', is: 'atLeast', value: 1 },
        { fact: 'cardComplete', is: 'equals', value: true },
      ],
    });
    expect(hand?.handoff).toMatchObject({
      acceptWithin: { workingHours: 4 },
      firstContactWithin: { workingHours: 9 },
    });
    expect(hand?.handoff?.rejections).toMatchObject({
      badContact: { fixable: true },
      incomplete: { fixable: true },
      misfit: { fixable: false, to: 'disqualified' },
    });
  });

  test('gives back what nobody touches: after 7 days to the callers; after 30, with notice, to the pool of who sells', () => {
    expect(blueprint.transfers.releaseUntouched).toMatchObject({
      trigger: { at: 'custody.untouchedSince', plus: { days: 7 } },
      releases: ['telemarketer'],
    });
    const { from, to, trigger, releases } = blueprint.transfers.releaseStagnant ?? {};
    expect(from).toEqual([to]);
    expect(releases).toEqual([blueprint.states[to ?? '']?.responsible]);
    expect(trigger).toMatchObject({
      at: 'custody.untouchedSince',
      plus: { days: 30 },
      notice: { days: 7 },
    });
  });

  test('defers only to a wake date and disqualifies only for a reason', () => {
    expect(blueprint.transfers.defer).toMatchObject({ needsWakeDate: true, reasons: expect.anything() });
    expect(blueprint.states.deferred?.waiting).toBe(true);
    expect(blueprint.transfers.disqualify?.reasons).toMatchObject({ misfit: {}, noNeed: {} });
    expect(blueprint.states.disqualified).toMatchObject({ resting: true, final: false });
  });

  test('lets the head of sales close a client in every open state', () => {
    expect(blueprint.transfers.close?.from).toEqual(open.map(([id]) => id));
    expect(blueprint.transfers.close?.trigger).toEqual({ kind: 'person', by: ['headOfSales'] });
  });

  test('takes the time zone and the currency that it is given', () => {
    const given = defineConveyor(
      { transactional, mixed, consultative, project }[type]({ timeZone: 'Europe/Moscow', currency: 'RUB' }),
    );
    expect(given.blueprint).toMatchObject({ timeZone: 'Europe/Moscow', currency: 'RUB' });
    expect(blueprint).toMatchObject({ timeZone: 'UTC', currency: 'EUR' });
  });
});

describe('the mixed conveyor', () => {
  test("has exactly the domain's states, one of them final, and one of possible duplicates; nobody answers where it rests", () => {
    const final = ['closed'];
    const resting = ['disqualified', 'duplicate'];
    const domain = [
      ['cold', 'lead', 'inQualification', 'qualified', 'deferred', 'inEntry', 'awaitingWindow'],
      ['activeSelling', 'rampIn', 'regular', 'overdue', 'dormant', 'lost', 'returned'],
    ].flat();
    expect(Object.keys(blueprint.states).sort()).toEqual([...domain, ...resting, ...final].sort());
    for (const [id, state] of Object.entries(blueprint.states)) {
      expect(state.final).toBe(final.includes(id));
      expect(state.responsible === undefined).toBe([...final, ...resting].includes(id));
    }
  });

  test('does not ask the telemarketer for timeliness', () => {
    expect(JSON.stringify(blueprint)).not.toContain('timeliness');
  });

  test('counts silence as overdue after twice the own rhythm, 60 days at the most; dormant and lost by it, too', () => {
    expect(blueprint.cadence).toEqual({
      overdue: {
        kind: 'ownMedian',
        times: 2,
        minMoments: 3,
        minDays: 6,
        window: { days: 365 },
        otherwise: { kind: 'fixed', after: { days: 60 } },
        atLeast: { days: 5 },
        atMost: { days: 60 },
      },
      dormant: { kind: 'timesOverdue', times: 2, atLeast: { days: 14 } },
      lost: { kind: 'timesOverdue', times: 6, atLeast: { days: 60 } },
    });
  });

  test('begins active selling 45 days before the window, or as long before as it is told', () => {
    expect(blueprint.windowLeadTime).toEqual({ days: 45 });
    expect(mixed({ decisionLeadTimeDays: 30 }).windowLeadTime).toEqual({ days: 30 });
  });

  test('hands over from ramp-in with three orders, or after three months, or as long as it is told', () => {
    const limit = (preset: BlueprintInput) => JSON.stringify(preset.transfers.handToClientManager?.when);
    expect(limit(mixed())).toContain('{"fact":"state.since","is":"olderThan","value":{"months":3}}');
    expect(limit(mixed({ rampIn: { weeks: 20 } }))).toContain('{"weeks":20}');
  });

  test('takes another rule for overdue without moving the floors of dormant and lost', () => {
    const overdue = { kind: 'fixed', after: { months: 1 } } as const;
    expect(mixed({ overdue }).cadence).toEqual({ ...blueprint.cadence, overdue });
  });
});

describe('the transactional conveyor', () => {
  const { blueprint } = defineConveyor(transactional());

  test('counts silence as overdue after twice the own rhythm, or 30 days', () => {
    expect(blueprint.cadence).toMatchObject({
      overdue: { kind: 'ownMedian', times: 2, otherwise: { kind: 'fixed', after: { days: 30 } } },
      dormant: { times: 2, atLeast: { days: 14 } },
      lost: { times: 6, atLeast: { days: 30 } },
    });
  });

  test('takes leads only: nobody calls cold clients, nobody waits for windows', () => {
    expect(Object.keys(blueprint.states)).not.toContain('cold');
    expect(Object.keys(blueprint.states)).not.toContain('awaitingWindow');
    expect(blueprint.entries).toEqual({ lead: 'lead', referral: 'lead', existing: 'regular' });
  });
});

describe('the consultative conveyor', () => {
  const { blueprint } = defineConveyor(consultative());

  test('lets the telemarketer establish whether the purchase is timely', () => {
    expect(blueprint.facts.timeliness?.suppliedBy).toEqual(['telemarketer']);
    expect(Object.keys(blueprint.facts)).not.toContain('constantNeed');
  });

  test('lets a technical expert take part from entry to supply, and asks for the confirmed solution', () => {
    const advised = Object.keys(blueprint.states).filter((id) =>
      blueprint.states[id]?.supporting.includes('technicalExpert'),
    );
    expect(advised).toEqual([
      ...['inEntry', 'awaitingWindow', 'activeSelling', 'rampIn'],
      ...['regular', 'overdue', 'returned'],
    ]);
    expect(blueprint.facts.solutionConfirmed?.suppliedBy).toEqual(['technicalExpert']);
    expect(JSON.stringify(blueprint.transfers.handToClientManager?.when)).toContain('solutionConfirmed');
  });

  test('expects rare and irregular purchases', () => {
    expect(blueprint.cadence).toMatchObject({
      overdue: { kind: 'ownPercentile', otherwise: { after: { days: 180 } } },
      dormant: { times: 2, atLeast: { days: 90 } },
      lost: { times: 4, atLeast: { days: 180 } },
    });
  });
});

describe('the project conveyor', () => {
  const { blueprint } = defineConveyor(project());

  test('sells once: no state and no transfer runs on the purchase cadence', () => {
    for (const { cadence } of Object.values(blueprint.states)) expect(cadence).toBe(false);
    expect(JSON.stringify(blueprint.transfers)).not.toContain('cadence.');
  });

  test('ends with the completed project; a lost one can be qualified anew', () => {
    expect(blueprint.states).toMatchObject({ completed: { final: true }, lost: { final: false } });
    expect(blueprint.transfers.startQualification?.from).toContain('lost');
  });
});

/** Every state that transfers, rejections and returns lead to from the entries. */
function reachedBy({ entries, transfers }: BlueprintInput): Set<string> {
  const steps = Object.values(transfers).flatMap(({ from, to, handoff }) => {
    const rejected = Object.values(handoff?.rejections ?? {}).flatMap((reason) => reason.to ?? []);
    const returned = handoff?.onReturn ? [[to, handoff.onReturn.to] as const] : [];
    return [...from.flatMap((state) => [to, ...rejected].map((next) => [state, next] as const)), ...returned];
  });
  const reached = new Set(Object.values(entries));
  for (const state of reached) for (const [from, to] of steps) if (from === state) reached.add(to);
  return reached;
}

function labelsIn(value: unknown): { en: string; ru: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'en' in value && 'ru' in value ? [value as { en: string; ru: string }] : [];
  return [...own, ...Object.values(value).flatMap(labelsIn)];
}

/** Empties every list and object throughout. */
function wreck(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.values(value).forEach(wreck);
  if (Array.isArray(value)) value.length = 0;
  else for (const key of Object.keys(value)) Reflect.deleteProperty(value, key);
}
