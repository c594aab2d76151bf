import {
  builtInFacts,
  compileCondition,
  createSales,
  defineConveyor,
  describeCause,
  describeEvent,
  effectiveCapacity,
  explain,
  fact,
  holderAt,
  isPresent,
  memoryStore,
  workingCalendar,
} from 'sales-conveyor';
import { openAssignment, replayAssignments } from 'sales-conveyor/assignment';
import {
  analyseCondition,
  createMigration,
  describeBlueprint,
  implies,
  lintBlueprint,
  planMigration,
  publicHolidays,
  toSvg,
} from 'sales-conveyor/blueprints';
import { conveyorOf } from 'sales-conveyor/core';
import { duplicatesOf, identifyCompany } from 'sales-conveyor/duplicates';
import { en } from 'sales-conveyor/locales/en';
import { onboardClients, windowFromRule } from 'sales-conveyor/onboarding';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import {
  abcSegments,
  activeBase,
  clientAsOf,
  rankClients,
  segmentsByRevenue,
  wouldHappen,
} from 'sales-conveyor/queries';
import { openRedistribution } from 'sales-conveyor/redistribution';
import { planFrontier, redistribute, redistributeInSteps } from 'sales-conveyor/solver';
import { postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { scenario, storeContract } from 'sales-conveyor/testing';
import { expect, it } from 'vitest';
import { conveyor, Department } from './department.ts';
import { trade } from './trade.ts';

const newSales = () => createSales({ conveyor, store: memoryStore() });
const department = new Department(memoryStore());
const { sales } = department;
const { assignment, redistribution, subscriptions, employees, clients } = sales;
const by = 'head';
const inRole = { clientId: 'acme', role: 'seller' };
const context = { now: '2026-03-02T09:00:00.000Z', by: { id: by, roles: [] } };
const isDue = fact('orders.count').atLeast(3);

it.each<[string, string, (options: never) => unknown]>([
  ['tennant', 'tenant', (more: object) => createSales({ conveyor, store: memoryStore(), ...more })],
  ['from_', 'from', (more: object) => createMigration(more as never)],
  ['policy', 'policies', (more) => openAssignment(createSales({ conveyor, store: memoryStore() }), more)],
  ['keepPlanDays', 'keepPlansDays', (more) => openRedistribution(sales, more)],
  ['commandID', 'commandId', (more) => sales.execute({} as never, more)],
  ['batchsize', 'batchSize', (more) => sales.executeMany([], more)],
  ['By', 'by', (more) => sales.options('acme', more)],
  ['leaseMS', 'leaseMs', (more) => sales.runDue(more)],
  ['batchsize', 'batchSize', (more) => sales.reproject(more)],
  ['afer', 'after', (more) => sales.events(more).next()],
  ['comandId', 'commandId', (more) => clients.register({} as never, more)],
  ['allOrNothin', 'allOrNothing', (more) => clients.registerMany([], more)],
  ['commandid', 'commandId', (more) => employees.hire({} as never, more)],
  ['comandId', 'commandId', (more) => assignment.assign({} as never, more)],
  ['whyy', 'why', (more) => redistribution.approve('plan', more)],
  ['onConflikt', 'onConflict', (more) => redistribution.undo('plan', more)],
  ['effrt', 'effort', (more) => redistribution.edit('plan', [], more)],
  ['batchs', 'batch', (more) => subscriptions.run('mails', () => undefined, more)],
  ['keepRefusal', 'keepRefusals', (more) => onboardClients(sales, [], more)],
  ['limits', 'limit', (more) => duplicatesOf(sales, {}, more)],
  ['databse', 'database', (more) => sqliteStore(more)],
  ['shema', 'schema', (more) => postgresStore(more)],
  ['budgt', 'budget', (more) => lintBlueprint(trade, more)],
  ['domain', 'domains', (more) => implies(isDue, isDue, builtInFacts, more)],
  ['timezone', 'timeZone', (more) => analyseCondition(isDue, builtInFacts, more)],
  ['fact', 'facts', (more) => compileCondition(isDue, more)],
  ['cadenceRule', 'cadenceRules', (more) => defineConveyor(trade, more)],
  ['isHolliday', 'isHoliday', (more) => workingCalendar(conveyor.blueprint.workingTime, 'UTC', more)],
  ['year', 'years', (more) => publicHolidays({} as never, more)],
  ['rampin', 'rampIn', (more) => mixed(more)],
  ['decisionLeadTime', 'decisionLeadTimes', (more) => consultative(more)],
  ['curency', 'currency', (more) => project(more)],
  ['cadenceby', 'cadenceBy', (more) => transactional(more)],
  ['efort', 'effort', (more) => redistribute({} as never, more)],
  ['signall', 'signal', (more) => redistributeInSteps({} as never, more)],
  ['onprogress', 'onProgress', (more) => planFrontier({} as never, more)],
  ['dictionry', 'dictionary', (more) => explain({ reasons: [] }, more)],
  ['conveyer', 'conveyor', (more) => describeEvent({} as never, more)],
  ['name', 'names', (more) => describeCause({ code: 'timeOver' }, more)],
  ['formt', 'format', (more) => describeBlueprint(trade, more)],
  ['stdnumm', 'stdnum', (more) => identifyCompany({}, more)],
  ['bye', 'by', (more) => wouldHappen(sales, {} as never, more)],
  ['deviation', 'deviations', (more) => storeContract(more)],
  ['layot', 'layout', (more) => toSvg(trade, more)],
])('the misspelt option %s is refused by its name, with the known one %s', async (wrong, meant, call) => {
  const called = async () => call({ [wrong]: 1 } as never);
  await expect(called()).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    details: {
      problems: expect.arrayContaining([
        expect.objectContaining({
          path: `options.${wrong}`,
          code: 'UNKNOWN_NAME',
          values: wrong === 'policy' ? expect.anything() : { kind: 'option', name: wrong, meant },
        }),
      ]),
    },
  });
});

