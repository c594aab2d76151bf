import { type BlueprintInput, type ClientEvent, defineConveyor, describeEvent } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, by, clientId, denis, fixedRule, head, importer, petrova, stages, tanya } from './department.ts';
import { buyerStory, order, type Step, type Story, storyOf } from './story.ts';

const now = at('02-12');
const last = (story: Story, type: ClientEvent['type']) =>
  String(story.history.findLast((one) => one.type === type)?.id);
const voided = (eventId: string): Step => ({ type: 'correctRecord', eventId, reason: 'a slip' });
const replaced = (eventId: string, replacement: object): Step =>
  ({ ...voided(eventId), replacement: { clientId, ...replacement } }) as Step;

/** The client's facts of both, compared as if neither had any history. */
function expectSame(corrected: Story, never: Story) {
  const { orders, contacts, facts, people, windows } = never.known;
  expect(corrected.known).toMatchObject({ orders, contacts, facts, people, windows });
  expect(Object.keys(corrected.known.windows)).toEqual(Object.keys(windows));
}

describe('a record that is declared void', () => {
  test.each<[string, Step]>([
    ['contact', { type: 'recordContact', channel: 'phone', twoWay: true }],
    ['fact', { type: 'learnFacts', facts: { fit: false, industry: 'steel' } }],
    ['person', { type: 'recordPerson', personId: 'ada', name: 'Eve', part: 'user' }],
    ['window', { type: 'recordWindow', windowId: 'w', category: 'dairy', decidesAt: at('09-01') }],
    ['order', order('o9', at('02-11'))],
    ['payment', { type: 'payOrder', orderId: 'o2' }],
    ['shipment', { type: 'shipOrder', orderId: 'o2' }],
    ['cancellation', { type: 'cancelOrder', orderId: 'o3' }],
    ['return', { type: 'returnOrder', orderId: 'o3' }],
  ])('leaves the client as if the %s had never been', (_, step) => {
    const never = storyOf(stages.regular);
    const story = storyOf(stages.regular);
    const [event] = story.do(step, head, now);
    story.do(voided(String(event?.id)), head, now);
    expectSame(story, never);
  });

  test('stays in the log, with the correction after it', () => {
    const story = storyOf(stages.regular);
    const [correction] = story.do(voided(last(story, 'orderPaid')), head, now);
    const said = describeEvent(correction as ClientEvent, { dictionary: en, conveyor: story.conveyor });
    expect(said).toBe(`record ${last(story, 'orderPaid')} declared void: a slip`);
    expect(story.history.map(({ type }) => type)).toContain('orderPaid');
    expect(story.history.at(-1)).toMatchObject({ type: 'recordCorrected', reason: 'a slip', by: 'head' });
    expect(story.fact('orders.paid', now)).toBe(0);
  });

  test('undoes what followed from an order: its shipment and payment count no more', () => {
    const story = storyOf(stages.regular);
    story.do(voided(last(story, 'orderRecorded')), head, now);
    expect(story.ask({ type: 'payOrder', orderId: 'o3' }, head, now)).toEqual([
      { code: 'UNKNOWN_ORDER', orderId: 'o3' },
    ]);
    expect(story.ask(order('o3', at('02-11')), head, now)).toEqual([]);
  });

  test('may make the client overdue at once', () => {
    const story = buyerStory([at('01-05'), at('03-01')], fixedRule);
    expect(story.do(voided(last(story, 'orderRecorded')), head, at('03-20'))).toMatchObject([
      { type: 'recordCorrected' },
      { type: 'stateChanged', to: 'overdue', cause: 'time', happenedAt: at('03-07', '00:00') },
      { type: 'clientPooled' },
    ]);
  });

  test('may bring the client back: the cancellation was a mistake', () => {
    const story = buyerStory([at('01-05'), at('03-01')], fixedRule);
    story.do({ type: 'cancelOrder', orderId: 'client-2' }, importer, at('03-10'));
    expect(story.state).toBe('overdue');
    story.do(voided(last(story, 'orderCancelled')), head, at('03-11'));
    expect(story.state).toBe('regular');
  });
});

