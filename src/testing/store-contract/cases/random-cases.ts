import type { Commit, ExpectedRevision, Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import type { FastCheckLike } from '../fast-check-like.ts';
import { Model, observe } from '../model.ts';
import { same } from '../same.ts';
import {
  clientChange,
  commitOf,
  documentChange,
  employeeChange,
  eventfulChange,
  outcome,
} from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const clientIds = ['a', 'b', 'Ж', '😀'];
const commandIds = ['k0', 'k1', 'k2', 'k3'];
const people = ['petrov', 'ivanova'];
const states = ['cold', 'lead'];
const days = ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z'];

/** A change of one record in numbers, so that shrinking makes it smaller and plainer. */
interface Draft {
  readonly record: number;
  /** 0 to 3: goes on from what is stored; else it is stale or ahead. */
  readonly base: number;
  readonly expects: number;
  readonly shape: number;
}

/** One commit in numbers. */
interface Step {
  readonly tenant: number;
  readonly clients: readonly Draft[];
  /** Odd: beside the clients an employee, a document, a command are written. */
  readonly employee: number;
  readonly document: number;
  readonly command: number;
  /** 0: the store is migrated once more first, or closed and opened again where it is durable. */
  readonly again: number;
}

function steps(fc: FastCheckLike): unknown {
  const draft = fc.record({ record: fc.nat(3), base: fc.nat(5), expects: fc.nat(3), shape: fc.nat(255) });
  return fc.array(
    fc.record({
      tenant: fc.nat(1),
      clients: fc.array(draft, { minLength: 0, maxLength: 3 }),
      employee: fc.nat(5),
      document: fc.nat(5),
      command: fc.nat(7),
      again: fc.nat(9),
    }),
    { minLength: 1, maxLength: 8 },
  );
}

function baseOf(stored: number, base: number): number {
  return Math.max(0, stored + (base === 4 ? -1 : base === 5 ? 1 : 0));
}

/** An expectation that suits the base; whether it suits what is stored is another matter. */
function expectationOf(from: number, expects: number): ExpectedRevision {
  if (expects === 1) return { is: 'present' };
  if (expects === 2) return { is: 'any' };
  return from === 0 ? { is: 'absent' } : { is: 'exact', revision: from };
}

function toCommit(step: Step, model: Model): Commit {
  const distinct = new Map(step.clients.map((draft) => [draft.record, draft]));
  const clients = [...distinct.values()].map(({ record, base, expects, shape }) => {
    const id = clientIds[record]!;
    const from = baseOf(model.clientRevision(id), base);
    const held = people[(shape >> 1) % 3];
    const dueAt = days[(shape >> 3) % 3];
    return clientChange({
      id,
      from,
      events: from === 0 ? 1 + (shape & 1) : (shape >> 2) % 3,
      expected: expectationOf(from, expects),
      state: states[(shape >> 5) & 1]!,
      ...(held && { custody: { seller: held } }),
      ...(dueAt && { dueAt }),
      ...(shape & 64 && { pool: 'manager' }),
    });
  });
  const employee = employeeChange('e', baseOf(model.employeeRevision('e'), step.employee));
  const from = baseOf(model.documentRevision('d'), step.document);
  const told = step.command % 3;
  const document = told === 0 ? documentChange('d', from, [step.command]) : eventfulChange('d', from, told);
  return commitOf(clients, {
    employees: step.employee % 2 === 1 ? [employee] : [],
    documents: step.document % 2 === 1 ? [document] : [],
    outcomes: step.command % 2 === 1 ? [outcome(commandIds[step.command >> 1]!)] : [],
  });
}

export const randomCases: readonly StoreCase[] = [
  {
    name: 'after any commits, right and wrong, on two tenants, everything reads as a plain model says',
    needs: ['fc'],
    async run(first, ground) {
      let runs = 0;
      let store = first;
      const reopen = async (): Promise<Store> => {
        if (store.capabilities.durable) {
          await store.close();
          store = await ground.connect();
        }
        await store.migrate();
        return store;
      };
      const rule = async (list: readonly Step[]) => {
        const tenants = [`${++runs} one`, `${runs} two`];
        const models = tenants.map(() => new Model());
        for (const step of list) {
          if (step.again === 0) await reopen();
          const tenant = tenants[step.tenant]!;
          const model = models[step.tenant]!;
          const commit = toCommit(step, model);
          const code = model.commit(commit);
          if (code === undefined) await store.commit(tenant, commit);
          else await failure(store.commit(tenant, commit), code);
          same(await observe(store, tenant, commandIds), model.expected());
        }
        for (const [index, tenant] of tenants.entries()) {
          same(await observe(store, tenant, commandIds), models[index]!.expected());
        }
      };
      const { fc } = ground;
      await fc.assert(fc.asyncProperty(steps(fc), rule), { numRuns: 20 });
    },
  },
];