it.each<[string, string, (given: never) => unknown]>([
  [
    'sorce',
    'source',
    (more: object) => sales.execute({ type: 'register', clientId: 'a', ...more } as never, { by }),
  ],
  ['fcts', 'facts', (more: object) => clients.register({ id: 'a', source: 'cold', ...more }, { by })],
  ['stats', 'states', (more) => clients.query(more)],
  ['rols', 'roles', (more: object) => employees.hire({ id: 'a', hoursPerMonth: 1, ...more } as never)],
  ['reasn', 'reason', (more) => redistribution.plan(more, { by })],
  ['wndowLeadTime', 'windowLeadTime', (more: object) => defineConveyor({ ...trade, ...more } as never)],
  ['retryPoolas', 'retryPoolAs', (more) => openAssignment(newSales(), { policies: { seller: more } })],
  [
    'leasthours',
    'leastHours',
    (policy) => replayAssignments([], { role: 'seller', policy, timeZone: 'UTC' }),
  ],
  ['A', 'a', (shares) => abcSegments([], shares)],
  ['B', 'b', (shares) => segmentsByRevenue(sales, { from: '2026-01-01', to: '2026-01-31', shares })],
  ['state', 'states', (decisions) => planMigration(trade, trade, decisions)],
  ['vatID', 'vatId', (more) => identifyCompany(more)],
  ['yeers', 'years', (more) => windowFromRule(more)],
  [
    'sorce',
    'source',
    (more: object) =>
      scenario(conveyor)
        .given()
        .when({ type: 'register', clientId: 'a', ...more } as never, {} as never),
  ],
])('the misspelt key %s is refused by its name, with the known one %s', async (wrong, meant, call) => {
  const called = async () => call({ [wrong]: 1 } as never);
  const problem = expect.objectContaining({ path: wrong, code: 'UNKNOWN_KEY', values: { meant } });
  await expect(called()).rejects.toMatchObject({ details: { problems: expect.arrayContaining([problem]) } });
});

it.each<[string, string, (given: never) => unknown]>([
  ['input.roles', 'role', (more: object) => assignment.assign({ ...inRole, ...more }, { by })],
  ['input.rol', 'role', (more: object) => redistribution.recommend({ ...inRole, ...more })],
  [
    'options.names.employes',
    'employees',
    (names) => describeCause({ code: 'timeOver' }, { dictionary: en, names }),
  ],
  [
    'options.domains["orders.count"].leest',
    'least',
    (domain) => analyseCondition(isDue, builtInFacts, { domains: { 'orders.count': domain } }),
  ],
])('a misspelt key inside, %s, is refused by its place, with the known one %s', async (path, meant, call) => {
  const called = async () => call({ [/\w+$/.exec(path)?.[0] as string]: 1 } as never);
  const problem = expect.objectContaining({ path, values: expect.objectContaining({ meant }) });
  await expect(called()).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    details: { problems: [problem] },
  });
});

it('a misspelt key of one entry of many is that entry’s fault', async () => {
  const command = { type: 'register', clientId: 'entry', source: 'cold' } as const;
  const { failures } = await sales.executeMany([{ command, comandId: 'x' } as never, { command }], {
    by,
  });
  expect(failures).toMatchObject([
    { index: 0, problems: [{ path: 'comandId', code: 'UNKNOWN_KEY', values: { meant: 'commandId' } }] },
    { index: 1, refusal: { reasons: [{ code: 'NOT_AUTHORIZED' }] } },
  ]);
});

