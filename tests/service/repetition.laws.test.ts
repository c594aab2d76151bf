import fc from 'fast-check';
import { type CommandInput, memoryStore } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { at, contact, type Department, openDepartment, order, stores } from './department.ts';

const clientId = fc.constantFrom('acme', 'globex');
const orderId = fc.constantFrom('o-1', 'o-2', 'o-3');
const day = fc.integer({ min: -100, max: 0 }).map((days) => at(days));

/** Commands to two clients; some are refused. */
const arbitraryCommand: fc.Arbitrary<CommandInput> = fc.oneof(
  clientId.map((id) => ({ type: 'register', clientId: id, source: 'existing' }) as const),
  clientId.map((id) => contact(id)),
  fc.tuple(clientId, orderId, day).map((parts) => order(...parts)),
  fc.tuple(clientId, orderId).map(([id, o]) => ({ type: 'cancelOrder', clientId: id, orderId: o }) as const),
  fc
    .tuple(clientId, fc.constantFrom('vera', 'gleb', 'anna'))
    .map(([id, employeeId]) => ({ type: 'assignHolder', clientId: id, role: 'keeper', employeeId }) as const),
  fc
    .tuple(clientId, fc.integer({ min: 1, max: 6 }))
    .map(
      ([id, n]) => ({ type: 'correctRecord', clientId: id, eventId: `${id}#${n}`, reason: 'wrong' }) as const,
    ),
  clientId.map((id) => ({ type: 'releaseHolder', clientId: id, role: 'keeper', reason: 'ill' }) as const),
  fc.constant({ type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'globex' } as const),
  fc.constant({ type: 'unmergeDuplicate', clientId: 'acme', duplicateId: 'globex' } as const),
  clientId.map((id) => ({ type: 'advanceTime', clientId: id }) as const),
);

interface Sending {
  readonly command: CommandInput;
  readonly commandId: string;
}

const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 2 });
const sentAgain = (command: fc.Arbitrary<CommandInput>) => fc.record({ command, again: places });
const registrations = ['acme', 'globex'].map((id) =>
  sentAgain(fc.constant({ type: 'register', clientId: id, source: 'existing' })),
);

/** Commands, the first two of which register the clients; each is named and sent one to three times, again at any later place. */
const arbitrarySendings = fc
  .tuple(fc.tuple(...registrations), fc.array(sentAgain(arbitraryCommand), { minLength: 5, maxLength: 25 }))
  .map(([first, rest]) => {
    const commands = [...first, ...rest];
    const once = commands.map(({ command }, i): Sending => ({ command, commandId: `c${i}` }));
    const often = [...once];
    for (const [i, { again }] of commands.entries()) {
      for (const place of again) {
        const first = often.findIndex(({ commandId }) => commandId === `c${i}`);
        often.splice(first + 1 + Math.floor(place * (often.length - first)), 0, once[i] as Sending);
      }
    }
    return { once, often };
  });

type Send = (department: Department, sendings: readonly Sending[]) => Promise<unknown>;

const oneByOne: Send = async ({ sales }, sendings) => {
  for (const { command, commandId } of sendings) await sales.execute(command, { by: 'head', commandId });
};

const ways: readonly { readonly way: string; readonly send: Send }[] = [
  { way: 'one by one', send: oneByOne },
  {
    way: 'all at once',
    send: ({ sales }, sendings) =>
      Promise.all(
        sendings.map(({ command, commandId }) => sales.execute(command, { by: 'head', commandId })),
      ),
  },
  {
    way: 'in bulk',
    send: ({ sales }, sendings) => sales.executeMany(sendings, { by: 'head', batchSize: 4 }),
  },
  { way: 'in one batch', send: ({ sales }, sendings) => sales.executeMany(sendings, { by: 'head' }) },
];

describe.each(stores)('on $name', ({ open }) => {
  it.each(ways)('commands sent one to three times, $way, leave what each sent once leaves', ({ send }) =>
    fc.assert(
      fc.asyncProperty(arbitrarySendings, async ({ once, often }) => {
        const [expected, actual] = [
          await openDepartment(async () => memoryStore()),
          await openDepartment(open),
        ];
        await oneByOne(expected, once);
        await send(actual, often);
        expect(await actual.lives()).toEqual(await expected.lives());
        for (const id of ['acme', 'globex']) await actual.expectFolded(id);
      }),
      { numRuns: 20 },
    ),
  );
});
