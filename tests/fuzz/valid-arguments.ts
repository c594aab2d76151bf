import { en } from 'sales-conveyor/locales/en';
import { at, conveyor, monday } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { root } from './functions-of.ts';

const { blueprint } = conveyor;
const employee = { id: 'anna', roles: ['seller'], hiredAt: monday, hoursPerMonth: 100, absences: [] };
const condition = root.fact('orders.count').atLeast(3);
export const problem = {
  clients: [{ id: 'acme', holder: 'anna', hours: 5 }],
  employees: [
    { id: 'anna', capacity: 10 },
    { id: 'boris', capacity: 10 },
  ],
};
const refusal = { reasons: [{ code: 'UNKNOWN_CLIENT', clientId: 'acme' }] };
export const policy = root.parseAssignmentPolicy({});
const request = { clientId: 'acme', role: 'seller', at: monday, day: monday.slice(0, 10), hours: 1 };

/** Valid arguments: what is hostile at one place then gets further than the first look. */
export const valid: Readonly<Record<string, readonly unknown[]>> = {
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
