import fc from 'fast-check';
import { defineConveyor } from 'sales-conveyor';
import { defineWork, type Task, type TaskCommand, type TaskNames, type Work } from 'sales-conveyor/work';
import { expect, test } from 'vitest';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { week } from './desk.ts';

const hours = (workingHours: number) => ({ workingHours });

/** A desk by these names; whatever else it says is the same by any. */
const deskBy = (name: (old: string) => string): Work => {
  const blueprint = JSON.parse(
    JSON.stringify(
      smallBlueprint({ roles: { helper: { workingHours: week('10:00', '16:00') } } }),
    ).replaceAll(/"(head|helper|fit)"/g, (_, old: string) => JSON.stringify(name(old))),
  );
  return defineWork(defineConveyor(blueprint), {
    calendars: { [name('long')]: week('08:00', '20:00') },
    facts: { [name('urgent')]: { type: 'boolean', label: 'urgent' } },
    queues: Object.fromEntries(
      ['desk', 'store'].map((queue) => [
        name(queue),
        { label: queue, role: name('helper'), lead: name('head') },
      ]),
    ),
    tasks: Object.fromEntries(
      ['order', 'claim'].map((type) => [
        name(type),
        {
          label: type,
          queue: name('desk'),
          opens: ['caller'],
          pauses: {
            client: { label: 'asked', stopsClock: true },
            stock: { label: 'none', stopsClock: false },
          },
          returns: { unclear: { label: 'unclear' } },
          service: [
            {
              name: 'urgent',
              when: {
                any: [
                  { fact: name('urgent'), is: 'equals', value: true },
                  { fact: name('fit'), is: 'equals', value: true },
                ],
              },
              resolve: hours(4),
              calendar: name('long'),
            },
            {
              name: 'usual',
              resolve: hours(6),
              escalate: { before: hours(1), to: name('head') },
              chain: [
                { queue: name('desk'), within: hours(2) },
                { queue: name('store'), within: hours(1) },
              ],
            },
          ],
        },
      ]),
    ),
  });
};

const olds = {
  types: ['order', 'claim'],
  queues: ['desk', 'store'],
  calendars: ['long'],
  roles: ['head', 'helper'],
  facts: ['urgent', 'fit'],
} as const;

const step = fc.constantFrom<Partial<TaskCommand> & { type: TaskCommand['type'] }>(
  { type: 'take' },
  { type: 'decline' },
  { type: 'passOn', to: { queue: 'store' } },
  { type: 'passOn', to: { queue: 'desk' } },
  { type: 'passOn', to: { employeeId: 'ivan' } },
  { type: 'pause', reason: 'client' },
  { type: 'pause', reason: 'stock' },
  { type: 'resume' },
  { type: 'answer' },
  { type: 'finish' },
  { type: 'return', reason: 'unclear' },
  { type: 'resubmit' },
  { type: 'reopen' },
  { type: 'escalate' },
  { type: 'remind' },
  { type: 'change', facts: { urgent: true } },
  { type: 'change', facts: { urgent: false } },
);
const life = fc.record({
  taskType: fc.constantFrom(...olds.types),
  fit: fc.option(fc.boolean(), { nil: undefined }),
  steps: fc.array(
    fc.record({ step, quarters: fc.integer({ min: 1, max: 60 }), by: fc.constantFrom('olga', 'ivan') }),
    {
      maxLength: 14,
    },
  ),
  /** After so many steps the names change. */
  after: fc.nat(5),
  renamed: fc.subarray(Object.values(olds).flat()),
});

/** The names of everything in JSON, by what each is called now. */
const byNames = <Json>(json: Json, name: (old: string) => string): Json =>
  JSON.parse(
    JSON.stringify(json).replaceAll(/"(order|claim|desk|store|long|head|helper|urgent|fit)"/g, (_, old) =>
      JSON.stringify(name(old)),
    ),
  );

test('whoever lived under old names and goes on under new ones lived as under one set of names', () => {
  let renamings = 0;
  fc.assert(
    fc.property(life, ({ taskType, fit, steps, after, renamed }) => {
      const anew = (old: string) => (renamed.includes(old as never) ? `${old}Anew` : old);
      const names = Object.fromEntries(
        Object.entries(olds).flatMap(([naming, all]) => {
          const of = all.filter((old) => renamed.includes(old)).map((old) => [old, anew(old)]);
          return of.length > 0 ? [[naming, Object.fromEntries(of)]] : [];
        }),
      ) as TaskNames;
      const [old, now] = [deskBy((name) => name), deskBy(anew)];
      const live = (changes: boolean) => {
        let at = Date.parse('2026-03-02T09:00:00Z');
        let task: Task | undefined;
        const events = [];
        const all = [
          { step: { type: 'open', taskType, clientId: 'acme' }, quarters: 0, by: 'carl' },
          ...steps,
        ];
        for (const [i, { step, quarters, by }] of all.entries()) {
          const isNew = changes && i > after;
          at += quarters * 900_000;
          const moment = new Date(at).toISOString();
          const context = { now: moment, by, ...(i === 0 && fit !== undefined && { facts: { fit } }) };
          if (changes && i === after + 1) {
            const outcome = now.decide(
              task,
              { type: 'rename', taskId: 't', names },
              { ...context, by: 'system' },
            );
            if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
            task = outcome.task;
            events.push(...outcome.events);
            renamings += outcome.events.length;
          }
          const command = { taskId: 't', ...(isNew ? byNames(step, anew) : step) } as TaskCommand;
          const outcome = (isNew ? now : old).decide(task, command, context);
          if (!outcome.ok) continue;
          task = outcome.task;
          events.push(...outcome.events);
        }
        return { task: task as Task, events, at: new Date(at).toISOString() };
      };
      const [plain, moved] = [live(false), live(true)];
      expect(now.replay(moved.events)).toEqual(moved.task);
      if (steps.length <= after) return;
      const same = ({ revision: _, declinedBy: __, pauses, pausedBy: ___, ...task }: Task) => ({
        ...task,
        // A pause is called by the number of its event.
        pauses: Object.values(pauses),
      });
      expect(same(moved.task)).toEqual(same(renamedTask(plain.task, anew)));
      expect(now.deadlines(moved.task, moved.at)).toEqual(byNames(old.deadlines(plain.task, plain.at), anew));
      expect(now.chainUse(moved.task, moved.at)).toEqual(byNames(old.chainUse(plain.task, plain.at), anew));
    }),
    { numRuns: 150 },
  );
  expect(renamings).toBeGreaterThan(60);
});

/** Names stand as keys of facts and of what was reminded of, too; the class “urgent” is no fact. */
const renamedTask = (task: Task, name: (old: string) => string): Task => {
  const keys = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [name(key), value]));
  const { promise, facts, reminded } = task;
  const chain = reminded?.chain && keys(reminded.chain);
  return {
    ...byNames(task, name),
    facts: keys(facts),
    promise: {
      ...byNames(promise, name),
      service: promise.service,
      tried: promise.tried,
      rests: keys(promise.rests),
    },
    ...(reminded && { reminded: { ...reminded, ...(chain && { chain }) } }),
  };
};
