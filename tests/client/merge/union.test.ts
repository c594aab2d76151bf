import { type ClientEvent, describeEvent } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, test } from 'vitest';
import { eventSchema } from '../../../src/schema/event-schema.ts';
import { at, conveyor, denis, fixedRule, head, importer, ivanova, stages, tanya } from '../department.ts';
import { buyerStory, order, type Step, type Story, storyOf } from '../story.ts';

const now = at('02-12');
const merge = (survivor: Story, duplicate: Story, when = now) => {
  survivor.merge(duplicate, 'mergeDuplicate', when);
  for (const { client, history } of [survivor, duplicate]) expect(conveyor.replay(history)).toEqual(client);
  return survivor.known;
};
const twinOf = (given: Parameters<typeof storyOf>[0], on = conveyor) => storyOf(given, on, 'twin');
const hold = (name: string, until?: string): Step => ({
  type: 'placeHold',
  hold: name,
  reason: 'a quarrel',
  ...(until && { until }),
});

describe('of facts that both cards know', () => {
  test('the later report wins, the survivor keeps its own name, and the event says whose counts', () => {
    const [survivor, duplicate] = [storyOf(stages.inEntry), twinOf(stages.inEntry)];
    const named = (name: string, more: object = {}): Step => ({
      type: 'learnFacts',
      facts: { name, ...more },
    });
    survivor.do(named('ООО «Север»', { industry: 'steel', region: 'north' }), head, at('02-05'));
    duplicate.do(named('Север, ООО', { channel: 'fair', industry: 'glass' }), head, at('02-06'));
    duplicate.do({ type: 'learnFacts', facts: { region: 'south' }, at: at('02-01') }, head, at('02-06'));
    const { facts } = merge(survivor, duplicate);
    expect([facts.name?.value, facts.industry?.value, facts.region?.value]).toEqual([
      'ООО «Север»',
      'glass',
      'north',
    ]);
    const merged = survivor.history.find(({ type }) => type === 'duplicateMerged') as ClientEvent;
    expect(merged).toMatchObject({ taken: ['channel', 'industry'], kept: ['name', 'region'] });
    expect(eventSchema.parse(merged)).toEqual(merged);
    expect(describeEvent(merged, { dictionary: en, conveyor })).toMatch(
      /taken from it: .+; its own kept: .+/,
    );
    survivor.merge(duplicate, 'unmergeDuplicate', at('02-13'));
    expect([survivor, duplicate].map(({ known }) => known.facts.name?.value)).toEqual([
      'ООО «Север»',
      'Север, ООО',
    ]);
  });

  test('a name comes along where the survivor has none', () => {
    const [survivor, duplicate] = [storyOf(stages.inEntry), twinOf(stages.inEntry)];
    duplicate.do({ type: 'learnFacts', facts: { name: 'Север' } }, head, at('02-06'));
    expect(merge(survivor, duplicate).facts.name?.value).toBe('Север');
  });
});

test('of an order that both cards have otherwise the survivor’s counts, and the event names it', () => {
  const survivor = buyerStory([], fixedRule);
  const duplicate = buyerStory([], fixedRule, 'twin');
  const placed = (id: string, amount: number): Step => ({
    type: 'recordOrder',
    order: { id, placedAt: at('02-01'), total: { amount, currency: 'EUR' } },
  });
  for (const step of [placed('o1', 100), placed('o2', 200)]) survivor.do(step, importer, at('02-02'));
  for (const step of [placed('o2', 900), placed('o1', 100)]) duplicate.do(step, importer, at('02-02'));
  expect(merge(survivor, duplicate).orders.revenue).toEqual({ EUR: 300 });
  const merged = survivor.history.find(({ type }) => type === 'duplicateMerged') as ClientEvent;
  expect(merged).toMatchObject({ keptOrders: ['o2'] });
  expect(eventSchema.parse(merged)).toEqual(merged);
  expect(describeEvent(merged, { dictionary: en, conveyor })).toMatch(/as they are here: o2$/);
  survivor.merge(duplicate, 'unmergeDuplicate', at('02-13'));
  expect(duplicate.known.orders.revenue).toEqual({ EUR: 1_000 });
});

