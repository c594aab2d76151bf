import fc from 'fast-check';
import { type Actor, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { arbitraryLife } from '../client/arbitrary-life.ts';
import { at, conveyor, denis, head, ivanova, petrova, stages, tanya } from '../client/department.ts';
import { live } from '../client/live.ts';
import { type Story, storyOf } from '../client/story.ts';

const role = 'developmentSpecialist';
const dora: Actor = { id: 'dora', roles: [role] };
const moment = at('02-10');
const plan = { planId: 'plan-1', cause: { code: 'text' as const, text: 'balance' } };

/** Denis offers a client in ramp-in to Ivanova. */
function offered(): Story {
  const story = storyOf(stages.readyToHandOver);
  story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, moment);
  return story;
}

const release = (story: Story) => story.do({ type: 'releaseHolder', role, reason: 'left' }, head, moment);
const assign = (story: Story) => story.do({ type: 'assignHolder', role, employeeId: 'dora' }, head, moment);
const ways: [string, (story: Story) => void, string | undefined][] = [
  ['an assignment', assign, 'dora'],
  ['a release', release, undefined],
  [
    'a plan',
    (story) =>
      story.do({ type: 'applyRedistribution', role, from: 'denis', to: 'dora', ...plan }, head, moment),
    'dora',
  ],
  [
    'a plan out of the pool',
    (story) => {
      release(story);
      story.do({ type: 'applyRedistribution', role, from: null, to: 'dora', ...plan }, head, moment);
    },
    'dora',
  ],
  [
    'an assignment out of the pool',
    (story) => {
      release(story);
      assign(story);
    },
    'dora',
  ],
  [
    'the undoing of a plan out of the pool',
    (story) => {
      release(story);
      story.do({ type: 'applyRedistribution', role, from: null, to: 'dora', ...plan }, head, moment);
      story.do({ type: 'undoRedistribution', role, from: 'dora', custody: null, ...plan }, head, moment);
    },
    undefined,
  ],
];

describe('the sender stays responsible: the sender of an open offer is whoever holds the client', () => {
  test.each(ways)('after %s', (_, move, sender) => {
    const story = offered();
    move(story);
    expect(story.known.handoff?.from).toEqual({ role, ...(sender && { employeeId: sender }) });
    story.do({ type: 'acceptHandoff' }, ivanova, moment);
    story.do({ type: 'returnClient', reason: 'undocumentedPromises' }, ivanova, at('02-20'));
    expect(story.known.custody[role]?.employeeId).toBe(sender);
    expect(story.known.pool?.name).toBe(sender ? undefined : role);
  });

  test('in the log, with who it was before', () => {
    const story = offered();
    expect(assign(story)).toMatchObject([
      { type: 'holderAssigned', from: 'denis' },
      { type: 'handoffSenderChanged', from: { role, employeeId: 'dora' }, by: 'system' },
    ]);
    expect(story.conveyor.replay(story.history)).toEqual(story.known);
  });

  test('in every life: an open offer is from the holder in the role that offers it, or from a pool', () => {
    let open = 0;
    const on = defineConveyor(mixed({ timeZone: 'Europe/Moscow' }));
    fc.assert(
      fc.property(arbitraryLife(on), (script) => {
        live(on, script, ({ client }) => {
          const { handoff, custody, state } = client;
          if (!handoff) return;
          const { from } = handoff;
          expect(from.employeeId).toBe(custody[from.role]?.employeeId);
          expect(on.rules.states[state]?.roles.has(from.role)).toBe(true);
          open++;
        });
      }),
      { numRuns: 60 },
    );
    expect(open).toBeGreaterThan(20);
  });
});

