import { type Actor, type Client, defineConveyor, type TransferOption } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, importer, ivanova, stages, stranger, tanya } from './department.ts';
import { storyOf } from './story.ts';

const optionsOf = (given: Parameters<typeof storyOf>[0], by: Actor, now: string): TransferOption[] =>
  conveyor.options(storyOf(given).known, { now, by });
const option = (options: readonly TransferOption[], transfer: string) =>
  options.find((one) => one.transfer === transfer) as TransferOption;
const codes = ({ reasons }: TransferOption) => reasons.map(({ code }) => code);

describe('the options of a client', () => {
  test.each(Object.keys(conveyor.blueprint.states))(
    'are every way out of %s that people or the world set off, and those of time that are due',
    (state) => {
      const client = { ...storyOf(stages.cold).known, state } as Client;
      const exits = Object.entries(conveyor.blueprint.transfers).filter(
        ([, { from, technical, trigger }]) => from.includes(state) && !technical && trigger.kind !== 'time',
      );
      const options = conveyor.options(client, { now: at('01-05'), by: head });
      const found = options.filter(({ trigger }) => trigger !== 'time').map(({ transfer }) => transfer);
      expect(found.toSorted()).toEqual(exits.map(([id]) => id).toSorted());
      expect(options.filter(({ trigger, dueAt }) => trigger === 'time' && !dueAt)).toEqual([]);
    },
  );

  test('are open to whom they are, and say to others all that stands against them', () => {
    const qualified = stages.qualified;
    expect(option(optionsOf(qualified, tanya, at('01-08')), 'handToDevelopment')).toEqual({
      transfer: 'handToDevelopment',
      to: 'inEntry',
      trigger: 'person',
      handoff: true,
      open: true,
      reasons: [],
      condition: expect.objectContaining({ truth: 'yes' }),
      needsWakeDate: false,
    });
    const others = option(optionsOf(stages.inQualification, stranger, at('01-08')), 'qualify');
    expect(others.open).toBe(false);
    expect(codes(others)).toEqual(['NOT_AUTHORIZED', 'CONDITION_NOT_MET', 'WRONG_ROLE']);
  });

  test('name the reasons to give and the wake date to set', () => {
    const defer = option(optionsOf(stages.inQualification, tanya, at('01-08')), 'defer');
    expect(defer).toMatchObject({ open: true, needsWakeDate: true });
    expect(defer.reasonsToGive).toEqual(['notNow', 'supplierContract', 'noBudget', 'badContact']);
  });

  test('show a condition that is not met, and the nearest way to meet it', () => {
    const { condition, open } = option(optionsOf(stages.rampIn, denis, at('01-20')), 'handToClientManager');
    expect(open).toBe(false);
    expect(condition?.nearest.map(({ fact }) => fact)).toContain('orders.moments');
  });

  test('tell when time alone will do it; nobody can do that by hand', () => {
    const overdue = option(optionsOf(stages.regular, ivanova, at('02-12')), 'becomeOverdue');
    expect(overdue).toMatchObject({ trigger: 'time', open: false, reasons: [], dueAt: at('03-10', '00:00') });
  });

  test('leave out what time does while its moment is unknown, and what only sets records right', () => {
    const names = (given: Parameters<typeof storyOf>[0], now: string) =>
      optionsOf(given, denis, now).map(({ transfer }) => transfer);
    expect(names(stages.inEntry, at('01-09'))).not.toContain('startSelling');
    expect(names(stages.regular, at('02-12'))).not.toContain('neverOrdered');
  });

  test('tell what an automatic one waits for', () => {
    const story = storyOf(stages.regular);
    story.pass(at('03-12'));
    const again = option(conveyor.options(story.known, { now: at('03-12'), by: importer }), 'orderInTime');
    expect(again).toMatchObject({ trigger: 'event', open: false });
    expect(codes(again)).toEqual(['CONDITION_NOT_MET']);
  });

  test('are those of now, not of when the client was last looked at; nothing is changed by asking', () => {
    const { known } = storyOf(stages.regular);
    const before = structuredClone(known);
    const later = conveyor.options(known, { now: at('07-20'), by: ivanova });
    expect(option(later, 'winBack')).toMatchObject({ open: true });
    expect(known).toEqual(before);
  });

  test('are closed while a handoff is open, where they are handoffs', () => {
    const story = storyOf(stages.qualified);
    story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, at('01-08'));
    const options = conveyor.options(story.known, { now: at('01-08'), by: tanya });
    expect(codes(option(options, 'handToDevelopment'))).toEqual(['HANDOFF_OPEN']);
    expect(option(options, 'disqualify').open).toBe(true);
  });

  test('of a final state are none', () => {
    const story = storyOf(stages.regular);
    story.do({ type: 'transfer', transfer: 'close', reason: 'liquidated' }, head, at('02-12'));
    expect(conveyor.options(story.known, { now: at('02-12'), by: head })).toEqual([]);
  });
});

test('what is open can be done, and what is not is refused for the same reasons', () => {
  const client = storyOf(stages.qualified).known;
  for (const by of [tanya, denis, head, stranger]) {
    for (const { transfer, reasons, reasonsToGive, needsWakeDate, trigger } of conveyor.options(client, {
      now: at('01-08'),
      by,
    })) {
      if (trigger !== 'person') continue;
      const given = {
        ...(reasonsToGive?.[0] && { reason: reasonsToGive[0] }),
        ...(needsWakeDate && { wakeAt: at('06-01') }),
      };
      const command = { type: 'transfer', clientId: client.id, transfer, ...given } as const;
      const outcome = conveyor.decide(client, command, { now: at('01-08'), by });
      expect(outcome.ok ? [] : outcome.refusal.reasons).toEqual(reasons);
    }
  }
});

test('a conveyor is frozen: nobody changes the rules under a client', () => {
  const input = mixed();
  const { blueprint } = defineConveyor(input);
  expect(Object.isFrozen(blueprint.transfers.qualify?.trigger)).toBe(true);
  input.name = 'changed';
  expect(blueprint.name).toBe('mixed');
});
