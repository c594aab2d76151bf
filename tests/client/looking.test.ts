import fc from 'fast-check';
import type { Client, Conveyor, DecisionContext, Outcome } from 'sales-conveyor';
import { commandSchema } from 'sales-conveyor/schema';
import { describe, expect, test } from 'vitest';
import { arbitraryLife } from './arbitrary-life.ts';
import { at, by, conveyor, denis, head, stages, tanya } from './department.ts';
import { live } from './live.ts';
import { type Story, storyOf } from './story.ts';

/** Its commands may name whatever role or state there is. */
const rules: Conveyor = conveyor;
const told = ({ revision: _, decidedAt: __, ...client }: Client) => client;
const shown = (outcome: Outcome) => (outcome.ok ? told(outcome.client) : outcome.refusal);
const advanceTime = (clientId: string) => commandSchema.parse({ type: 'advanceTime', clientId });

/** The conveyor, where somebody always looks at the client just before a command. */
function watched({ decide }: Conveyor): Conveyor['decide'] {
  return (client, command, context: DecisionContext) => {
    const looked =
      client && decide(client, advanceTime(client.id), { ...context, by: { id: 'system', roles: [] } });
    if (!looked?.ok) return decide(client, command, context);
    const history = [...(context.history ?? []), ...looked.events];
    return decide(looked.client, command, { ...context, history });
  };
}

describe('whether somebody has looked at a client before a command', () => {
  test('makes no difference to what comes of it', () => {
    let commands = 0;
    const compared: Conveyor = {
      ...rules,
      decide: (client, command, context) => {
        const outcome = rules.decide(client, command, context);
        expect(shown(outcome)).toEqual(shown(watched(rules)(client, command, context)));
        commands++;
        return outcome;
      },
    };
    fc.assert(
      fc.property(arbitraryLife(conveyor, 30), (script) => {
        live(compared, script);
      }),
      { numRuns: 12, seed: 18 },
    );
    expect(commands).toBeGreaterThan(150);
  });

  test('makes none to what a duplicate brings: whom time had taken from its holder stays in its pool', () => {
    const merged = (isLookedAt: boolean): Story[] => {
      const cards = [storyOf(stages.cold), storyOf(stages.inEntry, conveyor, 'twin')] as const;
      if (isLookedAt) for (const card of cards) card.pass(at('03-20'));
      cards[0].merge(cards[1], 'mergeDuplicate', at('03-20'));
      for (const { client, history } of cards) expect(conveyor.replay(history)).toEqual(client);
      return [...cards];
    };
    const [unseen, seen] = [merged(false), merged(true)];
    expect(unseen.map(({ known }) => ({ ...told(known), merged: [] }))).toEqual(
      seen.map(({ known }) => ({ ...told(known), merged: [] })),
    );
    expect(unseen[0]?.known).toMatchObject({ state: 'cold', custody: {} });
    expect(unseen[1]?.known.mergedInto?.stood).toMatchObject({
      state: 'inEntry',
      custody: {},
      pool: { since: at('02-07') },
    });
  });

  test('makes none to who may claim it: whoever was let go meanwhile is in the pool', () => {
    const story = storyOf(stages.inEntry);
    const dora = { id: 'dora', roles: ['developmentSpecialist'] };
    story.do({ type: 'assignHolder', role: 'developmentSpecialist', employeeId: 'dora' }, dora, at('03-20'));
    expect(story.known).toMatchObject({
      state: 'inEntry',
      custody: { developmentSpecialist: { employeeId: 'dora' } },
    });
  });

  test('makes none to how long it has waited, in whatever way it is moved on', () => {
    const story = storyOf(stages.inQualification);
    story.do({ type: 'transfer', transfer: 'startQualification' }, head, at('02-12'));
    expect(story.known.pool).toMatchObject({ name: 'telemarketer', since: at('01-13') });
  });

  test('makes none to whose offer is refused', () => {
    const duplicate = storyOf(stages.qualified, conveyor, 'twin');
    duplicate.do({ type: 'transfer', transfer: 'handToDevelopment', to: denis.id }, tanya, at('01-08'));
    const ask = { type: 'mergeDuplicate', duplicateId: 'twin' } as const;
    const context = by(head, at('01-09'), { duplicate: duplicate.known });
    expect(storyOf(stages.inEntry).ask(ask, head, at('01-09'), context)).toMatchObject([
      { code: 'HANDOFF_OPEN', to: 'headOfSales' },
    ]);
  });
});
