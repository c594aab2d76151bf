import * as blueprints from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import * as sql from 'sales-conveyor/sql';
import * as testing from 'sales-conveyor/testing';
import { describe, expect, it } from 'vitest';
import { at, conveyor, Department, monday, openDepartment } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { type Called, functionsOf, root } from './functions-of.ts';
import { hostileValues, ownMessage } from './hostile-values.ts';

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

const { blueprint } = conveyor;
const employee = { id: 'anna', roles: ['seller'], hiredAt: monday, hoursPerMonth: 100, absences: [] };
const condition = root.fact('orders.count').atLeast(3);
const problem = {
  clients: [{ id: 'acme', holder: 'anna', hours: 5 }],
  employees: [
    { id: 'anna', capacity: 10 },
    { id: 'boris', capacity: 10 },
  ],
};
const refusal = { reasons: [{ code: 'UNKNOWN_CLIENT', clientId: 'acme' }] };
const policy = root.parseAssignmentPolicy({});
const request = { clientId: 'acme', role: 'seller', at: monday, hours: 1 };

/** Valid arguments: what is hostile at one place then gets further than the first look. */
const valid: Readonly<Record<string, readonly unknown[]>> = {
  addWorkingHours: [monday, 8, blueprint.workingTime, 'UTC'],
  analyseCondition: [condition, root.builtInFacts],
  assignMany: [[{ request, candidates: [] }], root.emptyAssignmentLedger, policy],
  assignNext: [request, [], root.emptyAssignmentLedger, policy],
  checkCondition: [condition, root.builtInFacts],
  checkPlan: [problem, { moves: [], gap: 0 }],
  clientLoad: [{ state: 'regular', facts: {} }, 'keeper', blueprint],
  compareProposals: [problem, { moves: [] }, { moves: [] }],
  compileCondition: [condition, { facts: root.builtInFacts }],
  conveyorOf: [blueprint, { merging: root.merging }],
  createMigration: [{ from: conveyor, to: conveyor, store: root.memoryStore() }],
  createSales: [{ conveyor, store: root.memoryStore() }],
  onboardClients: [root.createSales({ conveyor, store: root.memoryStore() }), [], { by: 'import' }],
  openAssignment: [root.createSales({ conveyor, store: root.memoryStore() }), {}],
  openRedistribution: [root.createSales({ conveyor, store: root.memoryStore() }), {}],
  defineConveyor: [trade, {}],
  describeBlueprint: [blueprint, { dictionary: en }],
  describeCondition: [condition, { facts: root.builtInFacts, dictionary: en }],
  describeDiff: [blueprint, blueprint, { dictionary: en }],
  describePlanReason: [{ kind: 'departure', employeeId: 'anna' }, { dictionary: en }],
  diffBlueprints: [blueprint, blueprint],
  effectiveCapacity: [employee, { from: monday, to: at(30) }, 'seller', blueprint],
  experienceSimilarity: [{ dairy: 1 }, { dairy: 2 }],
  explain: [refusal, { dictionary: en }],
  implies: [condition, condition, root.builtInFacts],
  isPresent: [employee, monday],
  monthlyCapacity: [employee, monday, 'seller', blueprint],
  parseCondition: [condition, root.builtInFacts],
  planAnalysis: [problem, { moves: [] }],
  planMigration: [blueprint, blueprint, {}],
  previewOf: [problem, { moves: [], gap: 0 }],
  rankReceivers: [problem, { moves: [] }, 'acme'],
  planPrices: [problem, { moves: [] }],
  recommending: [root.planPrices(problem, { moves: [] })],
  redistribute: [problem, {}],
  redistributeInSteps: [problem, {}],
  refundAssignment: [root.emptyAssignmentLedger, { employeeId: 'anna', amount: 1 }],
  scenario: [conveyor, 'acme'],
  standInOf: [employee, monday],
  toMermaid: [blueprint, { dictionary: en }],
  toXState: [blueprint, { dictionary: en }],
  whyStays: [problem, { moves: [] }, 'acme'],
  workingCalendar: [blueprint.workingTime, 'UTC', {}],
  workloads: [[], [employee], blueprint, monday],
};

describe('an argument that is not of its form', () => {
  const { sales } = new Department(root.memoryStore());
  const wrong = undefined as never;
  it.each<[string, string[], () => unknown]>([
    ['explain', ['refusal'], () => root.explain(wrong, { dictionary: en })],
    ['previewOf', ['proposal'], () => root.previewOf(problem as never, wrong)],
    ['assignMany', ['entries'], () => root.assignMany(wrong, root.emptyAssignmentLedger, policy)],
    ['assignment.assignMany', ['inputs'], () => sales.assignment.assignMany(wrong, { by: 'head' })],
    ['sales.executeMany', ['options'], () => sales.executeMany([], wrong)],
    ['sales.options', ['options'], () => sales.options('acme', wrong)],
    ['conveyorOf', ['checked', 'options'], () => root.conveyorOf({} as never)],
    ['decide', ['command', 'context'], () => conveyor.decide(undefined, wrong, wrong)],
  ])('of %s is named: %s', async (name, blamed, call) => {
    const error = await outcomeOf(call);
    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT', details: { function: name, arguments: blamed } });
    expect((error as Error).cause).toBeInstanceOf(TypeError);
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
  it('is a result, a refusal or a typed error', async () => {
    const functions = [root, blueprints, sql, testing].flatMap(functionsOf);
    const { untyped, calls } = await fuzz(functions, valid);
    expect(untyped).toEqual([]);
    expect(calls).toBeGreaterThan(2_000);
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
    };
    const { clients, employees, assignment, redistribution, subscriptions, blueprints } = sales;
    for (const part of [sales, clients, employees, assignment, redistribution, subscriptions, blueprints]) {
      const methods = functionsOf(part).filter(
        ([name]) => !['publish', 'reproject', 'runDue'].includes(name),
      );
      untyped.push(...(await fuzz(methods, valid)).untyped);
    }
    expect(untyped).toEqual([]);
    expect(await department.everything()).toEqual(before);
  });
});