describe('a merge brings along', () => {
  test('holds: what was locked or out of stock stays so, and nobody goes overdue by our own fault', () => {
    const survivor = buyerStory([at('01-05')], fixedRule);
    const duplicate = buyerStory([at('01-06')], fixedRule, 'twin');
    duplicate.do(hold('stockOut'), head, at('01-20'));
    duplicate.do(hold('locked'), head, at('01-21'));
    merge(survivor, duplicate);
    expect(Object.keys(survivor.known.holds).sort()).toEqual(['locked', 'stockOut']);
    survivor.pass(at('05-01'));
    expect(survivor.state).toBe('regular');
    expect(survivor.ask({ type: 'placeHold', hold: 'locked', reason: 'x' }, head, at('05-01'))).toMatchObject(
      [{ code: 'HOLD_IN_PLACE' }],
    );
  });

  test('of a hold on both cards the end that is later, and the beginning that is earlier', () => {
    const survivor = storyOf(stages.inEntry);
    const duplicate = twinOf(stages.inEntry);
    survivor.do(hold('locked', at('03-01')), head, at('02-01'));
    duplicate.do(hold('locked'), head, at('02-05'));
    expect(merge(survivor, duplicate).holds.locked).toEqual({
      reason: 'a quarrel',
      since: at('02-01'),
      by: 'head',
      stopsClock: false,
    });
  });

  test('clock pauses: 55 days of our own stock-out are no silence', () => {
    const survivor = buyerStory([at('01-05')], fixedRule);
    const duplicate = buyerStory([at('01-05', '10:00')], fixedRule, 'twin');
    duplicate.do(hold('stockOut'), head, at('01-06'));
    duplicate.do({ type: 'releaseHold', hold: 'stockOut' }, head, at('03-02'));
    merge(survivor, duplicate, at('03-03'));
    survivor.pass(at('04-20'));
    expect(survivor.state).toBe('regular');
  });

  test('custody as it stood: since when, with deputy, plan and grace', () => {
    const survivor = storyOf(stages.cold);
    const duplicate = twinOf(stages.inQualification);
    const plan = {
      role: 'telemarketer',
      planId: 'p',
      cause: { code: 'text' as const, text: 'balance' },
      from: 'tanya',
      to: 'toma',
    };
    duplicate.do({ type: 'applyRedistribution', ...plan, graceUntil: at('03-01') }, head, at('01-10'));
    duplicate.do({ type: 'setDeputy', role: 'telemarketer', employeeId: 'tanya' }, head, at('01-11'));
    const { custody, moves } = duplicate.known;
    expect(merge(survivor, duplicate, at('01-12'))).toMatchObject({ custody, moves });
    expect(survivor.known.custody.telemarketer).toEqual(custody.telemarketer);
  });

  test('an accepted handoff: the right to return the client and the first contact owed', () => {
    const survivor = storyOf(stages.inEntry);
    const duplicate = twinOf(stages.readyToHandOver);
    duplicate.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
    duplicate.do({ type: 'acceptHandoff' }, ivanova, at('02-10', '10:00'));
    const { received } = duplicate.known.handoffs;
    merge(survivor, duplicate);
    expect(survivor.known.custody.clientManager?.employeeId).toBe('ivanova');
    expect(survivor.known.handoffs.received).toEqual(received);
    survivor.do({ type: 'returnClient', reason: 'noSecondOrder' }, ivanova, now);
    expect(survivor.known.custody.developmentSpecialist?.employeeId).toBe('denis');
  });

  test('counters of handoffs: one rejection on each card is the second one', () => {
    const rejectedOnce = (id: string) => {
      const story = storyOf(stages.qualified, conveyor, id);
      story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, at('01-08'));
      story.do({ type: 'rejectHandoff', reason: 'incomplete' }, denis, at('01-08', '10:00'));
      return story;
    };
    const [survivor, duplicate] = [rejectedOnce('client'), rejectedOnce('twin')];
    const { handoffs } = merge(survivor, duplicate, at('01-09'));
    expect(handoffs).toMatchObject({ offered: 2, rejected: 2 });
  });

  test('the wake date that is earlier, where both are deferred', () => {
    const deferred = (id: string, wakeAt: string) => {
      const story = storyOf(stages.inQualification, conveyor, id);
      story.do({ type: 'transfer', transfer: 'defer', reason: 'notNow', wakeAt }, tanya, at('01-08'));
      return story;
    };
    expect(merge(deferred('client', at('06-01')), deferred('twin', at('05-01'))).wakeAt).toBe(at('05-01'));
  });

  test('the wait in a pool', () => {
    const survivor = storyOf([
      { type: 'clientRegistered', source: 'cold', state: 'cold', happenedAt: at('01-20') },
      { type: 'clientPooled', pool: 'telemarketer', cause: { code: 'registered' }, happenedAt: at('01-20') },
    ]);
    expect(merge(survivor, twinOf(stages.cold)).pool?.since).toBe(at('01-05'));
  });
});

