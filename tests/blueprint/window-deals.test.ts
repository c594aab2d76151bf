import { createSales, defineConveyor, describeEvent, memoryStore } from 'sales-conveyor';
import { inboxOf } from 'sales-conveyor/inbox';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, denis, fixedRule, head, importer, ivanova, stages } from '../client/department.ts';
import { type Step, storyOf } from '../client/story.ts';

/** Dairy takes 90 days to prepare; everything else 45. */
const conveyor = defineConveyor(
  mixed({ overdue: { kind: 'fixed', after: { days: 60 } }, decisionLeadTimes: { dairy: { days: 90 } } }),
);
const decision = (category: string, decidesAt: string, more: object = {}): Step => ({
  type: 'recordWindow',
  windowId: category,
  category,
  decidesAt,
  ...more,
});
const buy = (id: string, placedAt: string): Step => ({ type: 'recordOrder', order: { id, placedAt } });

/** Ivanova's regular client, whose committee decides on dairy and on sweets in September. */
const regular = () => {
  const story = storyOf(stages.regular, conveyor);
  story.do(decision('dairy', at('09-01'), { role: 'developmentSpecialist' }), ivanova, at('02-12'));
  story.do(decision('sweets', at('09-10')), ivanova, at('02-12'));
  for (const day of ['04-01', '05-20', '07-10']) story.do(buy(`b-${day}`, at(day)), importer, at(day));
  return story;
};

describe('a decision of an existing client', () => {
  test('is work in its lead time, by category, for whoever owns the deal; the client stays where it is', () => {
    const story = regular();
    const told = story.history.filter(({ type }) => type === 'noticeGiven');
    expect(told).toMatchObject([
      { windowId: 'dairy', to: 'developmentSpecialist', dueAt: at('09-01'), happenedAt: at('06-03') },
    ]);
    story.pass(at('07-27'));
    expect(story.history.at(-1)).toMatchObject({
      windowId: 'sweets',
      to: 'ivanova',
      happenedAt: at('07-27'),
    });
    expect(story.state).toBe('regular');
    expect(conveyor.replay(story.history)).toEqual(story.known);
    expect(
      [en, ru].map((dictionary) => told.map((event) => describeEvent(event, { dictionary, conveyor }))[0]),
    ).toEqual([
      'notice to “development specialist”: prepare for the decision on dairy of 1 Sept 2026',
      'предупреждение, кому: «специалист по развитию»; подготовка к решению: dairy, 01.09.2026',
    ]);
  });

  test('lets the client manager hand the deal over and keep the client', () => {
    const story = storyOf(stages.regular, conveyor);
    const offer: Step = { type: 'transfer', transfer: 'reenter', to: 'denis' };
    expect(story.ask(offer, ivanova, at('02-12'))).toMatchObject([{ code: 'CONDITION_NOT_MET' }]);
    story.do(decision('dairy', at('05-01')), ivanova, at('02-12'));
    story.do(offer, ivanova, at('02-12'));
    story.do({ type: 'acceptHandoff' }, denis, at('02-12'));
    expect(story.known.custody).toMatchObject({
      clientManager: { employeeId: 'ivanova' },
      developmentSpecialist: { employeeId: 'denis' },
    });
  });

  test('is told once, and anew where the date moves or the next one comes', () => {
    const story = regular();
    const notices = () => story.history.filter(({ type }) => type === 'noticeGiven').length;
    story.pass(at('08-01'));
    expect(notices()).toBe(2);
    story.do(decision('sweets', at('10-10'), { every: { months: 1 } }), ivanova, at('08-02'));
    story.pass(at('08-26'));
    expect(notices()).toBe(3);
    story.do({ type: 'resolveWindow', windowId: 'sweets', outcome: 'won' }, ivanova, at('08-27'));
    story.pass(at('10-01'));
    expect(story.known.windows.sweets).toMatchObject({ at: at('11-10'), noticed: at('11-10') });
  });

  test('is nobody’s of an unknown role', () => {
    const story = storyOf(stages.regular, conveyor);
    expect(story.ask(decision('dairy', at('09-01'), { role: 'nobody' }), ivanova, at('02-12'))).toMatchObject(
      [{ code: 'UNKNOWN_NAME', kind: 'role', name: 'nobody' }],
    );
  });
});

test('where no committee decides the specialist sells by hand, for three months at most', () => {
  const story = storyOf(stages.inEntry, fixedRule);
  story.do({ type: 'transfer', transfer: 'sellByHand' }, denis, at('01-12'));
  expect(story.state).toBe('activeSelling');
  for (const day of ['02-02', '02-23', '03-16', '04-06'])
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, denis, at(day));
  story.pass(at('04-11'));
  expect(story.state).toBe('activeSelling');
  story.pass(at('04-12'));
  expect(story.state).toBe('inEntry');
});

test('the deal stands in the inbox of who holds the client in its role, else of who answers for it', async () => {
  let now = '2026-06-10T09:00:00Z';
  const sales = createSales({ conveyor, store: memoryStore(), clock: () => new Date(now) });
  const hiredAt = '2024-01-10T09:00:00Z';
  for (const { id, roles } of [ivanova, denis, head])
    await sales.employees.hire({ id, roles, hoursPerMonth: 130, hiredAt });
  const by = { by: 'head' };
  const clientId = 'c';
  await sales.clients.register({ id: clientId, source: 'existing' }, by);
  const assign = (role: 'clientManager' | 'developmentSpecialist', employeeId: string) =>
    sales.execute({ type: 'assignHolder', clientId, role, employeeId }, by);
  await assign('clientManager', 'ivanova');
  await sales.execute(
    { ...decision('dairy', at('09-01'), { role: 'developmentSpecialist' }), clientId } as never,
    by,
  );
  const deals = async (who: string) => (await inboxOf(sales, who, { codes: ['WINDOW_OPEN'] }))?.items ?? [];
  expect(await deals('ivanova')).toMatchObject([
    { category: 'dairy', since: at('06-03'), deadline: at('09-01') },
  ]);
  now = '2026-06-11T09:00:00Z';
  await assign('developmentSpecialist', 'denis');
  expect(await deals('ivanova')).toEqual([]);
  expect(await deals('denis')).toMatchObject([
    { category: 'dairy', since: at('06-03'), deadline: at('09-01') },
  ]);
});