describe('a record that is replaced', () => {
  test('counts as it should have been, and when it was', () => {
    const story = storyOf(stages.regular);
    story.do(replaced(last(story, 'orderRecorded'), order('o3', at('02-05'))), head, now);
    expect(story.fact('orders.lastAt', now)).toBe(at('02-05'));
    expect(story.fact('orders.count', now)).toBe(3);
  });

  test('keeps its own time where none is said', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'recordContact', channel: 'phone', twoWay: false, at: at('02-11') }, head, now);
    story.do(
      replaced(last(story, 'contactRecorded'), { type: 'recordContact', channel: 'phone', twoWay: true }),
      head,
      now,
    );
    expect(story.fact('contacts.lastTwoWayAt', now)).toBe(at('02-11'));
  });

  test('keeps nothing of what was wrong: a window that does not recur after all', () => {
    const story = storyOf(stages.inEntry);
    const window = {
      type: 'recordWindow',
      windowId: 'w',
      category: 'dairy',
      decidesAt: at('09-01'),
    } as const;
    story.do({ ...window, every: { months: 1 } }, denis, at('01-09'));
    story.do(replaced(last(story, 'windowRecorded'), window), denis, at('01-10'));
    expect(story.known.windows.w).not.toHaveProperty('every');
    story.do({ type: 'resolveWindow', windowId: 'w', outcome: 'missed' }, denis, at('01-11'));
    expect(story.known.windows.w?.status).toBe('missed');
  });

  test('may be replaced again, voided, and replaced once more: the last word counts', () => {
    const story = storyOf(stages.regular);
    const eventId = last(story, 'orderRecorded');
    const days: unknown[] = [];
    for (const step of [
      replaced(eventId, order('o3', at('02-05'))),
      replaced(eventId, order('o3', at('02-06'))),
      voided(eventId),
      replaced(eventId, order('o3', at('02-07'))),
    ]) {
      story.do(step, head, now);
      days.push(story.fact('orders.lastAt', now));
    }
    expect(days).toEqual([at('02-05'), at('02-06'), at('01-26'), at('02-07')]);
  });

  test('of an order that had a wrong number takes along what was told of it', () => {
    const lived = (number: string) => {
      const story = storyOf(stages.regular);
      const step = {
        ...order(number, at('02-08')),
        order: { id: number, placedAt: at('02-08'), total },
      } as Step;
      const steps: Step[] = [
        step,
        { type: 'shipOrder', orderId: number, at: at('02-09') },
        { ...payment, orderId: number, at: at('02-10') },
      ];
      for (const one of steps) story.do(one, head, now);
      return { story, step };
    };
    const total = { amount: 1000, currency: 'EUR' };
    const payment = { type: 'recordMoney', recordId: 'p', kind: 'payment', amount: total } as const;
    const [right, wrong] = [lived('o4'), lived('o40')];
    wrong.story.do(replaced(last(wrong.story, 'orderRecorded'), right.step), head, now);
    expect(wrong.story.known.orders).toEqual(right.story.known.orders);
    wrong.story.do(replaced(last(wrong.story, 'orderRecorded'), lived('o5').step), head, now);
    expect(wrong.story.known.orders).toEqual(lived('o5').story.known.orders);
  });

  test.each([
    ['by another kind of record', { type: 'recordContact', channel: 'phone', twoWay: true }],
    ['by one of another client', { ...order('o3', at('02-05')), clientId: 'another' }],
  ])('cannot be replaced %s', (_, replacement) => {
    const story = storyOf(stages.regular);
    expect(story.ask(replaced(last(story, 'orderRecorded'), replacement), head, now)).toMatchObject([
      { code: 'INVALID_VALUE', field: 'replacement' },
    ]);
  });

  test('by what would not have been accepted is refused for the same reasons', () => {
    const story = storyOf(stages.regular);
    const eventId = last(story, 'orderRecorded');
    expect(story.ask(replaced(eventId, order('o3', at('02-13'))), head, now)).toMatchObject([
      { code: 'IN_THE_FUTURE' },
    ]);
    expect(story.ask(replaced(eventId, order('o2', at('02-05'))), head, now)).toMatchObject([
      { code: 'ORDER_EXISTS' },
    ]);
  });
});

describe('who corrects', () => {
  test('may be whoever made the slip, with whose client it is, where they may correct those of their own', () => {
    const story = storyOf(stages.regular);
    const [own] = story.do(order('o9', at('02-11')), petrova, now);
    const colleagues = last(story, 'orderPaid');
    expect(story.ask(voided(colleagues), petrova, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED', actor: 'petrova', action: 'correctRecord' },
    ]);
    const mended = { type: 'recordOrder', order: { id: 'o9', placedAt: at('02-10') } };
    story.do(replaced(String(own?.id), mended), petrova, now);
    expect(story.fact('orders.lastAt', now)).toBe(at('02-10'));
    const barred = { ...petrova, roles: ['backOffice'] };
    const mixedRights = mixed();
    const { backOffice } = mixedRights.roles;
    const without = { ...backOffice, may: { own: [], any: ['recordOrder'] } };
    const other = storyOf(
      stages.regular,
      defineConveyor({
        ...mixedRights,
        roles: { ...mixedRights.roles, backOffice: without },
      } as BlueprintInput),
    );
    const [record] = other.do(order('o9', at('02-11')), barred, now);
    expect(other.ask(voided(String(record?.id)), barred, now)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
  });
});

describe('what cannot be corrected', () => {
  test('is what nobody recorded', () => {
    expect(storyOf(stages.regular).ask(voided('client#99'), head, now)).toEqual([
      { code: 'UNKNOWN_RECORD', eventId: 'client#99' },
    ]);
  });

  test.each(['stateChanged', 'holderAssigned', 'holderReleased', 'clientRegistered'] as const)(
    'is a move: %s is undone by moving',
    (type) => {
      const story = storyOf(stages.regular);
      expect(story.ask(voided(last(story, type)), head, now)).toMatchObject([
        { code: 'NOT_CORRECTABLE', type },
      ]);
    },
  );

  test('is a correction: the record is corrected again', () => {
    const story = storyOf(stages.regular);
    story.do(voided(last(story, 'orderPaid')), head, now);
    expect(story.ask(voided(last(story, 'recordCorrected')), head, now)).toMatchObject([
      { code: 'NOT_CORRECTABLE' },
    ]);
  });

  test("is another's client", () => {
    const story = storyOf(stages.regular);
    expect(story.ask(voided(last(story, 'orderPaid')), tanya, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED' },
    ]);
  });
});

test('a correction is decided on the whole history and says so without it', () => {
  const { conveyor, known } = storyOf(stages.regular);
  const command = { type: 'correctRecord', clientId, eventId: 'client#3', reason: 'a slip' } as const;
  expect(() => conveyor.decide(known, command, by(head, now))).toThrowError(
    expect.objectContaining({ code: 'HISTORY_NEEDED', details: { clientId, type: 'correctRecord' } }),
  );
});
