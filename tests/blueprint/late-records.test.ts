import fc from 'fast-check';
import { type Conveyor, defineConveyor, type Instant } from 'sales-conveyor';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, head, importer, ivanova, staff, stages } from '../client/department.ts';
import { order, type Step, Story, storyOf } from '../client/story.ts';

const supply = [
  ['mixed', defineConveyor(mixed())],
  ['consultative', defineConveyor(consultative())],
  ['transactional', defineConveyor(transactional())],
] as const;
const all = [...supply, ['project', defineConveyor(project())]] as const;

const DAY = 86_400_000;
const START = at('01-05');
const day = (n: number): Instant => new Date(Date.parse(START) + n * DAY).toISOString();

/** A buyer in Ivanova's hands whose orders, placed on these days, are recorded at once, or all at the end. */
function buyer(conveyor: Conveyor, days: readonly number[], end: number, isLate: boolean): Story {
  const story = new Story(conveyor);
  story.do({ type: 'register', source: 'existing' }, importer, START);
  story.do({ type: 'assignHolder', role: 'clientManager', employeeId: ivanova.id }, head, START);
  if (isLate) story.pass(day(end));
  for (const n of days) story.do(order(`o${n}`, day(n)), importer, day(isLate ? end : n), { staff });
  story.pass(day(end));
  return story;
}

/** Whether a buyer is still on probation depends on what was known when it came back; where it is and in whose hands does not. */
const standing = ({ known }: Story) => [
  known.state === 'returned' ? 'regular' : known.state,
  known.custody,
  known.pool?.name,
];

describe.each(supply)('in the %s conveyor', (_name, conveyor) => {
  test('a client whose orders are recorded late stands where it would stand, in the same hands', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 400 }), (between, after) => {
        let last = 0;
        const days = between.map((gap) => (last += gap));
        const late = buyer(conveyor, days, last + after, true);
        expect(standing(late)).toEqual(standing(buyer(conveyor, days, last + after, false)));
        expect(conveyor.replay(late.history)).toEqual(late.known);
      }),
      { numRuns: 60, seed: 15 },
    );
  });

  test('goods shipped long ago and told of only now start no ramp-in of a client who is qualified anew', () => {
    const story = buyer(conveyor, [10], 1200, false);
    expect(story.state).toBe('lost');
    story.do({ type: 'transfer', transfer: 'startQualification' }, head, day(1201));
    story.do({ type: 'shipOrder', orderId: 'o10', at: day(12) }, importer, day(1202));
    story.pass(day(1203));
    expect(story.state).toBe('inQualification');
    story.do(order('fresh', day(1204)), importer, day(1204));
    story.do({ type: 'shipOrder', orderId: 'fresh' }, importer, day(1205));
    expect(story.state).toBe('rampIn');
  });

  test('nobody loses a client to a late order whom somebody else has taken since', () => {
    const story = buyer(conveyor, [10], 1200, false);
    story.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'tanya' }, head, day(1201));
    story.do(order('late', day(15)), importer, day(1202), { staff });
    expect(story.known).toMatchObject({ state: 'lost', custody: { telemarketer: { employeeId: 'tanya' } } });
  });

  test('the log says which order undid the lapse', () => {
    const story = buyer(conveyor, [10], 1000, false);
    story.do(order('late', day(990)), importer, day(1000), { staff });
    for (const event of story.history) {
      if (event.type === 'releaseUndone') expect(event.orderId).toBe('late');
    }
  });
});

/** Sold to actively, as the window is near. */
const window = (decidesAt: Instant): Step => ({
  type: 'recordWindow',
  windowId: 'w',
  category: 'goods',
  decidesAt,
});

describe.each(all.filter(([name]) => name !== 'transactional'))('in the %s conveyor', (_name, conveyor) => {
  const selling = () => {
    const given = stages.inEntry.map((event) => ({ ...event }));
    const role = conveyor.blueprint.states.inEntry?.responsible as string;
    const story = storyOf(given.slice(0, -2), conveyor);
    story.do({ type: 'assignHolder', role, employeeId: 'denis' }, head, at('01-08', '10:00'));
    story.do(window(at('02-02')), importer, at('01-09'));
    expect(story.state).toBe('activeSelling');
    return {
      story,
      role,
      eventId: story.history.findLast(({ type }) => type === 'windowRecorded')?.id ?? '',
    };
  };

  test.each([
    ['far away', 'awaitingWindow'],
    ['a mistake', 'inEntry'],
  ])('a window that turns out to be %s takes back what its moment had begun', (why, state) => {
    const { story, role, eventId } = selling();
    const replacement = { ...window('2027-02-02T09:00:00.000Z'), clientId: story.id };
    const correction = { type: 'correctRecord', eventId, reason: why } as const;
    const step = why === 'far away' ? { ...correction, replacement } : correction;
    story.do(step as Step, head, at('01-12'));
    expect(story.known).toMatchObject({ state, custody: { [role]: { employeeId: 'denis' } } });
  });
});
