import dagre from '@dagrejs/dagre';
import { ConveyorError, defineConveyor } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { comparePayPlans, defineGrades, definePay, defineRecognition } from 'sales-conveyor/motivation';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { kates, conveyor as paid, planOf, tenPercent } from '../motivation/pay-kit.ts';
import { at, conveyor, monday } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { daily, lived, opening, promising } from '../work/desk.ts';
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

const later = defineConveyor({ ...trade, version: 2 });
const said = { dictionary: en };
const desked = defineConveyor(smallBlueprint({}));
const explained = root.compileCondition(condition, { facts: root.builtInFacts }).explain({}, monday);
const sales = root.createSales({ conveyor, store: root.memoryStore() });
const year = { from: '2026-01-01', to: '2026-12-31' };
const desk = promising({ workingHours: 4 }, daily('09:00', '18:00'));
const { document } = desk;
const { task, events: steps } = lived(desk, [[monday, opening]]);
const proposal = {
  ...{ id: 'p', status: 'open', clientId: 'acme', events: [], by: 'assistant', to: 'anna', at: monday },
  command: { type: 'recordContact', clientId: 'acme' },
};
const analysis = root.planAnalysis(problem, { moves: [] });
const move = {
  ...{ clientId: 'acme', from: 'anna', to: 'boris', cause: 'PINNED', staying: 1, total: 4 },
  receiver: { utilisation: { without: 0.5, with: 0.6 }, fit: 0.5 },
};

/** What somebody makes ready and keeps: its methods are called, too. */
export const ready = {
  desk,
  pay: definePay(paid, [planOf(tenPercent)]),
  book: kates(planOf(tenPercent)),
  recognition: defineRecognition(paid, definePay(paid, [planOf(tenPercent)]), {}),
  ladder: defineGrades(
    paid,
    { plans: [] },
    { roles: ['clientManager'], grades: [{ grade: 'junior' }, { grade: 'senior' }] },
  ),
};
const month = { period: '2026-01', knownAt: at(60) };

const paidMonth = ready.book.statement({ ...month, employee: 'kate' });

/** Valid arguments of the methods of these. */
export const validOfReady: Readonly<Record<string, readonly unknown[]>> = {
  factsFor: ['order'],
  openedOn: ['orderRecorded'],
  decide: [task, { type: 'take', taskId: 't' }, { now: monday, by: 'olga' }],
  evolve: [undefined, steps[0]],
  replay: [steps, monday],
  deadlines: [task, monday],
  explainDeadline: [task, 'resolve', monday],
  chainUse: [task, monday],
  measures: [[task], { from: monday, until: at(30), now: at(30) }],
  inOrder: [[task], 'desk', 'olga', monday],
  over: [{ clients: [], employees: [] }],
  order: [{ client: 'acme', order: '1', knownAt: month.knownAt }],
  estimate: [{ client: 'acme', order: { id: '1' }, knownAt: month.knownAt }],
  statement: [{ ...month, employee: 'kate' }],
  statements: [month],
  close: [{ ...month, employee: 'kate', closed: [] }],
  uncredited: [month],
  of: [
    { clients: [], employees: [] },
    { ...month, employee: 'kate' },
  ],
  review: [{ at: at(60), employees: [], closed: [] }],
};

