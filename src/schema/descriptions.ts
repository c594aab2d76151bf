import { regulationEn } from '../locales/regulation.en.ts';
import { thingsEn } from '../locales/things.en.ts';
import type { Words } from './annotate.ts';

const capital = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}.`;
const alternatives = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`=${name}`, capital(text)]));

export const conditionWords: Words = {
  '#condition':
    'A question about facts, answered yes, no or unknown; unknown never passes. One of { all }, { any }, { not } and { fact, is, value }.',
  '#condition.all': 'Passes when every part does; without parts it always passes.',
  '#condition.any': 'Passes when at least one part does.',
  '#condition.not': 'Passes when its part fails.',
  '#condition.fact': 'The path of a fact, built in such as orders.count or the blueprint’s own.',
  '#condition.is': 'How the fact is held against the value.',
  '#condition.value':
    'A value of the fact’s type, a list of them, another fact { fact }, the moment { now: true } or a duration; left out by present and absent.',
};

export const blueprintWords: Words = {
  '#label': 'A name: one text for every language, or a text by language.',
  '#duration': 'A span on the calendar: whole parts, at least one. Two months are not 60 days.',
  '#cadencePolicy': 'How long a client may be silent after a purchase.',
  name: 'The name of the blueprint: letters, digits, _ and -.',
  version: 'Counts up with every change.',
  timeZone: 'IANA time zone: days, months and working hours are of this zone.',
  currency: 'ISO 4217; the currency of the fact orders.revenue.',
  workingTime: 'Limits in working hours run only within these hours.',
  'workingTime.days': 'ISO weekdays, 1 is Monday.',
  'workingTime.from': 'When work begins, HH:mm.',
  'workingTime.to': 'When work ends, HH:mm: 24:00 is the end of the day, 30:00 is 06:00 of the next one.',
  'workingTime.shifts': 'Several, for breaks and weekdays with hours of their own.',
  'workingTime.holidays': 'Days off, YYYY-MM-DD: no work begins on them.',
  'workingTime.dates':
    'By day, YYYY-MM-DD, the only work that begins on it: short days, weekends worked in exchange.',
  facts: 'The blueprint’s own facts by path.',
  'facts.*.personal': 'Its values are personal data: they go where these are erased.',
  'facts.*.suppliedBy': 'The roles that tell it, beside services and whoever may override.',
  roles: 'Who takes part, by name.',
  'roles.*.may': 'What the role may do with clients that it holds, and with any client.',
  'roles.*.mayRead':
    'Which clients the role may see where queries are made as an employee, beside those that they have to do with. Unknown is not seen. Left out: all.',
  'roles.*.claims': 'Who holds so many clients in the role claims no more from its pool.',
  'roles.*.rampUp': 'Share of their capacity that newcomers have in their first, second, ... month.',
  'roles.*.workingHours': 'Working time of its own, days off included, in place of the department’s.',
  'roles.*.loadBy':
    'Multiplies the load norms by the values of one of the blueprint’s enum facts, or of orders.pace.',
  grades: 'Grades of employees, by name.',
  'grades.*.load': 'Time that this grade needs for what the norm says takes one hour.',
  services: 'Programs that act without being employees.',
  'services.*.mayPropose': 'What it may only propose: a person approves it.',
  holds: 'What can hold a client up, by name.',
  'holds.*.stopsClock': 'No purchase-cadence clock runs meanwhile.',
  'holds.*.blocksTransfers': 'Nobody may move the client meanwhile.',
  'holds.*.blocks': 'Records that are refused meanwhile, of what happened since it was placed.',
  'holds.*.by':
    'Roles and services that alone may place and lift it, beside whoever may override. Left out: whoever may place holds.',
  'holds.*.review':
    'One that lasts so long is brought before a role, and the purchase-cadence clock runs again.',
  states: 'The states of a client’s life, by name.',
  'states.*.responsible':
    'The role that answers for the client here; every state that is neither final nor resting has one.',
  'states.*.supporting': 'Roles that may hold the client beside the responsible one.',
  'states.*.load': 'Hours a month that a client here takes of each role.',
  'states.*.cadence': 'Whether the purchase-cadence clock runs.',
  'states.*.waiting': 'A client here waits for a moment, so a deadline must lead out.',
  'states.*.resting': 'Nobody need answer for the client here; it is in no pool.',
  'states.*.final': 'Nothing leads out.',
  entries: 'Source of a new client to its first state.',
  transfers: 'The ways from state to state, by name.',
  'transfers.*.from': 'States that it starts from.',
  'transfers.*.to': 'The state that it leads to.',
  'transfers.*.trigger': 'Who or what sets it off: people, events, or a moment.',
  'transfers.*.trigger.by': 'Roles that may do it.',
  'transfers.*.trigger.on': 'Events that it follows from by itself.',
  'transfers.*.trigger.at': 'The fact that names the moment.',
  'transfers.*.trigger.plus': 'So long after the moment.',
  'transfers.*.trigger.plusWorkingMinutes': 'Minutes of working time beyond that.',
  'transfers.*.trigger.notice': 'So long before it the holder is given notice.',
  'transfers.*.when': 'The condition that must hold.',
  'transfers.*.priority': 'Of several automatic transfers that could follow, the lowest is tried first.',
  'transfers.*.reasons': 'One of these must be given.',
  'transfers.*.needsWakeDate':
    'A date to come back to the client must be given; it becomes the fact state.wakeAt.',
  'transfers.*.releases': 'Roles whose custody ends with the transfer.',
  'transfers.*.handoff': 'The receiver has to accept the client; until then the sender answers for it.',
  'transfers.*.handoff.to': 'The receiving role.',
  'transfers.*.handoff.dealt':
    'An offer that names nobody goes to the employee whom the rules of assignment pick.',
  'transfers.*.handoff.acceptWithin': 'How long after the offer it is escalated unanswered.',
  'transfers.*.handoff.firstContactWithin': 'The receiver’s first two-way contact after acceptance.',
  'transfers.*.handoff.escalateTo': 'The role that decides on expired and twice rejected handoffs.',
  'transfers.*.handoff.decideWithin':
    'How long that role has: what is not decided by then is withdrawn. Left out: it waits for ever.',
  'transfers.*.handoff.lasts':
    'The receiver’s custody ends so long after acceptance: a deal beside the one who keeps the client.',
  'transfers.*.handoff.rejectionsCountFor':
    'As long as a rejection counts, the next one of the same handoff is the second. Left out: six months.',
  'transfers.*.handoff.rejections': 'Why the receiver may reject.',
  'transfers.*.handoff.rejections.*.fixable': 'Leaves the client with the sender for rework.',
  'transfers.*.handoff.rejections.*.to': 'The state that the client goes to.',
  'transfers.*.handoff.onReturn':
    'The receiver may give the client back for these reasons, within so long after acceptance.',
  cadence: 'When silence after a purchase counts as overdue, dormant, lost.',
  windowLeadTime: 'How long before a decision window active selling begins.',
  windowLeadTimes: 'The same by category of the window, where it is another.',
  windowGrace: 'How long after its moment a window’s outcome may come in before the window counts as missed.',
  cadenceBy: 'Which purchases keep the rhythm: all (left out), or those that were shipped.',
  quietMonths:
    'Months of every year in which the cadence clock of clients with these values of a fact stands still; the first whose fact is known decides.',
  contactsOf:
    'Whose two-way contacts are the first one of a receiver and keep a claim alive: those of the holder and the deputy (left out), or anyone’s.',
  mergedState: 'The final state of a duplicate that was merged into another client.',
  releaseReasons:
    'Why a holder may let a client go; whoever may release any client says why in their own words. Left out: so does the holder.',
  paymentTerm: 'The number fact that says after how many days from its shipment an order is to be paid.',
  creditLimit:
    'The money fact that unpaid orders are held against: an order by which they come to more places the hold, with its id as the reason. By `group`, the orders of all clients with the same value of a fact are held against another money fact of theirs, too.',
};

const {
  manageEmployees: _,
  planRedistribution: __,
  approveRedistribution: ___,
  changeRules: ____,
  erasePersonalData: _____,
  ...commands
} = thingsEn.actions;

export const commandWords: Words = {
  ...alternatives({ ...commands, advanceTime: 'process due deadlines and do nothing else' }),
  clientId: 'Whose state the command may change.',
  at: 'When it happened, ISO-8601 with Z or an offset, if not now: what is recorded late counts from when it was.',
};

export const eventWords: Words = {
  ...alternatives({
    clientOnboarded: 'a client moved in from another system, with all that was known of it',
    ...regulationEn.events,
    stateChanged: 'the client went from one state to another',
    deadlinePassed: 'a deadline came while the condition of its transfer did not hold',
    noticeGiven: 'somebody is told that a transfer or a decision is near, or that a hold has lasted too long',
    holderAssigned: 'somebody holds the client in a role',
    holderReleased: 'somebody no longer holds the client in a role',
    clientReassigned: 'a plan of redistribution moved the client, or was undone',
    clientPooled: 'nobody holds the client in the responsible role, so it waits in the pool',
    deputySet: 'somebody stands in for a holder',
    deputyCleared: 'nobody stands in any more',
    handoffOffered: 'a handoff was offered',
    handoffRejected: 'the receiver rejected the handoff',
    handoffEscalated: 'nobody answered in time or the handoff was rejected twice, so another role decides',
    handoffSenderChanged: 'custody has moved while the offer is open: this is its sender from now on',
    handoffWithdrawn: 'the handoff was withdrawn',
    releaseUndone:
      'a contact, an order or a hold told late would have prevented a release, so the client is back with its holder',
    clientReturned: 'the receiver gave an accepted client back',
    firstContactMissed: 'the receiver made no first contact in time',
    clientMigrated: 'the client went over to another version of the blueprint',
    migrationUndone: 'the client is back on the version before',
    mergedAway: 'this client is a duplicate and was merged into another one',
    mergeUndone: 'the merge of this client into another one was undone',
    personalDataErased:
      'personal data were erased from everything before: whoever keeps copies reads it again',
  }),
  id: 'clientId#n, where n is the client’s revision after the event.',
  happenedAt: 'When it happened in the world.',
  recordedAt: 'When it was recorded; never before an earlier event of the same client.',
  by: 'Who did it: an employee, a service, or system for what time alone brought about.',
};

export const planEventWords: Words = {
  ...alternatives({
    planDrafted: 'a plan was made and kept as a draft; its moves are kept beside it',
    planEdited: 'clients were decided on by hand, and the plan is a draft of a new version',
    planRebased:
      'the plan was made anew on clients and staff as they were then, and is a draft of a new version',
    planApproved: 'the plan may be applied',
    planRejected: 'the plan was turned down for good',
    planDiscarded: 'the plan was put away for good',
    planFoundStale: 'what the plan rests on had changed when its day had come, so it is a draft again',
    planApplied: 'every client of the plan was moved; the moves are events of the clients in the same commit',
    planUndone: 'custody is again what it was before the plan; a plan of undoing tells how',
    planReturned: 'somebody who was away is back, and a plan of return was made',
    planReturnGivenUp: 'nobody returns: who was away has left, or every client has moved on',
    planForgotten: 'what the plan was made from is no longer kept',
  }),
  id: '@@redistributionPlan/planId#n, where n is the plan’s revision after the event.',
  by: 'Who did it: an employee, a service, or system for what time alone brought about.',
  why: 'What they said of it, in their own words.',
  due: 'Time did it, on behalf of who approved the plan.',
};

export const payPlanWords: Words = {
  '#label': 'A name: one text for every language, or a text by language.',
  version: 'Counts up with every change; a version holds until the next one begins.',
  from: 'The first day on which it holds, YYYY-MM-DD, in the department’s zone.',
  roles: 'For employees with one of these roles.',
  currency: 'ISO 4217: the blueprint’s. Amounts are whole minor units.',
  vat: 'Whether amounts of orders count as they were recorded, or less a tax.',
  rounding:
    'The one rounding: of each deal or of a component’s sum, how a half is rounded, to how many digits.',
  salary: 'Minor units a month.',
  'salary.prorate': 'Of a part of a month: by its days, or by its working days.',
  'salary.unpaid': 'Absences that are not paid here.',
  components: 'The parts of variable pay, by name.',
  'components.*.credit': 'What gives credit, and to whom, as of then.',
  'components.*.credit.on': 'What has to happen.',
  'components.*.credit.when':
    'Must hold, over the client’s facts as of then and credit.…; unknown gives none.',
  'components.*.credit.to.*.to': 'A role of the blueprint, or sender or receiver of a handoff.',
  'components.*.credit.to.*.share': 'Percent, exact; those that are no overlays sum to 100.',
  'components.*.credit.to.*.overlay': 'On top of the others.',
  'components.*.credit.to.*.grace': 'Within the grace of a redistribution the former holder has it.',
  'components.*.credit.to.*.tail':
    'So many percent stay with the last holder in the first, second, ... month after the custody has ended.',
  'components.*.measure': 'The credited amounts, how many they are, or percent of something else.',
  'components.*.quota.amounts': 'What is asked: the entry that says most of employee, grade and period.',
  'components.*.quota.ramp': 'Percent of it in the first months since the employee was taken on.',
  'components.*.rate.kind':
    'Each tier pays for its part, the reached one pays for all, or what lies on the line between two.',
  'components.*.rate.by': 'What tiers begin at: the measure, or percent of the quota.',
  'components.*.rate.pays': 'Percent of the sum, minor units for each, an amount, or percent of the salary.',
  'components.*.rate.tiers.*.from': 'From where on; an equal value belongs to the higher tier.',
  'components.*.weight': 'Percent of what the rate comes to.',
  'components.*.gate': 'Must hold, over measure.… and attainment.…, or nothing is paid.',
  'components.*.floor': 'Minor units at least, where something was credited.',
  'components.*.cap': 'Minor units at most.',
  draw: 'Variable pay is topped up to so much a month; what was topped up is owed back.',
  late: 'What becomes of a closed period whose figures change.',
};

/** Of an event of a task. */
export const taskEventWords: Words = {
  ...alternatives({
    taskOpened: 'a task came into its queue, with what is promised of it',
    taskTaken: 'somebody took it',
    taskDeclined: 'somebody left it to others',
    taskRenamed: 'another document calls by other names what it goes by; whoever has it keeps it',
    taskPassedOn: 'it went to a colleague, or into a queue',
    taskPaused: 'the work rests',
    taskResumed: 'the work goes on',
    taskPauseRecorded: 'a pause that is over was told late',
    taskPauseWithdrawn: 'there was no such pause',
    taskAnswered: 'somebody has answered',
    taskDone: 'it is done',
    taskReturned: 'it went back to whoever opened it',
    taskResubmitted: 'it came into its queue again',
    taskReopened: 'it was not done right',
    taskEscalated: 'it was brought before a role',
    taskChanged: 'more is known of it: its class was chosen anew',
    taskOpeningCorrected: 'it was opened at another time',
    taskCancelled: 'it was called off',
    taskFollowedClient: 'it is about another client: that of a merge, or of one that was undone',
  }),
  id: '@@task/taskId#n, where n is the task’s revision after the event.',
  taskType: 'The name of its type in the document.',
  by: 'Who did it: an employee, a service, or system for time and for the client.',
  note: 'What they said of it, in their own words.',
  promise: 'What is promised, as it was when the class was chosen.',
};

export const workWords: Words = {
  '#label': 'A name: one text for every language, or a text by language.',
  '#span': 'A span on the calendar: whole parts, one of them more than 0. It runs at night, too.',
  calendars: 'Working times beside the department’s and the roles’, by name.',
  facts: 'Facts of the tasks themselves by path, beside those of their clients.',
  queues: 'Where tasks wait, by name.',
  'queues.*.role': 'Who works in the queue.',
  'queues.*.lead': 'Who may pass on, call off and otherwise put right any of its tasks.',
  tasks: 'The types of tasks, by name.',
  'tasks.*.queue': 'Where its tasks wait.',
  'tasks.*.opens': 'The roles and services that may open one.',
  'tasks.*.opensOn': 'On which events of a client it is opened by itself, if the condition is met then.',
  'tasks.*.responds': 'What counts as the response: somebody takes it, or says that they answered.',
  'tasks.*.service': 'Classes of service: a task is of the first whose condition is met. The last has none.',
  'tasks.*.service.*.respond': 'How long until the first response.',
  'tasks.*.service.*.resolve': 'How long until it is done.',
  'tasks.*.service.*.resolve.workingHours': 'So much working time.',
  'tasks.*.service.*.resolve.workingDays':
    'So many days more than the first at whose cut-off the clock runs; over as the work of the last ends.',
  'tasks.*.service.*.resolve.cutOff': 'What is there before it, HH:mm, is for the day.',
  'tasks.*.service.*.resolve.by': 'When on the last day, HH:mm, if before the end of work.',
  'tasks.*.service.*.calendar': 'A name of calendars. Left out: the hours of the queue’s role.',
  'tasks.*.service.*.rank': 'Lower is taken first, whatever the deadlines. Left out: the place in the list.',
  'tasks.*.service.*.escalate': 'So much working time before a deadline the task is brought before a role.',
  'tasks.*.service.*.chain': 'What of the time to be done each queue may use up.',
  'tasks.*.pauses': 'Why the work may rest.',
  'tasks.*.pauses.*.stopsClock': 'Whether the clock of the promise stands still meanwhile.',
  'tasks.*.returns': 'Why it may go back to whoever opened it.',
  'tasks.*.cancels': 'Why whoever opened it may call it off. Without any, only the end of its client does.',
  'tasks.*.load.minutes': 'What one takes of somebody’s time.',
};

export const proposalEventWords: Words = {
  ...alternatives({
    proposalMade: 'a service proposed a command to an employee; nothing was done',
    proposalApproved: 'somebody approved it, and the command was done in the same commit',
    proposalRejected: 'somebody rejected it',
    proposalRefused: 'somebody approved it, and the command was refused by then',
    proposalFoundStale: 'somebody approved it, and the command would have done something else by then',
  }),
  id: '@@proposal/proposalId#n, where n is the proposal’s revision after the event.',
  by: 'Who proposed it, or decided on it.',
  command: 'What was proposed, for which client.',
  proposedBy: 'Who had proposed it.',
  eventIds: 'What was done: the ids of the client’s events.',
  differing: 'The types of the events that differ from what was proposed.',
};

export const payEventWords: Words = {
  ...alternatives({
    statementClosed: 'a month of somebody’s pay was closed; what was closed is never altered',
    statementRestated: 'a later closing gave the month another revision, which stands beside the closed one',
    objectionOpened: 'somebody objected to a line',
    objectionAnswered: 'somebody answered the objection',
    objectionClosed: 'the objection was upheld, declined or withdrawn',
  }),
  id: '@@payStatement/statementId#n, where n is the revision after the event.',
  whose: 'Whose pay it is: the employee’s id.',
  period: 'Which month: YYYY-MM.',
  by: 'Who closed the month, or spoke.',
  knownTo: 'The position of the log up to which it was known.',
  digest: 'SHA-256 over figures, terms, events, times and custody, in hexadecimal.',
  total: 'Minor units: what the statement comes to.',
  paid: 'Minor units: what is paid with it.',
  owed: 'Minor units: what the employee owes afterwards, 0 or below.',
  line: 'The line of the statement, counted from 0.',
};