describe('no merge ends with nobody', () => {
  test('a cold card that is merged with a regular client is a regular client, with its manager', () => {
    const survivor = storyOf(stages.cold);
    const { state, stateSince, custody } = merge(survivor, twinOf(stages.regular));
    expect({ state, stateSince }).toEqual({ state: 'regular', stateSince: at('02-10') });
    expect(custody.clientManager).toEqual({ employeeId: 'ivanova', since: at('02-10') });
    expect(survivor.known).not.toHaveProperty('pool');
  });

  test('a custody is chosen for the state in which the survivor ends', () => {
    const { state, custody } = merge(storyOf(stages.cold), twinOf(stages.rampIn));
    expect({ state, holder: custody.developmentSpecialist?.employeeId }).toEqual({
      state: 'rampIn',
      holder: 'denis',
    });
  });

  test('a closed card comes to life again with a client that lives', () => {
    const survivor = storyOf(stages.cold);
    survivor.do({ type: 'transfer', transfer: 'close', reason: 'liquidated' }, head, at('01-06'));
    expect(merge(survivor, twinOf(stages.inQualification), at('01-07'))).toMatchObject({
      state: 'inQualification',
      custody: { telemarketer: { employeeId: 'tanya' } },
    });
  });

  test('and its undoing gives everybody back what they had', () => {
    for (const [own, other] of [
      ['cold', 'regular'],
      ['cold', 'rampIn'],
      ['inEntry', 'regular'],
      ['regular', 'cold'],
    ] as const) {
      const [survivor, duplicate] = [storyOf(stages[own]), twinOf(stages[other])];
      survivor.pass(now);
      duplicate.pass(now);
      const aside = { revision: 0, decidedAt: '' };
      const before = [survivor.known, duplicate.known].map((client) => ({ ...client, ...aside }));
      merge(survivor, duplicate);
      survivor.merge(duplicate, 'unmergeDuplicate', now);
      expect([survivor.known, duplicate.known].map((client) => ({ ...client, ...aside }))).toEqual(before);
    }
  });
});

describe('an order that both cards have', () => {
  const both = (marks: Step[], otherMarks: Step[]) => {
    const survivor = buyerStory([at('01-05')]);
    const duplicate = buyerStory([], conveyor, 'twin');
    duplicate.do(order('client-1', at('01-05')), importer, at('01-05'));
    for (const mark of marks) survivor.do(mark, importer, at('01-06'));
    for (const mark of otherMarks) duplicate.do(mark, importer, at('01-07'));
    return merge(survivor, duplicate).orders;
  };
  const mark = (type: 'shipOrder' | 'payOrder' | 'cancelOrder'): Step => ({ type, orderId: 'client-1' });

  test('has the marks of either', () => {
    const orders = both([mark('shipOrder')], [mark('payOrder')]);
    expect(orders).toMatchObject({ count: 1, shipped: 1, paid: 1, firstShippedAt: at('01-06') });
    expect(orders.recent).toMatchObject([{ shippedAt: at('01-06'), paidAt: at('01-07') }]);
  });

  test('that one of them knows to be cancelled is no revenue and no purchase, and was not shipped first', () => {
    const orders = both([mark('cancelOrder')], [mark('shipOrder'), mark('payOrder')]);
    expect(orders).toMatchObject({ count: 0, moments: 0, cancelled: 1, shipped: 0, revenue: {} });
    for (const date of ['firstAt', 'lastAt', 'firstShippedAt']) expect(orders).not.toHaveProperty(date);
  });
});

test('of people and windows of one id the newer report wins, whichever card it is on', () => {
  const known = (id: string, when: string, name: string) => {
    const story = storyOf(stages.inQualification, conveyor, id);
    story.do({ type: 'recordPerson', personId: 'p', name, part: 'user' }, tanya, when);
    const window = { windowId: 'w', category: 'dairy', decidesAt: at(name === 'New' ? '09-01' : '08-01') };
    story.do({ type: 'recordWindow', ...window }, tanya, when);
    return story;
  };
  for (const [own, other] of [
    ['Old', 'New'],
    ['New', 'Old'],
  ] as const) {
    const [survivor, duplicate] = [own, other].map((name, i) =>
      known(i === 0 ? 'client' : 'twin', at(name === 'New' ? '01-08' : '01-07'), name),
    ) as [Story, Story];
    const { people, windows } = merge(survivor, duplicate, at('01-09'));
    expect(people.p?.name).toBe('New');
    expect(windows.w?.at).toBe(at('09-01'));
  }
});
