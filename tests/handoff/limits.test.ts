import { type BlueprintInput, defineConveyor, type HandoffInput } from 'sales-conveyor';
import { describeBlueprint } from 'sales-conveyor/blueprints';
import { describe, expect, it, test } from 'vitest';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { at, denis, stages, tanya } from '../client/department.ts';
import { Story, storyOf } from '../client/story.ts';
import { dictionaries } from '../dictionaries.ts';

const head = { id: 'head', roles: ['head', 'caller'] };
const keeper = { id: 'kate', roles: ['keeper'] };
/** The small department, which works from 9 to 18, with these limits of its handoff. */
const withLimits = (limits: object) => {
  const { transfers, roles, ...small } = smallBlueprint();
  const { when: _, ...hand } = transfers.hand as BlueprintInput['transfers'][string];
  const answers = ['acceptHandoff', 'rejectHandoff'];
  const any = ['register', 'transfer', ...answers, 'applyRedistribution', 'undoRedistribution'];
  return {
    ...small,
    roles: { ...roles, head: { label: 'head', may: { any } } },
    transfers: {
      ...transfers,
      hand: { ...hand, handoff: { ...hand.handoff, ...limits } },
    },
  };
};
const conveyorWith = (limits: object) => defineConveyor(withLimits(limits) as BlueprintInput);

/** Friday, an hour before the end of work. */
const friday = at('01-09', '17:00');
const spans = [
  [{ workingHours: 4 }, at('01-12', '12:00'), { en: '4 working hours', ru: /4 рабоч(?:их часа|их часов)/ }],
  [{ hours: 24 }, at('01-10', '17:00'), { en: '24 hours', ru: /24 час(?:а|ов)/ }],
  [{ days: 3 }, at('01-12', '17:00'), { en: '3 days', ru: /3 дн(?:я|ей)/ }],
] as const;

const offered = (limits: object) => {
  const story = new Story(conveyorWith(limits));
  story.do({ type: 'register', source: 'web' }, head, friday);
  story.do({ type: 'transfer', transfer: 'hand', to: 'kate' }, head, friday);
  return story;
};

describe.each(spans)('a limit of %j, since a Friday at 17:00', (within, over, words) => {
  it('may be that of an answer', () => {
    expect(offered({ acceptWithin: within }).known.handoff?.expiresAt).toBe(over);
  });

  it('may be that of a first contact', () => {
    const story = offered({ firstContactWithin: within });
    story.do({ type: 'acceptHandoff' }, keeper, friday);
    expect(story.known.handoffs.received.keeper?.firstContactBy).toBe(over);
  });

  it('may be that of whoever decides at last', () => {
    const story = offered({ acceptWithin: { minutes: 0 }, decideWithin: within });
    story.pass(friday);
    expect(story.known.handoff?.escalated?.decideBy).toBe(over);
    expect(story.pass(over)).toMatchObject([{ type: 'handoffWithdrawn' }]);
  });

  it.each(['en', 'ru'] as const)('is said in regulations (%s)', (language) => {
    const { blueprint } = conveyorWith({ acceptWithin: within, firstContactWithin: within });
    const dictionary = dictionaries[language];
    for (const part of ['system', 'people'] as const)
      expect(
        describeBlueprint(blueprint, { dictionary, part }).split(words[language]).length,
      ).toBeGreaterThan(2);
  });
});

describe('presets', () => {
  test('owe the first contact in working time: who accepts on a Friday evening speaks on Monday', () => {
    const story = storyOf(stages.qualified);
    story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, at('01-09', '16:00'));
    story.do({ type: 'acceptHandoff' }, denis, friday);
    expect(story.conveyor.nextDueAt(story.known)).toBe(at('01-12', '17:00'));
  });
});

describe('a first contact in working time that fell due while a plan had taken the client away', () => {
  it('gets the working time that was left', () => {
    const story = offered({ firstContactWithin: { workingHours: 4 } });
    story.do({ type: 'acceptHandoff' }, keeper, friday);
    const plan = { role: 'keeper', planId: 'plan', cause: { code: 'text', text: 'balance' } } as const;
    const held = story.known.custody.keeper;
    const received = story.known.handoffs.received.keeper;
    if (!held || !received) throw new Error('nobody holds the client');
    const monday = at('01-12', '10:00');
    story.do({ type: 'applyRedistribution', from: 'kate', to: 'kurt', ...plan }, head, monday);
    const nextFriday = at('01-16', '17:00');
    story.do(
      { type: 'undoRedistribution', from: 'kurt', custody: held, received, ...plan },
      head,
      nextFriday,
    );
    expect(story.known.handoffs.received.keeper?.firstContactBy).toBe(at('01-19', '10:00'));
  });
});

describe('limits as they were once written', () => {
  const { transfers, ...small } = smallBlueprint();
  const ofToday = transfers.hand?.handoff as HandoffInput;
  const written = (handoff: object) => {
    const hand = { ...transfers.hand, handoff };
    return { ...small, transfers: { ...transfers, hand } } as unknown as BlueprintInput;
  };

  it('are read as working hours', () => {
    const { acceptWithin: _, ...handoff } = ofToday;
    const { blueprint } = defineConveyor(written({ ...handoff, acceptWithinHours: 4, decideWithinHours: 6 }));
    expect(blueprint.transfers.hand?.handoff).toMatchObject({
      acceptWithin: { workingHours: 4 },
      decideWithin: { workingHours: 6 },
    });
  });

  it('are refused beside those of today: one of the two would be lost', () => {
    expect(() => defineConveyor(written({ ...ofToday, acceptWithinHours: 4 }))).toThrow(
      /hand\.handoff\.acceptWithinHours/,
    );
  });
});