it('a misspelt key of one assignment of many is that one’s fault, by its place', async () => {
  const [outcome] = await assignment.assignMany([{ ...inRole, comandId: 'x' } as never], { by });
  const problem = { path: 'inputs[0].comandId', code: 'UNKNOWN_NAME', values: { meant: 'commandId' } };
  expect(outcome).toMatchObject({
    ok: false,
    error: { code: 'INVALID_ARGUMENT', details: { problems: [problem] } },
  });
});

it.each<[string, string, (more: object) => unknown]>([
  ['context.staf', 'staff', (more) => conveyor.decide(undefined, {} as never, { ...context, ...more })],
  ['context.histori', 'history', (more) => conveyor.options({} as never, { ...context, ...more })],
  ['options.calender', 'calendar', (more) => conveyorOf(conveyor.blueprint, more)],
])('the core says of a misspelt key, %s, that %s was meant', (path, meant, call) => {
  const name = path.split('.')[1] as string;
  expect(() => call({ [name]: {} })).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining(`no option is called "${name}"; did you mean "${meant}"?`),
      details: expect.objectContaining({
        problems: [
          expect.objectContaining({
            path,
            code: 'UNKNOWN_NAME',
            values: { kind: 'option', name, meant },
          }),
        ],
      }),
    }),
  );
});

it('of a key that comes near none the core says all that there are', () => {
  expect(() => conveyorOf(conveyor.blueprint, { timeZone: 'UTC' } as never)).toThrow(
    /no option is called "timeZone"; there are: cadenceRules, calendar, bookkeeping, /,
  );
});

it.each<[string, string, (given: never) => unknown]>([
  ['options', 'number', (given) => conveyorOf(conveyor.blueprint, given)],
  ['context', 'number', (given) => conveyor.decide(undefined, {} as never, given)],
  ['context', 'number', (given) => conveyor.options({} as never, given)],
])('a number in the place of %s is no record', (path, received, call) => {
  expect(() => call(5 as never)).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      details: expect.objectContaining({
        problems: [expect.objectContaining({ path, values: { expected: 'object', received } })],
      }),
    }),
  );
});

it.each<[string, (none: never) => unknown]>([
  ['period', (none) => activeBase(sales, none)],
  ['period', (none) => segmentsByRevenue(sales, none)],
  ['shares', (none) => abcSegments([], none)],
  ['ranking', (none) => rankClients(sales, none)],
  ['asOf', (none) => clientAsOf(sales, 'acme', none)],
])('nothing in the place of %s is told by its name', async (path, call) => {
  const called = async () => call(null as never);
  await expect(called()).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    details: { problems: [{ path }] },
  });
});

it('what sales cannot do without is named, all of it at once', () => {
  const made = () => createSales({ clock: 5, attempts: 0 } as never);
  expect(made).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      details: {
        function: 'createSales',
        problems: [
          expect.objectContaining({
            path: 'options.conveyor',
            code: 'MISSING',
            values: { expected: 'object' },
          }),
          expect.objectContaining({ path: 'options.store', code: 'MISSING' }),
          expect.objectContaining({
            path: 'options.clock',
            values: { expected: 'function', received: 'number' },
          }),
          expect.objectContaining({ path: 'options.attempts', code: 'TOO_SMALL' }),
        ],
      },
    }),
  );
});

it('an unknown role of a picture comes with the one that was meant', () => {
  const drawn = () => toSvg(conveyor.blueprint, { dictionary: en, role: 'seler' } as never);
  const [role] = [
    expect.objectContaining({
      path: 'options.role',
      values: { kind: 'role', name: 'seler', meant: 'seller' },
    }),
  ];
  expect(drawn).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', details: { function: 'toSvg', problems: [role] } }),
  );
});

const employee = {
  id: 'anna',
  roles: ['seller'],
  hiredAt: '2026-01-01T00:00:00.000Z',
  hoursPerMonth: 100,
} as never;
it.each<[string, (at: never) => unknown]>([
  ['holderAt', (at) => holderAt([], 'seller', at)],
  ['isPresent', (at) => isPresent(employee, at)],
  [
    'effectiveCapacity',
    (at) => effectiveCapacity(employee, { from: at, to: at }, 'seller', conveyor.blueprint),
  ],
  ['decide', (at) => conveyor.decide(undefined, {} as never, { now: at, by: { id: by, roles: [] } })],
  ['fact', (at) => conveyor.fact({} as never, 'orders.count', at)],
  ['workingHoursBetween', (at) => conveyor.rules.calendar.workingHoursBetween(at, at)],
])('a date that is none is a typed error of %s, not a wrong answer', (_, call) => {
  for (const at of ['soon', '2026-03-02', '2026-02-30T09:00:00.000Z', Number.NaN])
    expect(() => call(at as never)).toThrow(expect.objectContaining({ code: 'INVALID_INSTANT' }));
});