describe('a return', () => {
  test("does not take another specialist's newer deal", () => {
    const story = offered();
    story.do({ type: 'acceptHandoff' }, ivanova, moment);
    story.do({ type: 'learnFacts', facts: { newLine: true } }, ivanova, at('02-11'));
    story.do({ type: 'transfer', transfer: 'reenter', to: 'dora' }, ivanova, at('02-11'));
    story.do({ type: 'acceptHandoff' }, dora, at('02-11'));
    const giveBack = { type: 'returnClient', reason: 'undocumentedPromises' } as const;
    expect(story.ask(giveBack, ivanova, at('02-12'))).toEqual([
      { code: 'HELD_BY_ANOTHER', role, expected: 'denis', actual: 'dora' },
    ]);
    expect(story.known.custody[role]?.employeeId).toBe('dora');
  });

  test('goes to whoever holds the client in the sender’s role by now, not to whom it was taken from', () => {
    const { transfers, ...rest } = mixed();
    const { handToOrderOperator, ...others } = transfers;
    const label = { en: 'exception', ru: 'исключение' };
    const onReturn = { to: 'regular', within: { months: 1 }, reasons: { exception: { label } } };
    const handoff = { ...handToOrderOperator?.handoff, onReturn };
    const on = defineConveyor({
      ...rest,
      transfers: { ...others, handToOrderOperator: { ...handToOrderOperator, handoff } },
    } as Parameters<typeof defineConveyor>[0]);
    const story = storyOf(stages.regular, on);
    const olga: Actor = { id: 'olga', roles: ['orderOperator'] };
    story.do(
      {
        type: 'learnFacts',
        facts: { standingOrder: true, contractSigned: true, creditLimit: { amount: 1, currency: 'EUR' } },
      },
      head,
      at('02-11'),
    );
    story.do({ type: 'transfer', transfer: 'handToOrderOperator', to: 'olga' }, ivanova, at('02-11'));
    story.do({ type: 'acceptHandoff' }, olga, at('02-11'));
    story.do({ type: 'assignHolder', role: 'clientManager', employeeId: petrova.id }, head, at('02-12'));
    story.do({ type: 'returnClient', reason: 'exception' }, olga, at('02-13'));
    expect(story.known.custody).toMatchObject({ clientManager: { employeeId: 'petrova' } });
    expect(story.known.custody).not.toHaveProperty('orderOperator');
  });
});

describe('a transfer is started in the role in which one holds the client', () => {
  const vera: Actor = { id: 'vera', roles: ['telemarketer', 'developmentSpecialist'] };
  const both: Actor = { id: 'both', roles: ['clientManager', 'orderOperator', 'developmentSpecialist'] };
  const takeOver = { type: 'transfer', transfer: 'handToDevelopment', to: 'vera' } as const;

  test("not of a colleague's client, in the colleague's name", () => {
    const story = storyOf(stages.qualified);
    expect(story.ask(takeOver, vera, at('01-08'))).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: ['tanya'] },
    ]);
  });

  test('nor by holding it in another role beside the colleague', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'assignHolder', role: 'orderOperator', employeeId: 'both' }, head, at('02-11'));
    story.do({ type: 'learnFacts', facts: { newLine: true } }, ivanova, at('02-11'));
    const reenter = { type: 'transfer', transfer: 'reenter', to: 'both' } as const;
    expect(story.ask(reenter, both, at('02-11'))).toMatchObject([
      { code: 'NOT_AUTHORIZED', holders: ['ivanova'] },
    ]);
    const options = conveyor.options(story.known, { now: at('02-11'), by: both });
    expect(options.find(({ transfer }) => transfer === 'reenter')).toMatchObject({
      open: false,
      reasons: [{ code: 'NOT_AUTHORIZED', holders: ['ivanova'] }],
    });
    expect(story.ask(reenter, ivanova, at('02-11'))).toEqual([]);
  });

  test('of one’s own client, also to oneself in another role', () => {
    const story = storyOf(stages.qualified);
    story.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'vera' }, tanya, at('01-08'), {
      by: head,
    });
    story.do(takeOver, vera, at('01-08'));
    story.do({ type: 'acceptHandoff' }, vera, at('01-08'));
    expect(story.known.custody[role]?.employeeId).toBe('vera');
  });
});
