import { labelsOf, spokenFacts } from '../blueprint/spoken-facts.ts';
import { describeExplanation } from '../conditions/describe.ts';
import { lookup } from '../conditions/lookup.ts';
import { createWording, moneyInWords } from '../conditions/wording.ts';
import { meant } from '../errors/did-you-mean.ts';
import { fillTemplate } from '../errors/fill-template.ts';
import { inWords } from '../errors/in-words.ts';
import { invalidArgument } from '../errors/invalid-argument.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Dictionary, ExplanationDictionary } from '../locales/dictionary.ts';
import type { EmployeeRefusal, EmployeeWarning } from '../workforce/decide-employee.ts';
import type { EmployeeEvent } from '../workforce/employee.ts';
import { awayInWords } from './away.ts';
import { type Caused, causeOf } from './cause.ts';
import { causeInWords } from './describe-cause.ts';
import type { ClientEvent, EventType } from './event.ts';
import { reasonInWords } from './reason-in-words.ts';
import type { RefusalReason, ValueProblem } from './refusal.ts';
import { isStaffEvent, staffEventInWords } from './staff-event-in-words.ts';
import { fill, spokenIn, type WordOptions } from './words.ts';

/** What says why something was refused: a client's refusal, or an employee's; or what was warned of. */
export interface Explainable {
  readonly reasons: readonly (RefusalReason | EmployeeRefusal | EmployeeWarning)[];
}

/** What is said of the staff. */
type Staffed = Pick<Dictionary, 'staff'>;
type ExplainOptions = WordOptions<ExplanationDictionary>;

/**
 * A refusal in words for a salesperson and their manager, a line for each thing that stands in the way. Each
 * says what is, what is needed, what is not known and who can tell. With the conveyor, roles, states and own
 * facts are said by their labels. Of a transfer that starts from other states, or is for others, only that is
 * said. Refusals about the staff take a whole dictionary.
 */
export function explain(
  refusal: { readonly reasons: readonly RefusalReason[] },
  options: WordOptions<ExplanationDictionary>,
): string;
export function explain(refusal: Explainable, options: WordOptions<ExplanationDictionary & Staffed>): string;
export function explain(refusal: Explainable, options: WordOptions<ExplanationDictionary>): string {
  return withArguments('explain', { refusal, ...inWords('explain', options) }, () => {
    const { reasons } = refusal;
    // Where it starts, and whose it is, comes before all else.
    const first = ['WRONG_STATE', 'WRONG_ROLE'].find((one) => reasons.some(({ code }) => code === one));
    const told = first ? reasons.filter(({ code }) => code === first) : reasons;
    return told.flatMap((reason) => explainReason(reason, options)).join('\n');
  });
}

function explainReason(reason: Explainable['reasons'][number], options: ExplainOptions): readonly string[] {
  const { dictionary, conveyor } = options;
  if (reason.code !== 'CONDITION_NOT_MET') {
    const { refusals, staff } = dictionary as ExplanationDictionary & Staffed;
    const words = { ...staff, ...refusals } satisfies Record<
      Exclude<Explainable['reasons'][number]['code'], 'CONDITION_NOT_MET'>,
      string
    >;
    return [fill(words[reason.code], { ...reason, ...within(reason, options) }, options)];
  }
  return describeExplanation(reason.explanation, {
    facts: spokenFacts(conveyor?.blueprint ?? {}, dictionary),
    roles: labelsOf(conveyor?.blueprint.roles ?? {}),
    ...spokenIn(options),
  });
}

