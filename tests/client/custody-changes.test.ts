import { type Client, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { mapStateAndCustody } from '../../src/client/migration/map-state-and-custody.ts';
import {
  at,
  boris,
  conveyor,
  head,
  importer,
  ivanova,
  petrova,
  registered,
  staff,
  stages,
  tanya,
} from './department.ts';
import { Story, storyOf } from './story.ts';

const role = 'clientManager';
const give = (story: Story, employeeId: string, day: string) =>
  story.do({ type: 'assignHolder', role, employeeId }, head, at(day), { staff });
const changes = (story: Story) => story.fact('custody.changes', at('06-01'));
/** Nothing that a fold of the whole log would count otherwise. */
const isAsReplayed = (story: Story) => expect(conveyor.replay(story.history)).toEqual(story.known);

test('the first holder is no change; everyone who passes the client on is one, whoever comes next', () => {
  const story = storyOf(stages.regular);
  expect(changes(story)).toBe(0);
  give(story, petrova.id, '02-12');
  expect(changes(story)).toBe(1);
  story.do({ type: 'releaseHolder', role, reason: 'elsewhere' }, head, at('02-13'), { staff });
  expect(changes(story)).toBe(2);
  give(story, petrova.id, '02-14');
  expect(changes(story)).toBe(2);
  give(story, ivanova.id, '02-15');
  expect(changes(story)).toBe(3);
  isAsReplayed(story);
});

test('the fact is about the role that is responsible now; every role has its count', () => {
  const story = storyOf(stages.regular);
  expect(story.known.custodyChanges).toEqual({ telemarketer: 1, developmentSpecialist: 1 });
  expect(storyOf(stages.inEntry).fact('custody.changes', at('02-01'))).toBe(0);
  expect(storyOf(stages.cold).known.custodyChanges).toEqual({});
});

test('conditions ask for it, and it stands beside the client for queries', () => {
  const given = mixed();
  const rules = defineConveyor({
    ...given,
    transfers: {
      ...given.transfers,
      calm: {
        label: { en: 'calm', ru: 'спокоен' },
        from: ['regular'],
        to: 'disqualified',
        trigger: { kind: 'person', by: ['headOfSales'] },
        when: { fact: 'custody.changes', is: 'atMost', value: 0 },
      },
    },
  });
  const story = storyOf(stages.regular, rules);
  const end = { type: 'transfer', transfer: 'calm', reason: 'x' } as const;
  expect(story.ask(end, head, at('02-11'), { staff })).toEqual([]);
  expect(rules.lastingFacts(story.known)).toMatchObject({ 'custody.changes': 0 });
  give(story, petrova.id, '02-12');
  expect(story.ask(end, head, at('02-13'), { staff })).toMatchObject([{ code: 'CONDITION_NOT_MET' }]);
});

test('a move of a plan is one, and is none once it is undone, also out of the pool and back', () => {
  const plan = { role, planId: 'p', cause: { code: 'text', text: 'balance' } } as const;
  const story = storyOf(stages.regular);
  const before = story.known;
  const move = { type: 'applyRedistribution', ...plan } as const;
  const back = { type: 'undoRedistribution', ...plan } as const;
  story.do({ ...move, from: ivanova.id, to: petrova.id }, head, at('02-12'), { staff });
  expect(changes(story)).toBe(1);
  const custody = before.custody[role] ?? null;
  story.do({ ...back, from: petrova.id, custody }, head, at('02-13'), { staff });
  expect(story.known.custodyChanges).toEqual(before.custodyChanges);

  story.do({ type: 'releaseHolder', role, reason: 'elsewhere' }, head, at('02-14'), { staff });
  story.do({ ...move, from: null, to: petrova.id }, head, at('02-15'), { staff });
  story.do({ ...back, from: petrova.id, custody: null }, head, at('02-16'), { staff });
  expect(changes(story)).toBe(1);
  isAsReplayed(story);
});

test('a release that a late call undoes was none', () => {
  const story = storyOf(stages.inQualification);
  story.pass(at('01-14'));
  expect(story.known.custodyChanges).toEqual({ telemarketer: 1 });
  const call = { type: 'recordContact', channel: 'phone', twoWay: true, performedBy: tanya.id } as const;
  story.do({ ...call, at: at('01-10') }, head, at('01-15'), { staff });
  expect(story.known).toMatchObject({ custody: { telemarketer: { employeeId: tanya.id } } });
  expect(story.known.custodyChanges).toEqual({});
  isAsReplayed(story);
});

describe('of two cards of one client', () => {
  const pair = () => {
    const survivor = storyOf(stages.regular);
    const duplicate = storyOf(stages.regular, conveyor, 'twin');
    give(survivor, petrova.id, '02-12');
    give(duplicate, petrova.id, '02-12');
    give(duplicate, ivanova.id, '02-13');
    return { survivor, duplicate };
  };

  test('the changes add up, and the holder who is let go with the duplicate is none of the survivor', () => {
    const { survivor, duplicate } = pair();
    survivor.merge(duplicate, 'mergeDuplicate', at('02-15'), staff);
    expect(survivor.known.custodyChanges).toEqual({ telemarketer: 2, developmentSpecialist: 2, [role]: 3 });
  });

  test('undone, each has its own again', () => {
    const { survivor, duplicate } = pair();
    const [own, other] = [survivor.known.custodyChanges, duplicate.known.custodyChanges];
    survivor.merge(duplicate, 'mergeDuplicate', at('02-15'), staff);
    survivor.merge(duplicate, 'unmergeDuplicate', at('02-16'), staff);
    expect([survivor.known.custodyChanges, duplicate.known.custodyChanges]).toEqual([own, other]);
    isAsReplayed(survivor);
    isAsReplayed(duplicate);
  });

  test('but for a holder who has left by then: that custody has ended', () => {
    const { survivor, duplicate } = pair();
    survivor.merge(duplicate, 'mergeDuplicate', at('02-15'), staff);
    const { ivanova: _, ...others } = staff;
    survivor.merge(duplicate, 'unmergeDuplicate', at('02-16'), others);
    expect(duplicate.known.custody).toEqual({});
    expect(duplicate.known.custodyChanges?.[role]).toBe(3);
    isAsReplayed(duplicate);
  });
});

test('of a client that moves in, everybody who is told to have held it before is one', () => {
  const story = new Story(conveyor);
  const past = (employeeId: string, since: string, until: string) => ({
    role,
    employeeId,
    since: at(since),
    until: at(until),
  });
  story.do(
    {
      type: 'onboard',
      source: 'existing',
      registeredAt: at('01-05'),
      stands: { state: 'regular' },
      holders: { [role]: { employeeId: ivanova.id, since: at('02-10') } },
      pastHolders: [past('gone', '01-05', '01-20'), past(boris.id, '01-20', '02-10')],
    },
    importer,
    at('02-11'),
    { staff },
  );
  expect(story.known.custodyChanges).toEqual({ [role]: 2 });
  isAsReplayed(story);
});

test('a snapshot from before it was counted does not know, and no event makes it known by halves', () => {
  const { custodyChanges: _, ...earlier } = storyOf(stages.regular).known;
  const story = storyOf(stages.regular);
  story.client = earlier as Client;
  expect(changes(story)).toBeUndefined();
  give(story, petrova.id, '02-12');
  expect(story.known).not.toHaveProperty('custodyChanges');
  expect(changes(story)).toBeUndefined();
  expect(conveyor.replay(story.history).custodyChanges).toMatchObject({ [role]: 1 });
});

describe('under other rules', () => {
  const to = defineConveyor({ ...mixed(), version: 2 }).blueprint;
  const { known } = storyOf(stages.regular);
  const roles = Object.fromEntries(Object.keys(mixed().roles).map((name) => [name, name]));
  const moved = (
    renamed: Readonly<Record<string, string | null>>,
    here: Readonly<Record<string, string | null>>,
  ) => {
    const map = {
      from: 1,
      to: 2,
      states: {},
      custody: { regular: here },
      transfers: {},
      handoffs: {},
      holds: {},
    };
    const context = {
      map: { ...map, facts: {}, roles: { ...roles, ...renamed } },
      blueprint: to,
      at: at('02-12'),
    };
    return mapStateAndCustody({ ...known, received: known.handoffs.received }, true, context).custodyChanges;
  };

  test('a role that becomes another takes its changes along, and two that become one add up', () => {
    expect(moved({}, { [role]: role })).toBe(known.custodyChanges);
    expect(moved({ telemarketer: 'developmentSpecialist' }, { [role]: role })).toEqual({
      developmentSpecialist: 2,
    });
    expect(moved({ telemarketer: null }, { [role]: role })).toEqual({ developmentSpecialist: 1 });
  });

  test('custody that ends with the old rules is a change', () => {
    expect(moved({}, { [role]: null })).toEqual({ telemarketer: 1, developmentSpecialist: 1, [role]: 1 });
  });
});

test('where nobody is to hold the client, it is nobody who has changed', () => {
  const story = storyOf([registered('cold', at('01-05'))]);
  story.do({ type: 'override', to: 'disqualified', reason: 'closed down' }, head, at('01-06'), { staff });
  expect(changes(story)).toBe(0);
});
