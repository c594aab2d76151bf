import fc from 'fast-check';
import type { Actor } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { at, denis, head, stages, tanya } from '../client/department.ts';
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
      const story = storyOf(stages.qualified);
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