/** What the words need from inside a reason. */
function within(reason: Explainable['reasons'][number], options: ExplainOptions): object {
  const { things } = options.dictionary;
  switch (reason.code) {
    case 'HANDOFF_OPEN':
      return awayInWords(reason.to, reason.away);
    case 'HANDOFF_ESCALATED':
      return { escalation: things.escalations[reason.cause] };
    case 'NOT_AUTHORIZED':
      return {
        action: lookup(things.actions, reason.action) ?? reason.action,
        stranger: reason.stranger && '',
      };
    case 'BLOCKED_BY_HOLD':
      return { able: liftersOf(reason.hold, options) };
    case 'REASON_NEEDED': {
      const said = (one: string) => reasonInWords(reason.transfer, one, options);
      const named = namesIn(reason.given, reason.known, said);
      // Names are for whoever came near one.
      return 'meant' in named ? named : { known: reason.known.map(said) };
    }
    case 'UNKNOWN_NAME':
      return {
        kind: things.kinds[reason.kind],
        ...namesIn(reason.name, reason.known, (one) => fill(`{${reason.kind}:one}`, { one }, options)),
      };
    case 'TOO_EARLY':
    case 'IN_THE_FUTURE':
      return { field: fieldInWords(reason.field, options) };
    case 'INVALID_VALUE':
      return { field: fieldInWords(reason.field, options), problem: problemInWords(reason.problem, options) };
    case 'ORDER_ALREADY':
      return {
        status: things.orders[reason.status],
        again: (reason.money?.outstanding ?? 0) > 0 ? '' : undefined,
      };
    case 'WINDOW_CLOSED':
      return { status: things.windows[reason.status] };
    default:
      return {};
  }
}

/** The roles that may lift the hold of any client. */
function liftersOf(hold: string, { conveyor }: ExplainOptions): readonly string[] {
  const { holds = {}, roles = {} } = conveyor?.blueprint ?? {};
  const able = (role: string) => roles[role]?.may.any.includes('releaseHold');
  return lookup(holds, hold)?.by ?? Object.keys(roles).filter(able);
}

/** So many names are said at most: who wants all of them asks the blueprint. */
const SAID_NAMES = 12;
const someOf = (names: readonly string[]) =>
  names.length > SAID_NAMES ? [...names.slice(0, SAID_NAMES), '…'] : names;

/** The names to choose from as they are written, each with its label, and the one probably meant. */
function namesIn(given: string | undefined, known: readonly string[], inWords: (name: string) => string) {
  const said = (name: string) => {
    const label = inWords(name);
    return label === name ? name : `${name} (${label})`;
  };
  return { ...(given !== undefined && meant(given, known)), known: someOf(known.map(said)) };
}

function fieldInWords(field: string, options: ExplainOptions): string {
  const fact = field.startsWith('facts.') ? field.slice('facts.'.length) : undefined;
  if (fact !== undefined) return fill('{fact:fact}', { fact }, options);
  const { fields, orders } = options.dictionary.things;
  return lookup(fields, field) ?? lookup(orders, field.replace(/At$/, '')) ?? field;
}

function problemInWords(problem: ValueProblem | string, options: ExplainOptions): string {
  if (typeof problem === 'string') return problem;
  const { values, types } = options.dictionary.things;
  const said = {
    ...problem,
    ...(problem.code === 'WRONG_VALUE' && { type: types[problem.type] }),
    ...(problem.code === 'MORE_THAN_THERE_IS' && { most: moneyInWords(problem.most, options.dictionary) }),
  };
  return fill(values[problem.code], said, options);
}

/**
 * An event of a client or of an employee in words, one line without its date. That of an employee takes a
 * whole dictionary; `describePlanEvent`, `describeProposalEvent`, `describePayEvent` and
 * `describeTaskEvent` say the others.
 * @throws INVALID_ARGUMENT where it is one of those
 */
