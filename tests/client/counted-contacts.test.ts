import fc from 'fast-check';
import { defineConveyor, describeEvent } from 'sales-conveyor';
import { describeBlueprint } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, importer, stages, tanya } from './department.ts';
import { type Step, type Story, storyOf } from './story.ts';

const call = (performedBy?: string, day?: string): Step => ({
  type: 'recordContact',
  channel: 'phone',
  twoWay: true,
  ...(performedBy && { performedBy }),
  ...(day && { at: at(day) }),
});
const untouchedSince = (story: Story) => story.fact('contacts.untouchedSince', at('01-11'));
/** Held by Tanya since 5 January, in qualification since the 6th. */
const claimed = (on = conveyor) => storyOf(stages.inQualification, on);

/** Accepted by Denis on the 8th; the first contact is due a day later. */
function received(on = conveyor): Story {
  const story = storyOf(stages.qualified, on);
  story.do({ type: 'transfer', transfer: 'handToDevelopment', to: denis.id }, tanya, at('01-08'));
  story.do({ type: 'acceptHandoff' }, denis, at('01-08', '10:00'));
  return story;
}
const missed = (story: Story) => story.pass(at('01-10')).some(({ type }) => type === 'firstContactMissed');

describe('a contact', () => {
  test("keeps a claim alive where the holder had it, and not where a colleague's", () => {
    const story = claimed();
    story.do(call(denis.id), head, at('01-08'));
    expect(untouchedSince(story)).toBe(at('01-06'));
    story.do(call(tanya.id), head, at('01-09'));
    expect(untouchedSince(story)).toBe(at('01-09'));
    story.do(call(), tanya, at('01-10'));
    expect(untouchedSince(story)).toBe(at('01-10'));
  });

  test('is of whoever records it, unless they say who had it', () => {
    expect(claimed().do(call(), tanya, at('01-08'))[0]).toMatchObject({
      performedBy: 'tanya',
      countsFor: ['tanya'],
    });
    expect(claimed().do(call('denis'), tanya, at('01-08'))[0]).toMatchObject({
      performedBy: 'denis',
      countsFor: ['denis'],
    });
  });

  test('that a service records and nobody is said to have had counts for whoever holds the client', () => {
    const story = claimed();
    const [event] = story.do(call(), importer, at('01-08'));
    expect(event).not.toHaveProperty('performedBy');
    expect(untouchedSince(story)).toBe(at('01-08'));
    story.do(call(denis.id), head, at('01-09'));
    expect(untouchedSince(story)).toBe(at('01-08'));
  });

  test("is the receiver's first one only where the receiver had it", () => {
    const story = received();
    story.do(call(tanya.id), head, at('01-08', '12:00'));
    expect(missed(story)).toBe(true);
    const made = received();
    made.do(call(denis.id), head, at('01-08', '12:00'));
    expect(missed(made)).toBe(false);
  });

  test('of the deputy counts as the holder’s, from the day they stand in', () => {
    const story = received();
    const deputy: Step = { type: 'setDeputy', role: 'developmentSpecialist', employeeId: 'dora' };
    story.do(call('dora'), head, at('01-08', '11:00'));
    story.do(deputy, head, at('01-08', '12:00'));
    expect(story.known.contacts.counted?.by).not.toHaveProperty('denis');
    story.do(call('dora'), head, at('01-08', '13:00'));
    expect(missed(story)).toBe(false);
  });

  test('of anyone counts where the blueprint says so', () => {
    const anyone = defineConveyor({ ...mixed(), contactsOf: 'anyone' });
    const story = claimed(anyone);
    expect(story.do(call('denis'), tanya, at('01-08'))[0]).toMatchObject({ performedBy: 'denis' });
    expect(untouchedSince(story)).toBe(at('01-08'));
    const made = received(anyone);
    made.do(call(tanya.id), head, at('01-08', '12:00'));
    expect(missed(made)).toBe(false);
  });

  test('that is set right stays with whoever had it', () => {
    const story = claimed();
    const [event] = story.do(call(), tanya, at('01-08'));
    const replacement = { type: 'recordContact', clientId: 'client', channel: 'mail', twoWay: true } as const;
    const eventId = event?.id ?? '';
    story.do({ type: 'correctRecord', eventId, reason: 'mistyped', replacement }, head, at('01-09'));
    expect(untouchedSince(story)).toBe(at('01-08'));
  });

  test('of somebody unknown is refused', () => {
    const staff = { tanya: { roles: ['telemarketer'] } };
    expect(claimed().ask(call('nobody'), tanya, at('01-08'), { staff })).toEqual([
      { code: 'UNKNOWN_EMPLOYEE', employeeId: 'nobody' },
    ]);
  });

  test('says in words who had it', () => {
    const [event] = claimed().do(call('denis'), tanya, at('01-08'));
    if (!event) throw new Error('nothing was recorded');
    expect(describeEvent(event, { dictionary: en, conveyor })).toBe('contact by phone, denis');
    expect(describeEvent(event, { conveyor, dictionary: ru })).toBe('контакт (телефон), denis');
  });
});

test('whose contacts count is said in the regulation', () => {
  const usual = describeBlueprint(conveyor.blueprint, { dictionary: en });
  const otherwise = describeBlueprint(defineConveyor({ ...mixed(), contactsOf: 'anyone' }).blueprint, {
    dictionary: en,
  });
  expect(usual).toContain('First two-way contact of the receiver or their deputy');
  expect(otherwise).toContain('First two-way contact, whoever has it');
});

test('contacts give the same in whatever order they are recorded, and no more than twenty people are kept', () => {
  const contacts = fc.array(fc.record({ who: fc.nat(40), day: fc.integer({ min: 6, max: 28 }) }), {
    minLength: 2,
    maxLength: 40,
  });
  fc.assert(
    fc.property(contacts, (made) => {
      const live = (list: typeof made) => {
        const story = storyOf(stages.regular);
        for (const { who, day } of list) {
          const had = call(who === 0 ? undefined : `e${who}`, `01-${String(day).padStart(2, '0')}`);
          story.do(had, who === 0 ? importer : head, at('02-11'));
        }
        return story.known.contacts;
      };
      const there = live(made);
      expect(live(made.toReversed())).toEqual(there);
      expect(Object.keys(there.counted?.by ?? {}).length).toBeLessThanOrEqual(20);
    }),
    { numRuns: 20 },
  );
});
