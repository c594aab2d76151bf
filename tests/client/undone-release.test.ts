import { defineConveyor, describeEvent } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, importer, staff, stages, tanya } from './department.ts';
import { type Step, type Story, storyOf } from './story.ts';

const call = (day: string, performedBy?: string): Step => ({
  type: 'recordContact',
  channel: 'phone',
  twoWay: true,
  at: at(day),
  ...(performedBy && { performedBy }),
});
const isUndone = (story: Story) => story.history.some(({ type }) => type === 'releaseUndone');
/** Tanya has had the client since 5 January, in qualification since the 6th: let go on the 13th. */
const released = (on = conveyor) => {
  const story = storyOf(stages.inQualification, on);
  story.pass(at('01-14'));
  expect(story.known).toMatchObject({
    state: 'lead',
    custody: {},
    pool: { cause: { code: 'transfer', transfer: 'releaseUntouched' } },
  });
  return story;
};

const presets = [
  ['mixed', mixed()],
  ['consultative', consultative()],
  ['transactional', transactional()],
  ['project', project()],
] as const;

describe.each(presets)('in the %s conveyor', (_name, blueprint) => {
  const on = defineConveyor(blueprint);
  const handToSeller =
    Object.entries(on.blueprint.transfers)
      .map(([id, { from, handoff }]) => [id, from.includes('qualified') ? handoff : undefined] as const)
      .find(([, handoff]) => handoff) ?? [];

  test('a call recorded late undoes the release of an untouched client that it would have prevented', () => {
    const story = released(on);
    const before = storyOf(stages.inQualification, on).known;
    story.do(call('01-10', tanya.id), head, at('01-15'), { staff });
    const { state, stateSince, custody, pool } = story.known;
    expect({ state, stateSince, custody, pool }).toEqual({
      state: before.state,
      stateSince: before.stateSince,
      custody: before.custody,
      pool: undefined,
    });
    expect(on.nextDueAt(story.known)).toBe(at('01-17'));
    expect(on.replay(story.history)).toEqual(story.known);
    story.pass(at('01-18'));
    expect(story.known).toMatchObject({
      state: 'lead',
      stateSince: at('01-17'),
      pool: { since: at('01-17') },
    });
  });

  test('and that of a stagnant one, with what was accepted', () => {
    const story = storyOf(stages.qualified, on);
    const [transfer = '', { to: role = '' } = {}] = handToSeller;
    const need = on.blueprint.facts.timeliness ? 'timeliness' : 'constantNeed';
    story.do({ type: 'learnFacts', facts: { [need]: true } }, tanya, at('01-08'));
    story.do({ type: 'transfer', transfer, to: denis.id }, tanya, at('01-08'));
    story.do({ type: 'acceptHandoff' }, { id: denis.id, roles: [role] }, at('01-08', '10:00'));
    story.do(call('01-09', denis.id), head, at('01-09'));
    const { custody, handoffs, state } = story.known;
    story.pass(at('02-10'));
    expect(story.known).toMatchObject({
      state,
      custody: {},
      pool: { cause: { code: 'transfer', transfer: 'releaseStagnant' } },
    });
    story.do(call('02-09', denis.id), head, at('02-11'));
    expect(story.known.custody).toEqual({});
    story.do(call('01-20', denis.id), head, at('02-11'));
    expect(story.known).toMatchObject({ state, custody, handoffs });
    expect(story.known.pool).toBeUndefined();
  });
});

describe('a call recorded late', () => {
  test('may be recorded by whoever had the client then, at the moment at which it is let go, too', () => {
    const story = storyOf(stages.inQualification);
    story.do(call('01-10'), tanya, at('01-14'));
    expect(story.known).toMatchObject({
      state: 'inQualification',
      custody: { telemarketer: { employeeId: 'tanya' } },
    });
    const late = released();
    late.do(call('01-10'), tanya, at('01-15'));
    expect(late.state).toBe('inQualification');
    expect(released().ask(call('01-10'), denis, at('01-15'))).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
  });

  test('that came too late itself, went unanswered, or was a colleague’s undoes nothing', () => {
    const story = released();
    story.do(call('01-13', tanya.id), head, at('01-15'));
    story.do(call('01-10', denis.id), head, at('01-15'));
    story.do({ ...call('01-10', tanya.id), twoWay: false } as Step, head, at('01-15'));
    expect(isUndone(story)).toBe(false);
    expect(story.state).toBe('lead');
  });

  test('that nobody is said to have had counts for whoever held the client', () => {
    const story = released();
    story.do(call('01-10'), importer, at('01-15'), { staff });
    expect(story.known.custody).toEqual({ telemarketer: { employeeId: 'tanya', since: at('01-05') } });
  });

  test('of the deputy of then counts as well', () => {
    const story = storyOf(stages.inQualification);
    story.do({ type: 'setDeputy', role: 'telemarketer', employeeId: 'vika' }, head, at('01-08'));
    story.pass(at('01-14'));
    story.do(call('01-10', 'vika'), head, at('01-15'));
    expect(isUndone(story)).toBe(true);
  });

  test('takes the client from nobody who has it by now, and from no state that it was moved to since', () => {
    const taken = released();
    taken.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'vika' }, head, at('01-14'));
    taken.do(call('01-10', tanya.id), head, at('01-14', '09:30'));
    expect(taken.known).toMatchObject({ state: 'lead', custody: { telemarketer: { employeeId: 'vika' } } });
    const moved = released();
    moved.do({ type: 'transfer', transfer: 'startQualification' }, head, at('01-14'));
    moved.do(call('01-10', tanya.id), head, at('01-15'));
    expect(isUndone(moved)).toBe(false);
  });

  test('gives nothing to somebody who has left', () => {
    const left = { ...staff, tanya: { roles: ['telemarketer'], leftAt: at('01-14') } };
    const story = released();
    story.do(call('01-10', tanya.id), head, at('01-15'), { staff: left });
    expect(story.known).toMatchObject({ state: 'lead', custody: {}, pool: { name: 'telemarketer' } });
  });

  test('asks for the history where it may undo, and only there', () => {
    const without = { history: undefined };
    expect(() => released().ask(call('01-10', tanya.id), head, at('01-15'), without)).toThrow('history');
    const fresh = storyOf(stages.cold);
    expect(fresh.ask(call('01-02', tanya.id), head, at('01-15'), without)).toEqual([]);
  });

  test('says in words what it undid', () => {
    const story = released();
    story.do(call('01-10'), tanya, at('01-15'));
    const event = story.history.find(({ type }) => type === 'releaseUndone');
    if (!event) throw new Error('nothing was undone');
    expect(describeEvent(event, { dictionary: en, conveyor })).toBe(
      'undone, as there was a contact in time: “release an untouched client”; held by tanya',
    );
    expect(describeEvent(event, { conveyor, dictionary: ru })).toBe(
      '«вернуть в общую базу: нет контакта»: отменено, контакт состоялся вовремя; ответственные: tanya',
    );
  });
});