export function describeEvent(event: ClientEvent, options: WordOptions): string;
export function describeEvent(event: ClientEvent | EmployeeEvent, options: WordOptions<Dictionary>): string;
export function describeEvent(
  event: ClientEvent | EmployeeEvent,
  options: WordOptions | WordOptions<Dictionary>,
): string {
  const text = withArguments('describeEvent', { event, ...inWords('describeEvent', options) }, () => {
    if (isStaffEvent(event)) return staffEventInWords(event, options as WordOptions<Dictionary>);
    const { events } = options.dictionary satisfies { events: Record<EventType, string> };
    const template = lookup(events, event.type);
    return template && fill(template, { ...event, ...inner(event, options) }, options);
  });
  if (text !== undefined) return text;
  const type = String(event.type);
  const by = Object.entries(describers).find(([start]) => type.startsWith(start))?.[1];
  const message = `is ${type}: ${by ?? 'its own entry'} describes it`;
  throw invalidArgument('describeEvent', [{ path: 'event.type', code: 'NOT_VALID', message }]);
}

const describers = {
  plan: 'describePlanEvent of sales-conveyor/redistribution',
  proposal: 'describeProposalEvent of sales-conveyor/proposals',
  task: 'describeTaskEvent of sales-conveyor/work',
};

/** What the words need from inside an event. */
function inner(event: ClientEvent, options: WordOptions): object {
  const { dictionary } = options;
  switch (event.type) {
    case 'clientOnboarded': {
      const { from, stands, orders, oddities = [] } = event;
      const { state, stateSince: since, custody } = stands;
      const holders = Object.values(custody).map(({ employeeId }) => employeeId);
      const unfit = oddities.flatMap((oddity) => ('employeeId' in oddity ? oddity.employeeId : []));
      return {
        pool: stands.pool?.name,
        ...(unfit.length > 0 && { unfit: [...new Set(unfit)] }),
        system: from?.system,
        state,
        since,
        ...(holders.length > 0 && { holders }),
        ...(orders.length > 0 && { count: orders.length }),
      };
    }
    case 'contactRecorded':
      return { channel: lookup(dictionary.eventValues.channels, event.channel) ?? event.channel };
    case 'factsLearned':
      return { learned: factsInWords(event, options) };
    case 'personRecorded':
      return { name: event.person.name };
    case 'orderRecorded': {
      const { id, total } = event.order;
      return { orderId: id, total: total && moneyInWords(total, dictionary) };
    }
    case 'moneyRecorded':
      return { kind: dictionary.causes.money[event.kind], amount: moneyInWords(event.amount, dictionary) };
    case 'handoffOffered': {
      const { transfer, to, expiresAt, reason } = event.handoff;
      const receiver = to.employeeId ?? to.role;
      const why = reason && reasonInWords(transfer, reason, options);
      const dealt = event.cause && causeInWords(event.cause, options);
      return { transfer, receiver, expiresAt, reason: why, dealt, ...awayInWords(receiver, event.away) };
    }
    case 'handoffAccepted': {
      const { transfer, to } = event.accepted;
      const agent = event.by === to.employeeId ? { self: '' } : { agent: event.by };
      return { transfer, receiver: to.employeeId, ...agent, ...awayInWords(to.employeeId, event.away) };
    }
    case 'holderAssigned':
      return awayInWords(event.employeeId, event.away);
    case 'handoffEscalated':
      return escalated(event.handoff, options);
    case 'deputyCleared':
      return { next: event.next?.employeeId };
    case 'releaseUndone': {
      const holders = Object.values(event.stands.custody).map(({ employeeId }) => employeeId);
      const contact = (event.orderId ?? event.hold) === undefined && { contact: '' };
      return { ...contact, ...(holders.length > 0 && { holders }) };
    }
    case 'handoffSenderChanged':
      return { role: event.from.role, sender: event.from.employeeId };
    case 'stateChanged':
    case 'handoffRejected':
    case 'clientReturned': {
      const { transfer, reason } = event;
      // Of a merge and its undoing the reason is the other card.
      if (event.type === 'stateChanged' && (event.cause === 'merge' || event.cause === 'unmerge')) {
        const why = dictionary.causes.causes[event.cause];
        return { reason: fill('{why}[: {client:reason}]', { why, reason }, options) };
      }
      return reason === undefined ? {} : { reason: reasonInWords(transfer, reason, options) };
    }
    case 'recordCorrected':
      return event.correct ? { replaced: '', ...correctInWords(event.correct, options) } : { voided: '' };
    case 'duplicateUnmerged':
    case 'mergeUndone':
      return conflictsIn(event);
    case 'clientMigrated': {
      const { transfer, to } = event.endedOffer ?? {};
      const receiver = to?.employeeId ?? to?.role;
      // Nobody wrote it down before.
      const ended = !transfer && event.parts.handoff === null && { ended: '' };
      return { state: event.parts.state, ...(transfer && { transfer, receiver }), ...ended };
    }
    case 'migrationUndone':
      return { state: (event.stands ?? event.parts).state };
    case 'clientReassigned': {
      const sides = {
        former: event.from?.employeeId,
        holder: event.to?.employeeId ?? dictionary.eventValues.pool,
      };
      return { ...sides, ...saidBy({ cause: event.cause, reason: event.why }, options) };
    }
    case 'holderReleased':
    case 'clientPooled':
    case 'handoffWithdrawn':
      return saidBy(event, options);
    default:
      return {};
  }
}