/** Valid arguments: what is hostile at one place then gets further than the first look. */
export const valid: Readonly<Record<string, readonly unknown[]>> = {
  describeCause: [{ code: 'moved' }, said],
  describeProblem: [{ path: 'by', code: 'MISSING', values: { expected: 'string' } }, said],
  describeEvent: [
    { type: 'orderPaid', clientId: 'acme', orderId: '1', by: 'head', happenedAt: monday },
    said,
  ],
  holderAt: [[], 'seller', monday],
  moneyOf: [{ id: '1', placedAt: monday, day: monday.slice(0, 10) }, monday],
  describeExplanation: [explained, { ...said, facts: root.builtInFacts }],
  isConveyorError: [new ConveyorError('INVALID_QUERY', 'x'), 'INVALID_QUERY'],
  labelIn: [{ en: 'seller' }, 'en', ''],
  absenceAt: [employee, monday],
  deputyOf: [employee, monday],
  isEmployed: [employee, monday],
  describeAssignment: [{ ...request, pool: 'seller', reason: ['NO_CANDIDATES'], candidates: [] }, said],
  endOffer: [root.emptyAssignmentLedger, { employeeId: 'anna', transfer: 'handOver', hours: 1 }],
  replayAssignments: [[], { role: 'seller', policy: {}, timeZone: 'UTC' }],
  changesToMigrate: [blueprint, blueprint],
  toSvg: [blueprint, { ...said, layout: dagre }],
  publicHolidays: [{ getHolidays: () => [] }, { years: [2026] }],
  describeChangesAtOnce: [{ clients: 3, changes: [] }, said],
  describeUnmapped: [{ kind: 'state', state: 'cold' }, said],
  workBudget: [100, undefined],
  describeFinding: [{ rule: 'not-analysed', severity: 'note', path: '', names: {}, values: {} }, said],
  lintBlueprint: [blueprint, {}],
  identifyCompany: [{ name: 'North' }, {}],
  likenessOf: [
    { name: 'north', marks: [] },
    { name: 'north', marks: [] },
  ],
  describeDuplicate: [{ clientId: 'acme', state: 'cold', kind: 'duplicate', by: 'name', commands: [] }, said],
  duplicatesOf: [sales, 'acme', {}],
  defineGrades: [
    paid,
    { plans: [] },
    { roles: ['clientManager'], grades: [{ grade: 'junior' }, { grade: 'senior' }] },
  ],
  defineRecognition: [paid, definePay(paid, [planOf(tenPercent)]), {}],
  expectedByBase: [[]],
  rankResults: [[], {}],
  describePayEvent: [
    {
      ...{ type: 'objectionClosed', by: 'orlov', whose: 'kate', period: '2026-01' },
      outcome: 'upheld',
    },
    said,
  ],
  explainPayRefusal: [{ reasons: [{ code: 'UNKNOWN_STATEMENT', statementId: 's' }] }, said],
  openMotivation: [
    root.createSales({ conveyor: paid, store: root.memoryStore() }),
    { pay: definePay(paid, [planOf(tenPercent)]) },
  ],
  explainPay: [paidMonth, said],
  describePaySlip: [paidMonth, said],
  describeOrderPay: [ready.book.order({ client: 'acme', order: '1', knownAt: month.knownAt }), said],
  describePayEstimate: [
    ready.book.estimate({ client: 'acme', order: { id: '1' }, knownAt: month.knownAt }),
    said,
  ],
  describePayComparison: [
    comparePayPlans(ready.book, {
      periods: [month.period],
      knownAt: month.knownAt,
      after: { id: 'managers', version: 1 },
    }),
    said,
  ],
  describeGradeReview: [
    {
      ...{ employeeId: 'kate', grade: 'junior', since: monday, stayed: 1, outcome: 'stays' },
      steps: [],
      paused: [],
    },
    said,
  ],
  describeRecognised: [
    { employeeId: 'kate', period: '2026-01', records: [], streaks: [], handoffs: [], returned: [] },
    said,
  ],
  comparePayPlans: [
    ready.book,
    { periods: [month.period], knownAt: month.knownAt, after: { id: 'managers', version: 1 } },
  ],
  lintPayPlan: [planOf(tenPercent), paid.blueprint, {}],
  describePayFinding: [
    { rule: 'jump', path: '', component: 'sales', values: { measure: 'sum', at: '1', more: 1 } },
    { ...said, plan: ready.pay.plans[0] },
  ],
  definePay: [paid, [planOf(tenPercent)]],
  parsePayPlans: [[planOf(tenPercent)], paid.blueprint],
  describeProposal: [proposal, said],
  describeProposalEvent: [{ ...proposal, type: 'proposalMade' }, said],
  explainProposal: [{ reasons: [{ code: 'PROPOSAL_CLOSED', proposal }] }, said],
  abcSegments: [[{ clientId: 'acme', revenue: 1 }], {}],
  activeBase: [sales, year, {}],
  clientAsOf: [sales, 'acme', { knownAt: monday }],
  countClients: [sales, {}],
  purchaseFigures: [sales, year, {}],
  rankClients: [sales, { by: 'orders.count' }, {}],
  segmentsByRevenue: [sales, year, {}],
  wouldHappen: [sales, { type: 'register', clientId: 'acme', source: 'cold' }, { by: 'head' }],
  describeAccess: [{ clientId: 'acme', as: 'anna', isVisible: true, reasons: [{ code: 'SERVICE' }] }, said],
  explainAccess: [sales, { clientId: 'acme', as: 'anna' }],
  readAs: [sales, 'anna'],
  describeInboxItem: [{ code: 'OFFER_LAPSED', role: 'seller', transfer: 'handOver', clientId: 'acme' }, said],
  describeOddity: [{ code: 'NO_ORDER_LASTED', orders: 1 }, said],
  inboxOf: [sales, 'anna', {}],
  describeInfeasible: [{ ok: false, notFound: { relaxations: [], stopped: 'done' } }, said],
  describeMove: [move, said],
  describeQuality: [{ moves: [], gap: 0.1 }, said],
  describeExclusion: [{ employeeId: 'anna', excluded: { code: 'LACKS_ROLE' } }, said],
  describeUntouched: [{ clientId: 'acme', holder: 'anna', why: { code: 'RULE', why: 'x' } }, said],
  describeLeftOut: [{ clientId: 'acme', reasons: [{ code: 'MOVED_ON', employeeId: null }] }, said],
  describePlanRefusal: [[{ code: 'UNKNOWN_PLAN', planId: 'p' }], said],
  describeStalePlan: [{ planId: 'p', clients: [], employees: [], violations: [] }, said],
  describePlanEvent: [{ type: 'planApproved', planId: 'p', by: 'head', happenedAt: monday }, said],
  describeAnalysis: [analysis, said],
  describeComparison: [root.compareProposals(problem, { moves: [] }, { moves: [] }), said],
  describeWhyStays: [root.whyStays(problem, { moves: [] }, 'acme'), said],
  planFrontier: [problem, {}],
  defineWork: [desked, document],
  openWork: [root.createSales({ conveyor: desked, store: root.memoryStore() }), { work: desk }],
  describeCaveat: [{ code: 'SOME_GIVE_UP', share: 0.1 }, said],
  describeDeadline: [desk.explainDeadline(task, 'resolve', monday), said],
  describeTaskEvent: [steps[0], said],
  describeTaskAssignment: [{ ...request, pool: 'seller', reason: ['NO_CANDIDATES'], candidates: [] }, said],
  describeTaskItem: [{ code: 'IN_HAND', task }, said],
  countedByTasks: [blueprint, document],
  describeWork: [desk, said],
  workChapter: [desk, said],
  describeTaskRefusal: [[{ code: 'WRONG_TASK_STATUS', status: 'done', allowed: ['waiting'] }], said],
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
  createMigration: [{ from: conveyor, to: later, store: root.memoryStore() }],
  createSales: [{ conveyor, store: root.memoryStore() }],
  onboardClients: [sales, [], { by: 'import' }],
  openAssignment: [sales, {}],
  openRedistribution: [sales, {}],
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
