import { createMigration } from 'sales-conveyor/blueprints';
import { openErasure } from 'sales-conveyor/erasure';
import { en } from 'sales-conveyor/locales/en';
import { openProposals } from 'sales-conveyor/proposals';
import { readAs } from 'sales-conveyor/reading';
import { describe, expect, it } from 'vitest';
import { conveyor, Department, monday, openDepartment } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { type Called, functionsOf, parametersOf, publicFunctions, root } from './functions-of.ts';
import { hostileValues, ownMessage } from './hostile-values.ts';
import { policy, problem, ready, valid, validOfReady } from './valid-arguments.ts';

/** Also takes the first few of what is promised bit by bit. */
async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
      await (result as AsyncGenerator).next();
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

function isAllowed(error: unknown): boolean {
  if (error === undefined || root.isConveyorError(error)) return true;
  return error instanceof Error && error.message === ownMessage;
}

/** Calls with a hostile value at each place in turn; at the others what is valid, or nothing. Counts the calls, tells what was untyped. */
async function fuzz(
  functions: readonly [string, Called][],
  valid: Readonly<Record<string, readonly unknown[]>>,
) {
  const untyped: string[] = [];
  let calls = 0;
  for (const [name, call] of functions) {
    const usual = valid[name] ?? [];
    const places = Math.max(usual.length, call.length, 1);
    for (let place = 0; place < places; place++) {
      for (const [i, value] of hostileValues.entries()) {
        const given = Array.from({ length: places }, (_, other) => (other === place ? value : usual[other]));
        const error = await outcomeOf(() => call(...given));
        calls++;
        if (!isAllowed(error)) untyped.push(`${name}, place ${place}, value ${i}: ${error}`);
      }
    }
  }
  return { untyped, calls };
}

/** Once for each part of a value, at any depth: the value with that part replaced. */
function* mutations(value: unknown, by: unknown): Generator<unknown> {
  yield by;
  // A dictionary is as good as its author.
  if (typeof value !== 'object' || value === null || value === en) return;
  for (const [key, part] of Object.entries(value)) {
    for (const changed of mutations(part, by)) {
      yield Array.isArray(value)
        ? value.map((one, i) => (String(i) === key ? changed : one))
        : { ...value, [key]: changed };
    }
  }
}

