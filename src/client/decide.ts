import { acceptHandoff } from '../handoff/accept-handoff.ts';
import { rejectHandoff } from '../handoff/reject-handoff.ts';
import { returnClient } from '../handoff/return-client.ts';
import { withdrawHandoff } from '../handoff/withdraw-handoff.ts';
import { authorize } from './authority.ts';
import type { Client } from './client.ts';
import type { Command, CommandType } from './command.ts';
import {
  type Bookkeeping,
  type ClientRules,
  type ConveyorParts,
  type DecisionContext,
  type DecisionScope,
  type LateCommand,
  type Merging,
  type Onboarding,
  type Redistributing,
  toDecisionScope,
} from './decision-context.ts';
import type { ClientEvent } from './event.ts';
import { inexactRevenue } from './exact-revenue.ts';
import { givenPart } from './given-part.ts';
import { accepted, type HandlerResult, refused } from './handler-result.ts';
import { assignHolder, releaseHolder, setDeputy } from './handlers/custody.ts';
import { placeHold, releaseHold } from './handlers/holds.ts';
import { unknownName } from './handlers/inputs.ts';
import { recordHandlers } from './handlers/records.ts';
import { register } from './handlers/registration.ts';
import { override, transfer } from './handlers/transfers.ts';
import { beginWith, PendingDecision } from './pending-decision.ts';
import type { Refusal, RefusalReason } from './refusal.ts';
import { advanceTime, followEvent, runAutomaticTransfers } from './run-automatic-transfers.ts';

/** What came of a command: events to be stored, or a refusal. */
export type Outcome = Decided | { readonly ok: false; readonly refusal: Refusal };

/** Events to be stored, and what they make of the client. */
export interface Decided {
  readonly ok: true;
  /** Of a merge and its undoing, the events of both clients. */
  readonly events: readonly ClientEvent[];
  /**
   * The client as its events leave it: what `evolveAll` makes of them. Computed when it is first asked for.
   */
  readonly client: Client;
  /** The same of the duplicate in a merge and its undoing. */
  readonly duplicate: Client | undefined;
}

class Decision implements Decided {
  readonly ok = true;
  readonly events: readonly ClientEvent[];
  readonly #own: PendingDecision;
  readonly #other: PendingDecision | undefined;

  constructor(own: PendingDecision, other?: PendingDecision) {
    this.events = other ? [...own.events, ...other.events] : own.events;
    this.#own = own;
    this.#other = other;
  }

  get client(): Client {
    return this.#own.client;
  }

  get duplicate(): Client | undefined {
    return this.#other?.client;
  }
}

/** The commands by which a client comes into being. */
type EntryType = 'register' | keyof Onboarding;

type Handler<Type extends CommandType> = (
  client: Client,
  command: Extract<Command, { type: Type }>,
  scope: DecisionScope,
) => HandlerResult;

type GivenType = (keyof Bookkeeping & CommandType) | keyof Merging | keyof Redistributing;
type Handlers = Readonly<Record<CommandType, Handler<CommandType>>>;

/** What decides on commands on which only some conveyors decide. */
const givenBy = {
  correctRecord: 'bookkeeping',
  recordMoney: 'bookkeeping',
  mergeDuplicate: 'merging',
  unmergeDuplicate: 'merging',
  applyRedistribution: 'redistributing',
  undoRedistribution: 'redistributing',
} as const satisfies Record<GivenType, keyof ConveyorParts>;

const handlers: { readonly [Type in Exclude<CommandType, EntryType | GivenType>]: Handler<Type> } = {
  ...recordHandlers,
  transfer,
  acceptHandoff,
  rejectHandoff,
  withdrawHandoff,
  returnClient,
  assignHolder,
  releaseHolder,
  setDeputy,
  placeHold,
  releaseHold,
  override,
  advanceTime: () => accepted(),
};

/**
 * Decides on a command. First come the due deadlines up to `now`, then the command, then what follows from it
 * by itself. Pure; the client is never changed. A refusal changes nothing, not even what time would have.
 * @throws HISTORY_NEEDED where the decision needs `context.history`.
 */