/** Why it happened: by its code, or in the words of a person or of a log without codes. */
function saidBy(event: Caused, options: WordOptions): object {
  const cause = causeOf(event);
  // Before there were codes, the name of a transfer may stand where a person's words do.
  const isOld = event.cause === undefined && cause?.code === 'text';
  return { cause: cause && (isOld ? fill('{reason:text}', cause, options) : causeInWords(cause, options)) };
}

const escalated = (
  { transfer, escalated: { to, cause } }: ClientEvent<'handoffEscalated'>['handoff'],
  { dictionary }: WordOptions,
) => ({
  transfer,
  to,
  escalation: dictionary.things.escalations[cause],
});

/** What was learned, each fact with its value. */
function factsInWords({ facts }: ClientEvent<'factsLearned'>, options: WordOptions): string[] {
  const { dictionary, conveyor } = options;
  const known = { ...(conveyor && spokenFacts(conveyor.blueprint, dictionary)) };
  const { phrases, label, valueInWords } = createWording({ facts: known, ...spokenIn(options) });
  return Object.entries(facts).map(([fact, { value }]) =>
    fillTemplate(phrases.flag, {
      fact: label(fact),
      value: value === null ? phrases.tests.absent : valueInWords(fact, value).and,
    }),
  );
}

/** What a record should have been. The event does not name its type, but some tell by what they hold. */
function correctInWords(
  { happenedAt, payload }: NonNullable<ClientEvent<'recordCorrected'>['correct']>,
  options: WordOptions,
): object {
  const telling = Object.keys(tellingParts).find((part) => Object.hasOwn(payload, part));
  const type = telling && tellingParts[telling as keyof typeof tellingParts];
  const { orderId } = payload;
  const event = { ...payload, type } as unknown as ClientEvent;
  return { correctedAt: happenedAt, ...(type ? { right: describeEvent(event, options) } : { orderId }) };
}

const tellingParts = {
  order: 'orderRecorded',
  amount: 'moneyRecorded',
  channel: 'contactRecorded',
  facts: 'factsLearned',
  person: 'personRecorded',
} as const satisfies Readonly<Record<string, EventType>>;

/** What undoing a merge could not put right, by the placeholders of its words. */
function conflictsIn({ conflicts = [] }: ClientEvent<'duplicateUnmerged' | 'mergeUndone'>): object {
  return {
    moved: conflicts.flatMap((one) => (one.code === 'MOVED_SINCE' ? one.eventId : [])),
    unfit: conflicts.flatMap((one) => (one.code === 'HOLDER_UNFIT' ? one.employeeId : [])),
    paths: conflicts.flatMap((one) => (one.code === 'FACTS_STAY' ? one.paths : [])),
  };
}
