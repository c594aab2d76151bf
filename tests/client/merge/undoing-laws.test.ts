import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, conveyor, head, importer, stages } from '../department.ts';
import { order, type Step, type Story, storyOf } from '../story.ts';

const stage = fc.constantFrom(...(Object.keys(stages) as (keyof typeof stages)[]));
const START = Date.parse(at('02-12'));
const role = fc.constantFrom('telemarketer', 'developmentSpecialist', 'clientManager', 'orderOperator');
const card = fc.constantFrom('own', 'their', 'shared', 'new');
const hours = fc.oneof({ weight: 4, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.nat(24 * 100) });

/** Whose thing a step is about: it goes to these cards, were there no merge. New things and moves are the survivor's. */
interface Deed {
  readonly hours: number;
  readonly about: 'own' | 'their' | 'shared' | 'new';
  readonly step: Step;
}

const aboutThings = fc
  .record({ about: card, hours, kind: fc.nat(7) })
  .map(({ about, hours, kind }): Deed => ({ about, hours, step: stepAbout(about, kind) }));

function stepAbout(about: Deed['about'], kind: number): Step {
  const steps: Step[] = [
    { type: 'shipOrder', orderId: `${about}-1` },
    { type: 'payOrder', orderId: `${about}-1` },
    { type: 'cancelOrder', orderId: `${about}-1` },
    { type: 'returnOrder', orderId: `${about}-1` },
    { type: 'resolveWindow', windowId: `${about}-w`, outcome: 'won' },
    { type: 'recordWindow', windowId: `${about}-w`, category: 'dairy', decidesAt: at('09-01') },
    { type: 'recordPerson', personId: `${about}-p`, name: 'Somebody', part: 'user' },
    { type: 'recordContact', channel: 'phone', twoWay: true, personId: `${about}-p` },
  ];
  return steps[kind] as Step;
}

const employeeId = fc.constantFrom('tanya', 'denis', 'ivanova', 'petrova');
const transfers = [
  'startQualification',
  'qualify',
  'handToDevelopment',
  'close',
  'reenter',
  'handToClientManager',
];
const moves: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('assignHolder' as const), role, employeeId }),
  fc.record({ type: fc.constant('releaseHolder' as const), role, reason: fc.constant('because') }),
  fc.record({ type: fc.constant('setDeputy' as const), role, employeeId: fc.constant('petrova') }),
  fc.constantFrom<Step>(
    { type: 'recordContact', channel: 'mail', twoWay: true },
    { type: 'learnFacts', facts: { introductionMade: true } },
    { type: 'placeHold', hold: 'stockOut', reason: 'none left' },
    { type: 'releaseHold', hold: 'stockOut' },
    { type: 'acceptHandoff', to: 'denis' },
    { type: 'rejectHandoff', reason: 'incomplete' },
    ...transfers.map((transfer): Step => ({ type: 'transfer', transfer, reason: 'liquidated' })),
  ),
);
const deed = fc.oneof(
  { weight: 2, arbitrary: aboutThings },
  { weight: 1, arbitrary: fc.record({ hours, about: fc.constant('new' as const), step: moves }) },
);

/** A card with things of its own and one that both have, but for those that are new. */
function cardOf(name: keyof typeof stages, id: string, ...things: string[]): Story {
  const story = storyOf(stages[name], conveyor, id);
  for (const thing of things) {
    story.do(order(`${thing}-1`, at('02-10')), importer, at('02-11'));
    story.do(stepAbout(thing as Deed['about'], 5), head, at('02-11'));
    story.do(stepAbout(thing as Deed['about'], 6), head, at('02-11'));
  }
  story.pass(at('02-12'));
  return story;
}

const bare = ({ known }: Story) => ({ ...known, revision: 0, decidedAt: '' });
const isAccepted = (story: Story, step: Step, now: string) => story.ask(step, head, now).length === 0;

describe('a merge, then anything, then its undoing', () => {
  test('leaves each card as if what was recorded about its own things had gone to it, or names why not', () => {
    let [same, conflicts, handedBack] = [0, 0, 0];
    fc.assert(
      fc.property(stage, stage, fc.array(deed, { maxLength: 12 }), hours, (ours, theirs, deeds, rest) => {
        const [survivor, alone] = [
          cardOf(ours, 'client', 'own', 'shared'),
          cardOf(ours, 'client', 'own', 'shared'),
        ];
        const [duplicate, other] = [
          cardOf(theirs, 'twin', 'their', 'shared'),
          cardOf(theirs, 'twin', 'their', 'shared'),
        ];
        fc.pre(duplicate.known.handoff === undefined);
        survivor.merge(duplicate, 'mergeDuplicate', at('02-12'));
        let time = START;
        for (const { hours, about, step } of deeds) {
          time += hours * 3_600_000;
          const now = new Date(time).toISOString();
          if (!isAccepted(survivor, step, now)) continue;
          survivor.do(step, head, now);
          const cards = [
            ...(about === 'their' ? [] : [alone]),
            ...(about === 'own' || about === 'new' ? [] : [other]),
          ];
          for (const story of cards) if (isAccepted(story, step, now)) story.do(step, head, now);
        }
        const end = new Date(time + rest * 3_600_000).toISOString();
        survivor.merge(duplicate, 'unmergeDuplicate', end);
        for (const { client, history } of [survivor, duplicate])
          expect(conveyor.replay(history)).toEqual(client);
        alone.pass(end);
        other.pass(end);
        expect(bare(duplicate)).toEqual(bare(other));
        const undone = survivor.history.findLast(({ type }) => type === 'duplicateUnmerged');
        if (undone?.type !== 'duplicateUnmerged') throw new Error('not undone');
        handedBack += undone.handedBack?.length ?? 0;
        if (undone.conflicts?.some(({ code }) => code === 'MOVED_SINCE')) {
          conflicts++;
          const { orders, people, windows, contacts } = survivor.known;
          expect({ orders, people, windows, contacts }).toEqual({
            orders: alone.known.orders,
            people: alone.known.people,
            windows: alone.known.windows,
            contacts: alone.known.contacts,
          });
          return;
        }
        same++;
        expect(bare(survivor)).toEqual(bare(alone));
      }),
      { numRuns: 40 },
    );
    expect(Math.min(same, handedBack)).toBeGreaterThan(10);
    expect(conflicts).toBeLessThan(same);
  });
});
