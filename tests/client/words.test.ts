import {
  type Actor,
  type ClientEvent,
  describeEvent,
  type EventType,
  explain,
  labelIn,
  type RefusalCode,
  type RefusalReason,
} from 'sales-conveyor';
import { en, explanationEn } from 'sales-conveyor/locales/en';
import { explanationRu, ru } from 'sales-conveyor/locales/ru';
import { describe, expect, test } from 'vitest';
import { dictionaries } from '../dictionaries.ts';
import { at, conveyor, denis, head, ivanova, stages, tanya } from './department.ts';
import { eventOf, events, refusals } from './every-word.ts';
import { type Step, storyOf } from './story.ts';

const disqualifying = {
  transfer: 'disqualify',
  known: Object.keys(conveyor.blueprint.transfers.disqualify?.reasons ?? {}),
};

function expectWords(text: string) {
  expect(text).not.toBe('');
  expect(text).not.toMatch(/[{}[\]]|undefined|null|NaN|\[object|Invalid/);
}

test('whoever accepts a handoff for its receiver is named beside them', () => {
  const said = (by: string) =>
    [en, ru].map((dictionary) =>
      describeEvent({ ...eventOf('handoffAccepted', events.handoffAccepted), by }, { dictionary }),
    );
  const { employeeId: receiver } = events.handoffAccepted.accepted.to;
  expect(said('olga')).toEqual([
    `olga accepted on behalf of ${receiver}: handToClientManager`,
    `принята передача handToClientManager, кем: olga, от имени: ${receiver}`,
  ]);
  expect(said(receiver)).toEqual([
    `${receiver} accepted: handToClientManager`,
    `принята передача handToClientManager, кем: ${receiver}`,
  ]);
});

test('the reasons to choose from are said by their labels, and by the names to be written to whoever came near one', () => {
  const reason: RefusalReason = { code: 'REASON_NEEDED', field: 'reason', ...disqualifying };
  const said = explain({ reasons: [reason] }, { dictionary: ru, conveyor });
  const labels = Object.values(conveyor.blueprint.transfers.disqualify?.reasons ?? {});
  for (const { label } of labels) expect(said).toContain(labelIn(label, 'ru'));
  expect(said).not.toContain('misfit');
  expect(explain({ reasons: [{ ...reason, given: 'tired of it' }] }, { dictionary: en, conveyor })).toBe(
    'A reason must be given, one of: does not fit, no need. tired of it is none of them.',
  );
  expect(explain({ reasons: [reason] }, { dictionary: ru })).toContain('misfit');
  const misspelt = explain({ reasons: [{ ...reason, given: 'misfits' }] }, { dictionary: en, conveyor });
  expect(misspelt).toMatch(/ misfits is none of them. Did you mean misfit\?$/);
});

test('an unknown name is told with those that may be written, and the one that was probably meant', () => {
  const asked = storyOf(stages.inQualification).ask(
    { type: 'transfer', transfer: 'qualifi' },
    head,
    at('01-08'),
  );
  expect(explain({ reasons: asked }, { dictionary: en, conveyor })).toBe(
    'No transfer is called qualifi. Did you mean qualify? There are: qualify (“qualify”), disqualify (“disqualify”), suspectDuplicate (“looks like a duplicate”), defer (“defer”), close (“close”).',
  );
});

test('of many names the first are said, and none that is far from what was written', () => {
  const asked = storyOf(stages.inQualification).ask(
    { type: 'learnFacts', facts: { city: 'Perm' } },
    head,
    at('01-08'),
  );
  const said = explain({ reasons: asked }, { dictionary: ru, conveyor });
  expect(said).not.toContain('Может быть');
  expect(said).toMatch(/Есть: [^,]+(, [^,]+){11}, …$/);
});

describe.each(['en', 'ru'] as const)('in %s', (locale) => {
  test.each(Object.keys(refusals) as RefusalCode[])('the refusal %s is said in whole words', (code) => {
    const reason = { code, ...refusals[code] } as RefusalReason;
    for (const options of [
      { dictionary: dictionaries[locale] },
      { dictionary: dictionaries[locale], conveyor },
    ]) {
      const text = explain({ reasons: [reason] }, options);
      expectWords(text);
      if (locale === 'ru') expect(text).toMatch(/[а-я]/);
      const part = locale === 'ru' ? explanationRu : explanationEn;
      expect(explain({ reasons: [reason] }, { ...options, dictionary: part })).toBe(text);
    }
  });

  test.each(Object.keys(events) as EventType[])('the event %s is said in whole words', (type) => {
    for (const options of [
      { dictionary: dictionaries[locale] },
      { dictionary: dictionaries[locale], conveyor },
    ]) {
      const text = describeEvent(eventOf(type, events[type]), options);
      expectWords(text);
      if (locale === 'ru' && type !== 'stateChanged') expect(text).toMatch(/[а-я]/);
    }
  });
});

describe('words', () => {
  test('say each reason of a refusal in a line of its own', () => {
    const story = storyOf(stages.inQualification);
    const saidTo = (actor: Actor, step: Step) =>
      explain({ reasons: story.ask(step, actor, at('01-08')) }, { dictionary: en, conveyor }).split('\n');
    expect(saidTo(tanya, { type: 'transfer', transfer: 'qualify' })).toEqual([
      'The conditions are not met.',
      ...['client fits our profile', 'need is constant'].map(
        (fact) => `The ${fact}: not known yet (who can tell: telemarketer)`,
      ),
      'Number of reachable decision makers and influencers is at least 1; now: 0',
      'The client card is complete: not known yet (who can tell: telemarketer)',
    ]);
    expect(saidTo(denis, { type: 'withdrawHandoff' })).toEqual([
      'denis may not withdraw a handoff. With this client that is for tanya. With any client it is for “head of sales”.',
      'No handoff is waiting for an answer.',
    ]);
  });

  test('of what is for others to start, or to place, say once whose it is, and nothing else', () => {
    const story = storyOf(stages.inQualification);
    const saidTo = (step: Step) =>
      explain({ reasons: story.ask(step, denis, at('01-08')) }, { dictionary: en, conveyor });
    expect(saidTo({ type: 'transfer', transfer: 'qualify' })).toBe(
      '“qualify” is for “telemarketer”, “head of sales”.',
    );
    expect(saidTo({ type: 'placeHold', hold: 'blacklisted', reason: 'never pays' })).toBe(
      'denis may not place a hold. With any client it is for “head of sales”.',
    );
  });

  test('say of a hold who can lift it', () => {
    const held = (hold: string) =>
      explain({ reasons: [{ code: 'BLOCKED_BY_HOLD', hold, reason: 'r' }] }, { dictionary: en, conveyor });
    expect(held('blacklisted')).toBe(
      'The client is held: “blacklisted” (r). It can be lifted by “head of sales”.',
    );
    expect(held('locked')).toContain('lifted by “back office”, “head of sales”.');
    expect(held('creditStop')).toContain('lifted by “back office”, “head of sales”, “ERP”.');
  });

  test('of facts that were learned say the values, too', () => {
    const facts = Object.entries({
      fit: false,
      creditLimit: { amount: 1000, currency: 'EUR' },
      industry: null,
    });
    const learned = facts.map(([fact, value]) => [fact, { value, source: 'crm', at: at('01-08') }]);
    const event = eventOf('factsLearned', { facts: Object.fromEntries(learned) });
    expect(describeEvent(event, { dictionary: en, conveyor })).toBe(
      'learned: the client fits our profile: no, credit limit: €10.00, industry: is not known',
    );
  });

  test('of a transfer that starts from other states say only that, whatever else stands against it', () => {
    const reasons = storyOf(stages.qualified).ask(
      { type: 'transfer', transfer: 'handToClientManager' },
      tanya,
      at('01-08'),
    );
    expect(reasons.map(({ code }) => code)).toContain('CONDITION_NOT_MET');
    expect(explain({ reasons }, { dictionary: en, conveyor })).toBe(
      '“hand to the client manager” starts from “ramp-in”; the client is in “qualified”.',
    );
  });

  test.each([
    ['planDrafted', 'describePlanEvent of sales-conveyor/redistribution'],
    ['proposalMade', 'describeProposalEvent of sales-conveyor/proposals'],
    ['taskOpened', 'describeTaskEvent of sales-conveyor/work'],
    ['periodClosed', 'its own entry'],
  ])('of %s are asked of %s', (type, by) => {
    const event = { type } as unknown as ClientEvent;
    expect(() => describeEvent(event, { dictionary: en })).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining(`${by} describes it`),
      }),
    );
  });

  test('call things by their labels with the conveyor, by their names without it', () => {
    const moved = eventOf('stateChanged', { from: 'cold', to: 'lead', cause: 'person', transfer: 'wake' });
    expect(describeEvent(moved, { dictionary: en })).toBe('cold → lead: wake');
    expect(describeEvent(moved, { dictionary: ru, conveyor })).toBe('«холодный» → «лид»: «пора перезвонить»');
  });

  test('say the reasons that the library or the blueprint gives in the reader’s language', () => {
    const pooled = eventOf('clientPooled', { pool: 'telemarketer', reason: 'registered' });
    expect(describeEvent(pooled, { dictionary: ru, conveyor })).toBe(
      'в общей базе роли «телемаркетолог»: только что заведён',
    );
    const transfer = 'handToClientManager';
    const [reason = ''] = Object.keys(conveyor.blueprint.transfers[transfer]?.handoff?.rejections ?? {});
    const label = labelIn(
      conveyor.blueprint.transfers[transfer]?.handoff?.rejections[reason]?.label ?? '',
      'ru',
    );
    const rejected = eventOf('handoffRejected', { transfer, reason, fixable: true });
    expect(describeEvent(rejected, { dictionary: ru, conveyor })).toContain(label);
    expect(describeEvent(rejected, { dictionary: ru })).toContain(reason);
  });

  test('leave out what was not said', () => {
    const cancelled = (reason?: string) =>
      describeEvent(eventOf('orderCancelled', { orderId: 'o1', reason }), { dictionary: en });
    expect(cancelled()).toBe('order o1 cancelled');
    expect(cancelled('too dear')).toBe('order o1 cancelled: too dear');
  });

  test('repeat what people wrote as they wrote it, whatever it looks like', () => {
    const note = 'ask for {by} or {nobody} [sic] $& $1';
    expect(
      describeEvent(eventOf('contactRecorded', { channel: '{note}', twoWay: true, note }), {
        dictionary: en,
      }),
    ).toBe(`contact by {note}: ${note}`);
  });

  test("say moments in the department's time zone", () => {
    const until = at('02-12', '23:30');
    const reasons: RefusalReason[] = [{ code: 'RETURN_TOO_LATE', until }];
    const inZone = (timeZone: string) => ({
      dictionary: en,
      conveyor: { blueprint: { ...conveyor.blueprint, timeZone } },
    });
    expect(explain({ reasons }, inZone('UTC'))).toContain('12 Feb 2026, 23:30');
    expect(explain({ reasons }, inZone('Europe/Moscow'))).toContain('13 Feb 2026, 02:30');
  });

  test('are found for every event of a life', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'placeHold', hold: 'creditStop', reason: 'debt' }, head, at('02-12'));
    story.do({ type: 'releaseHolder', role: 'clientManager', reason: 'overload' }, ivanova, at('02-13'));
    for (const event of story.history) {
      for (const locale of ['en', 'ru'] as const)
        expectWords(describeEvent(event, { dictionary: dictionaries[locale], conveyor }));
    }
  });
});