describe('an argument that is not of its form', () => {
  const { sales } = new Department(root.memoryStore());
  const wrong = undefined as never;
  const entry = { request: {}, candidates: [] } as never;
  const refusal = { reasons: [{ code: 'UNKNOWN_CLIENT', clientId: 'acme' }] } as const;
  it.each<[string, string, string, string, () => unknown]>([
    ['explain', 'refusal', 'object', 'undefined', () => root.explain(wrong, { dictionary: en })],
    ['explain', 'options.dictionary', 'object', 'undefined', () => root.explain(refusal, {} as never)],
    ['previewOf', 'proposal', 'object', 'undefined', () => root.previewOf(problem as never, wrong)],
    [
      'assignMany',
      'entries',
      'array',
      'undefined',
      () => root.assignMany(wrong, root.emptyAssignmentLedger, policy),
    ],
    [
      'assignMany',
      'entries[1]',
      'object',
      'null',
      () => root.assignMany([entry, null as never], root.emptyAssignmentLedger, policy),
    ],
    [
      'assignment.assignMany',
      'inputs',
      'array',
      'undefined',
      () => sales.assignment.assignMany(wrong, { by: 'head' }),
    ],
    ['sales.executeMany', 'options', 'object', 'undefined', () => sales.executeMany([], wrong)],
    ['sales.options', 'options', 'object', 'undefined', () => sales.options('acme', wrong)],
    ['conveyorOf', 'checked', 'complete', 'object', () => root.conveyorOf({} as never)],
    ['decide', 'command', 'object', 'undefined', () => conveyor.decide(undefined, wrong, wrong)],
    ['replay', 'history[0]', 'object', 'null', () => conveyor.replay([null as never])],
    [
      'describeEvent',
      'options.dictionary',
      'object',
      'undefined',
      () => root.describeEvent({} as never, {} as never),
    ],
  ])(
    'of %s is named by its path, with what is expected and received: %s',
    async (name, path, expected, received, call) => {
      const error = await outcomeOf(call);
      const problems = [
        expect.objectContaining({ path, code: 'WRONG_TYPE', values: { expected, received } }),
      ];
      expect(error).toMatchObject({ code: 'INVALID_ARGUMENT', details: { function: name, problems } });
      expect((error as Error).message).toContain(`${name}: ${path} must be `);
    },
  );

  it('is the one that is blamed, whichever it is and whatever was given', async () => {
    const misblamed: string[] = [];
    for (const [name, call] of publicFunctions) {
      const usual = valid[name] ?? [];
      for (const [place, parameter] of parametersOf(call).entries()) {
        for (const value of [null, 5, 'text', [], [null], () => 1]) {
          const given = usual.map((one, other) => (other === place ? value : one));
          const error = await outcomeOf(() => call(...given));
          if (place >= usual.length || !root.isConveyorError(error, 'INVALID_ARGUMENT')) continue;
          const [{ path = '' } = {}] = error.details.problems as { path: string }[];
          if (path.replace(/[.[].*/s, '') !== parameter) misblamed.push(`${name}: ${path}, not ${parameter}`);
        }
      }
    }
    expect(misblamed).toEqual([]);
  });

  it.each<[string, string, () => unknown]>([
    ['checkPlan', 'INVALID_PROBLEM', () => root.checkPlan({} as never, {})],
    ['redistribute', 'INVALID_PROBLEM', () => root.redistribute({ from: 'garbage' } as never)],
    ['executeMany', 'INVALID_ARGUMENT', () => sales.executeMany(null as never, { by: 'head' })],
    ['registerMany', 'INVALID_ARGUMENT', () => sales.clients.registerMany(null as never, { by: 'head' })],
    ['clients.get', 'INVALID_QUERY', () => sales.clients.get({} as never)],
    ['clients.history', 'INVALID_QUERY', () => sales.clients.history({} as never)],
    ['clients.page', 'INVALID_QUERY', () => sales.clients.page(wrong)],
    ['options', 'INVALID_QUERY', () => sales.options({} as never, { by: 'head' })],
  ])('of %s is told by a code: %s', async (_, code, call) => {
    expect(await outcomeOf(call)).toMatchObject({ code });
  });

  it('is no moment: nothing at all, yes or no, and lists are none, whoever asks for one', async () => {
    const taken: string[] = [];
    const methods = Object.values(ready).flatMap(functionsOf);
    const all = [...publicFunctions, ...methods].map(
      ([name, call]) => [name, call, validOfReady[name] ?? valid[name] ?? []] as const,
    );
    let moments = 0;
    for (const [name, call, usual] of all) {
      for (const [place, given] of usual.entries()) {
        if (given !== monday) continue;
        moments++;
        for (const value of [null, true, [2026], {}, Number.NaN]) {
          const error = await outcomeOf(() => call(...usual.map((one, i) => (i === place ? value : one))));
          if (!root.isConveyorError(error)) taken.push(`${name}: ${JSON.stringify(value)}`);
        }
      }
    }
    expect(taken).toEqual([]);
    expect(moments).toBeGreaterThan(10);
  });

  it('is no sales: every function that is given some says so at once, or with its answer', async () => {
    const taken: string[] = [];
    const asking = [...publicFunctions].filter(([, call]) => parametersOf(call)[0] === 'sales');
    for (const [name, call] of asking) {
      const [, ...rest] = valid[name] ?? [];
      for (const value of [{}, { context: {} }, { context: 5 }, 5, null, [], conveyor]) {
        const error = await outcomeOf(() => call(value, ...rest));
        const isNamed = root.isConveyorError(error, 'INVALID_ARGUMENT') && error.message.includes(': sales ');
        if (!isNamed) taken.push(`${name}: ${JSON.stringify(value)?.slice(0, 20)}, ${error}`);
      }
    }
    expect(taken).toEqual([]);
    expect(asking.length).toBeGreaterThan(15);
  });

  it('among many entries hinders no other', async () => {
    const entries = [null, { command: { type: 'register', clientId: 'acme', source: 'cold' } }];
    const report = await sales.executeMany(entries as never, { by: 'import' });
    expect(report).toMatchObject({ accepted: 1, failures: [{ index: 0 }] });
  });

  it('is not what a function of the caller’s throws: that comes out as it is', async () => {
    const own = new TypeError('the handler’s own');
    const failing = () => {
      throw own;
    };
    await sales.execute({ type: 'register', clientId: 'own', source: 'cold' }, { by: 'import' });
    expect(await outcomeOf(() => sales.subscriptions.run('mails', failing))).toBe(own);
    function* entries() {
      failing();
      yield undefined as never;
    }
    expect(await outcomeOf(() => sales.executeMany(entries(), { by: 'import' }))).toBe(own);
  });
});

describe('whatever a public function is called with', () => {
  it('goes beside valid arguments: each function of two parameters has some here, and takes them', async () => {
    const faults: string[] = [];
    for (const [name, call] of publicFunctions)
      if (parametersOf(call).length > 1 && !valid[name]) faults.push(`${name} is called with nothing valid`);
    for (const [name, given] of Object.entries(valid)) {
      const call = publicFunctions.get(name);
      const error = call ? await outcomeOf(() => call(...given)) : 'no such function';
      if (error) faults.push(`${name}: ${error}`);
    }
    expect(faults).toEqual([]);
  });

  it('is a result, a refusal or a typed error', async () => {
    const { untyped, calls } = await fuzz([...publicFunctions], valid);
    expect(untyped).toEqual([]);
    expect(calls).toBeGreaterThan(5_000);
  });

  it('is so for what is made ready with it: a desk of tasks, pay, and pay by a log', async () => {
    const methods = Object.values(ready).flatMap(functionsOf);
    expect(methods.map(([name]) => name)).toEqual(Object.keys(validOfReady));
    for (const [name, call] of methods)
      expect(await outcomeOf(() => call(...(validOfReady[name] ?? []))), name).toBe(undefined);
    expect((await fuzz(methods, validOfReady)).untyped).toEqual([]);
  });

  it('is so with one thing wrong deep inside, too', async () => {
    const deep = [
      'explain',
      'previewOf',
      'checkPlan',
      'assignMany',
      'isPresent',
      'clientLoad',
      'redistribute',
    ];
    const functions = new Map(functionsOf(root));
    const untyped: string[] = [];
    for (const name of deep) {
      for (const wrong of [null, undefined, 'text', Number.NaN, 10n, Symbol('wrong'), [null]]) {
        for (const given of mutations(valid[name]?.slice(0, 2), wrong)) {
          const rest = valid[name]?.slice(2) ?? [];
          if (!Array.isArray(given)) continue;
          const error = await outcomeOf(() => functions.get(name)?.(...given, ...rest));
          if (!isAllowed(error)) untyped.push(`${name}: ${error}`);
        }
      }
    }
    expect(untyped).toEqual([]);
  });

  it('is so for the functions of a conveyor', async () => {
    const { sales, ...department } = await openDepartment(async () => root.memoryStore());
    await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    const client = await sales.clients.get('acme');
    const history = await sales.clients.history('acme');
    const context = { now: department.now, by: { id: 'import', roles: [] } };
    const command = { type: 'recordContact', clientId: 'acme', channel: 'phone' };
    const { untyped } = await fuzz(functionsOf(conveyor), {
      decide: [client, command, context],
      evolve: [undefined, history[0]],
      evolveAll: [undefined, history, []],
      replay: [history],
      options: [client, context],
      fact: [client, 'orders.count', monday],
      lastingFacts: [client],
      nextDueAt: [client],
    });
    expect(untyped).toEqual([]);
  });

  it('is so for the methods of a sales department and leaves it as it was', async () => {
    const department = await openDepartment(async () => root.memoryStore());
    const { sales } = department;
    await department.client('acme');
    const before = await department.everything();
    const by = { by: 'head' };
    const untyped: string[] = [];
    const valid = {
      execute: [{ type: 'advanceTime', clientId: 'nobody' }, by],
      executeMany: [[], by],
      options: ['acme', by],
      register: [{ id: 'acme', source: 'cold' }, by],
      registerMany: [[], by],
      get: ['acme'],
      history: ['acme'],
      page: [{ limit: 1 }],
      assign: [{ clientId: 'nobody', role: 'seller' }, by],
      assignMany: [[], by],
      preview: ['plan'],
      giveBack: [{ clientId: 'nobody', role: 'seller', reason: 'x' }, by],
      explainCustody: [{ clientId: 'acme', role: 'seller' }],
      recommend: [{ clientId: 'acme', role: 'seller' }],
      edit: ['plan', [], by],
      apply: ['plan', by],
      undo: ['plan', by],
      run: ['consumer', () => undefined],
      erase: [{ clientId: 'nobody' }, by],
      propose: [{ command: { type: 'advanceTime', clientId: 'nobody' }, to: 'anna' }, by],
      approve: ['p', by],
      reject: ['p', by],
      open: [{}],
    };
    const { clients, employees, assignment, redistribution, subscriptions, blueprints } = sales;
    const reading = readAs(sales, 'anna');
    const to = root.defineConveyor({ ...trade, version: 2 });
    const beside = [
      ...[openErasure(sales), openProposals(sales), reading, reading.clients],
      createMigration({ from: conveyor, to, store: department.store }),
    ];
    for (const part of [
      ...[sales, clients, employees, assignment, redistribution, subscriptions, blueprints, ...beside],
    ]) {
      const methods = functionsOf(part).filter(
        ([name]) => !['publish', 'reproject', 'runDue'].includes(name),
      );
      untyped.push(...(await fuzz(methods, valid)).untyped);
    }
    expect(untyped).toEqual([]);
    expect(await department.everything()).toEqual(before);
  });
});