export function decide(
  rules: ClientRules,
  client: Client | undefined,
  command: Command,
  context: DecisionContext,
): Outcome {
  const scope = toDecisionScope(rules, context);
  if (command.type === 'register' || command.type === 'onboard') {
    return client
      ? refuse(command, [{ code: 'ALREADY_REGISTERED', clientId: client.id }])
      : enter(command, scope);
  }
  if (!client) return refuse(command, [{ code: 'UNKNOWN_CLIENT', clientId: command.clientId }]);
  if (client.mergedInto) return refuse(command, [{ code: 'MERGED_AWAY', into: client.mergedInto.clientId }]);

  const pending = new PendingDecision(client, scope);
  advanceTime(pending);
  // Whoever was let go by now is in their pool, as if somebody had just looked. Records ask nothing of it,
  // and passing time ends so.
  if (pending.events.length > 0 && !asksNobody(command.type))
    runAutomaticTransfers(pending, pending.events.length);
  const before = pending.client;
  const given = givenBy[command.type as GivenType];
  const handler = ((given ? givenPart(given, rules) : handlers) as Handlers)[command.type];
  const history = context.history && [...context.history, ...pending.events];
  const other = duplicateAsOfNow(scope);
  const known = other ? { ...scope, duplicate: other.client } : scope;
  const scopeNow = history ? { ...known, history } : known;
  const { roles } = rules.blueprint;
  const role = 'role' in command && command.role;
  // What is said of a role that is not there would be said as if it were.
  const ruling =
    role && !Object.hasOwn(roles, role)
      ? refused(unknownName('role', role, roles))
      : isLate(command, scope)
        ? givenPart('bookkeeping', rules).decideLate(
            (one, then) => handler(one, command, then),
            before,
            command,
            scopeNow,
          )
        : handler(before, command, scopeNow);
  // What is for some roles alone says more than who may do the like.
  const isReserved = ruling.reasons.some(({ code }) => code === 'NOT_AUTHORIZED');
  const unauthorized = isReserved ? [] : allowance(command, ruling.judgedAs ?? before, other?.client, scope);
  if (unauthorized.length + ruling.reasons.length > 0)
    return refuse(command, [...unauthorized, ...ruling.reasons]);

  const first = pending.events.length;
  pending.add(ruling.events);
  for (const event of ruling.meanwhile ?? []) followEvent(pending, event, scope.now);
  runAutomaticTransfers(pending, ruling.isSettled ? pending.events.length : first, ruling.onceSettled);
  const inexact = inexactRevenue(ruling.events, () => pending.client);
  if (inexact.length > 0) return refuse(command, inexact);
  return ruling.elsewhere && other
    ? new Decision(pending, decideElsewhere(ruling, other))
    : new Decision(pending);
}

/**
 * What the actor lacks. A client of one's own is no licence to merge a colleague's into it: whoever holds the
 * duplicate is asked, too.
 */
function allowance(
  command: Exclude<Command, { type: EntryType }>,
  client: Client,
  duplicate: Client | undefined,
  scope: DecisionScope,
): RefusalReason[] {
  if (command.type === 'advanceTime') return [];
  const reasons = authorize(command.type, client, scope, command);
  const isTaken = command.type === 'mergeDuplicate' && Object.keys(duplicate?.custody ?? {}).length > 0;
  return isTaken && reasons.length === 0 ? authorize(command.type, duplicate, scope, command) : reasons;
}

const asksNobody = (type: CommandType) =>
  type === 'advanceTime' || type === 'recordMoney' || Object.hasOwn(recordHandlers, type);

/** Whether it happened before now; what is only recorded and who holds a client know of that themselves. */
const isLate = (command: Command, { now }: DecisionScope): command is LateCommand =>
  'at' in command &&
  command.at !== undefined &&
  command.at !== now &&
  !asksNobody(command.type) &&
  !command.type.endsWith('Holder');

/**
 * The other client of a merge, with due deadlines applied. One that is merged is where whoever looks would
 * find it.
 */
function duplicateAsOfNow(scope: DecisionScope): PendingDecision | undefined {
  const { duplicate, duplicateHistory } = scope;
  if (!duplicate) return undefined;
  const other = new PendingDecision(duplicate, {
    ...scope,
    history: duplicateHistory,
    group: undefined,
  });
  if (!duplicate.mergedInto) runAutomaticTransfers(other, 0);
  return other;
}

/** What becomes of it. */
function decideElsewhere(
  { elsewhere = [], afterwards }: HandlerResult,
  other: PendingDecision,
): PendingDecision {
  const first = other.events.length;
  other.add(elsewhere);
  for (const { event, by } of afterwards ?? []) other.add([event], { id: by, roles: [] });
  runAutomaticTransfers(other, afterwards ? other.events.length : first);
  return other;
}

function enter(command: Extract<Command, { type: EntryType }>, given: DecisionScope): Outcome {
  const isOnboarding = command.type === 'onboard';
  const scope: DecisionScope = isOnboarding ? { ...given, opening: true } : given;
  const ruling = isOnboarding
    ? givenPart('onboarding', scope.rules).onboard(command, scope)
    : register(command, scope);
  const reasons = [...authorize(command.type, undefined, scope), ...ruling.reasons];
  const [first, ...rest] = ruling.events;
  if (reasons.length > 0 || !first) return refuse(command, reasons);
  const pending = beginWith(first, command.clientId, scope);
  const inexact = inexactRevenue([first], () => pending.client);
  if (inexact.length > 0) return refuse(command, inexact);
  pending.add(rest);
  runAutomaticTransfers(pending, 0);
  return new Decision(pending);
}

function refuse({ type, clientId }: Command, reasons: readonly RefusalReason[]): Outcome {
  return { ok: false, refusal: { command: type, clientId, reasons } };
}