test('a correction says what is right, with the order that it is about', () => {
  const said = (payload: object) =>
    [en, ru].map((dictionary) =>
      describeEvent(
        eventOf('recordCorrected', {
          eventId: 'acme#3',
          reason: 'a slip',
          correct: { happenedAt: '2026-02-12T09:00:00.000Z', payload },
        }),
        { dictionary },
      ).replaceAll('\u00a0', ' '),
    );
  const total = { amount: 10_000, currency: 'EUR' };
  expect(said({ order: { id: 'o1', placedAt: at('02-12'), day: '2026-02-12', total } })).toEqual([
    'record acme#3 corrected, right is: order o1 of €100.00, 12 Feb 2026: a slip',
    'исправлена запись acme#3, верно: заказ o1 на 100,00 €, 12.02.2026 — a slip',
  ]);
  expect(said({ orderId: 'o1', recordId: 'p1', kind: 'payment', amount: total })[1]).toContain(
    'верно: заказ o1, оплата: 100,00 €',
  );
  expect(said({ orderId: 'o1' })[1]).toBe('исправлена запись acme#3, верно: заказ o1, 12.02.2026 — a slip');
});

test('a state that came of a merge or its undoing says so, and names the other card', () => {
  const said = (cause: 'merge' | 'unmerge') =>
    describeEvent(eventOf('stateChanged', { from: 'regular', to: 'lost', cause, reason: 'acme' }), {
      dictionary: ru,
      conveyor,
      names: { clients: { acme: 'ООО «Акме»' } },
    });
  expect(said('merge')).toBe('«действующий» → «потерянный», объединён с другим клиентом: ООО «Акме»');
  expect(said('unmerge')).toBe('«действующий» → «потерянный», объединение отменено: ООО «Акме»');
});

test('whoever left did so on a day: another one told later is told apart', () => {
  const left = (happenedAt: string) =>
    [en, ru].map((dictionary) =>
      describeEvent(
        {
          type: 'employeeLeft',
          id: 'vera#2',
          employeeId: 'vera',
          revision: 2,
          happenedAt,
          recordedAt: happenedAt,
          by: 'head',
          schemaVersion: 1,
          blueprintVersion: 1,
        } as never,
        { dictionary },
      ),
    );
  expect(left('2026-03-20T15:00:00.000Z')).toEqual([
    'vera left on 20 Mar 2026',
    'больше не работает с 20.03.2026: vera',
  ]);
});
