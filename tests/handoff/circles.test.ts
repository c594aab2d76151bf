import fc from 'fast-check';
import type { Actor } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { at, denis, head, ivanova, petrova, stages, tanya, unhurried } from '../client/department.ts';
import { storyOf } from '../client/story.ts';

const transfer = 'handToDevelopment';
const reject = { type: 'rejectHandoff', reason: 'incomplete' } as const;
const dora: Actor = { id: 'dora', roles: ['developmentSpecialist'] };
const DAY = 86_400_000;

/** An offer to one of them, or to anyone of the role, which one answers or the sender withdraws; then so many days go by. */
const round = fc.record({
  receiver: fc.constantFrom(denis, dora),
  named: fc.boolean(),
  withdrawn: fc.boolean(),
  days: fc.constantFrom(0, 1, 20, 60, 150, 200),
});

test('nobody is passed round in circles: of two rejections within half a year, whoever rejects, the second goes to the head of sales', () => {
  let [first, second] = [0, 0];
  fc.assert(
    fc.property(fc.array(round, { minLength: 1, maxLength: 12 }), (rounds) => {
      const story = storyOf(stages.qualified, unhurried);
      let now = Date.parse(at('01-08', '12:00'));
      let rejectedAt = Number.NEGATIVE_INFINITY;
      for (const { receiver, named, withdrawn, days } of rounds) {
        const moment = new Date(now).toISOString();
        story.pass(moment);
        if (story.state !== 'qualified' || !story.known.custody.telemarketer) return;
        story.do({ type: 'transfer', transfer, ...(named && { to: receiver.id }) }, tanya, moment);
        if (withdrawn) story.do({ type: 'withdrawHandoff' }, tanya, moment);
        else {
          story.do(reject, receiver, moment);
          const { handoff, custody } = story.known;
          expect(custody.telemarketer?.employeeId).toBe('tanya');
          if (now - rejectedAt > 190 * DAY) {
            expect(handoff).toBeUndefined();
            first++;
          } else {
            expect(handoff?.escalated).toMatchObject({ to: 'headOfSales', cause: 'rejectedTwice' });
            for (const one of [denis, dora]) {
              expect(story.ask(reject, one, moment).map(({ code }) => code)).toContain('HANDOFF_ESCALATED');
              expect(story.ask({ type: 'acceptHandoff' }, one, moment)).not.toEqual([]);
            }
            second++;
            story.do(reject, head, moment);
            expect(story.known).not.toHaveProperty('handoff');
          }
          rejectedAt = now;
        }
        now += days * DAY;
      }
    }),
    { numRuns: 40 },
  );
  expect(Math.min(first, second)).toBeGreaterThan(20);
});

/** An offer that one of them accepts or rejects; what was accepted is given back. */
const trip = fc.record({
  receiver: fc.constantFrom(ivanova, petrova),
  rejects: fc.boolean(),
  days: fc.constantFrom(0, 1, 3),
});

test('nobody is passed round in circles by being accepted: the second return, whoever gives back, goes to the head of sales', () => {
  let [returned, asked] = [0, 0];
  fc.assert(
    fc.property(fc.array(trip, { minLength: 2, maxLength: 8 }), (trips) => {
      const story = storyOf(stages.readyToHandOver);
      let now = Date.parse(at('02-10'));
      let [returns, rejections] = [0, 0];
      for (const { receiver, rejects, days } of trips) {
        const moment = new Date(now).toISOString();
        story.pass(moment);
        if (story.state !== 'rampIn') return;
        story.do({ type: 'transfer', transfer: 'handToClientManager', to: receiver.id }, denis, moment);
        if (rejects) story.do({ type: 'rejectHandoff', reason: 'undocumentedPromises' }, receiver, moment);
        else {
          story.do({ type: 'acceptHandoff' }, receiver, moment);
          story.do({ type: 'returnClient', reason: 'noSecondOrder' }, receiver, moment);
        }
        rejections = rejects ? rejections + 1 : 0;
        returns += rejects ? 0 : 1;
        returned += rejects ? 0 : 1;
        const { handoff, custody } = story.known;
        expect(custody.developmentSpecialist?.employeeId).toBe('denis');
        const isAsked = rejects ? rejections > 1 : returns > 1;
        expect(handoff?.escalated?.cause).toBe(
          isAsked ? (rejects ? 'rejectedTwice' : 'returnedTwice') : undefined,
        );
        if (handoff) {
          asked++;
          rejections++;
          for (const one of [ivanova, petrova])
            expect(story.ask({ type: 'acceptHandoff' }, one, moment).map(({ code }) => code)).toContain(
              'HANDOFF_ESCALATED',
            );
          story.do({ type: 'rejectHandoff', reason: 'undocumentedPromises' }, head, moment);
          expect(story.known).not.toHaveProperty('handoff');
        }
        now += days * DAY;
      }
    }),
    { numRuns: 30 },
  );
  expect(Math.min(returned, asked)).toBeGreaterThan(20);
});
