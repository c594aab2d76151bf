import type { AssignmentLedger } from '../assignment/ledger.ts';
import type { AssignmentOutcome } from '../assignment/outcome.ts';
import type { AssignmentPolicyInput } from '../assignment/policy.ts';
import type { ConveyorNames } from '../blueprint/conveyor-names.ts';
import type { Client } from '../client/client.ts';
import type { Refusal } from '../client/refusal.ts';
import { assertOptions, type Forms } from '../errors/assert-options.ts';
import { type ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import { invalidArgument } from '../errors/invalid-argument.ts';
import { messageOf } from '../errors/message-of.ts';
import { fault } from '../errors/problem.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { withMethods } from '../errors/with-methods.ts';
import type { Instant } from '../time/instant.ts';
import { assertRole } from '../workforce/assert-role.ts';
import { assertSender } from './actors.ts';
import { assertCommandIds } from './assert-command-ids.ts';
import { assertKeys } from './assert-key.ts';
import {
  Assigner,
  type AssignmentFault,
  type AssignmentOrder,
  type AssignResult,
} from './assignment/assigner.ts';
import { Dealing, rolesDealtBy } from './assignment/dealing.ts';
import { Look } from './assignment/look.ts';
import { kindOf } from './assignment/pool-kind.ts';
import { PoolLook } from './assignment/pool-look.ts';
import { rolesRefundedBy } from './assignment/refunds.ts';
import type { RetryPoolResult } from './assignment/retry-pool-result.ts';
import { type AssignmentRules, compileAssignment, type RulesByRole } from './assignment/rules.ts';
import { type ClientInRole, inRoleForms } from './client-in-role.ts';
import type { Sales } from './create-sales.ts';
import {
  decideSoundly,
  type ExecuteOptions,
  type ExecuteResult,
  executeForms,
  executeOne,
  inParts,
} from './execute.ts';
import { allClients } from './query-clients.ts';
import type { ServiceContext } from './service-context.ts';
import { unitOfWork } from './unit-of-work.ts';

/** One of many. With a `commandId` it can be sent again safely. */
export interface AssignmentInput extends ClientInRole {
  readonly commandId?: string;
}

/**
 * Deals clients round in a role by its policy. Every decision is made on one revision of the role's ledger
 * and committed with the next one: of two that race, the slower decides again. Who may do it is who may
 * `assignHolder`.
 */
export interface Assignments {
  /**
   * Gives the client to who is owed it most, whole with the ledger or not at all. Where nobody can take it,
   * the client stays in its pool, which says why. A client that somebody holds who is there is refused
   * (ALREADY_HELD); one whose holder is away is assigned again. With a `commandId`, a repetition gets the
   * first outcome again and does nothing. Reads the client, the role's ledger, how many clients those of the
   * role hold, and every employee where somebody of the staff has changed since the last time.
   * @throws INVALID_COMMAND where the command id is invalid, REVISION_CONFLICT where other processes won the
   * race every time.
   */
  assign(input: ClientInRole, options: ExecuteOptions): Promise<AssignResult>;
  /**
   * Assigns clients in order, in one commit; exactly as one by one. What is refused, or is no order at all,
   * hinders no other: its own result says so. Reads as `assign` does, once.
   */
  assignMany(
    inputs: readonly AssignmentInput[],
    options: Pick<ExecuteOptions, 'by'>,
  ): Promise<(AssignResult | AssignmentFault)[]>;
  /** Who would get the client now; writes nothing. A refusal where the client is not to be assigned. */
  preview(input: ClientInRole): Promise<AssignmentOutcome | Refusal>;
  /**
   * Tries every client in the role's pool again, longest there first. Reads each of them, and the staff with
   * what it holds once, or as often as somebody else assigns clients of the role meanwhile. Of clients whom
   * nobody can take, as is written of them, and who are alike in all that the policy asks, one is decided on.
   * `runDue` does not look where nothing that matters has changed since its last look.
   */
  retryPool(input: Pick<ClientInRole, 'role'>, options: Pick<ExecuteOptions, 'by'>): Promise<RetryPoolResult>;
  /**
   * As `execute` with the command `releaseHolder`. The holder's charge is taken back where the policy refunds
   * for the reason. Reads as `execute`, and the role's ledger where something is refunded.
   */
  giveBack(
    input: ClientInRole & { readonly reason: string },
    options: ExecuteOptions,
  ): Promise<ExecuteResult>;
  /**
   * What everybody in the role has received and is owed. A dealt offer that is no longer open counts as
   * settled, whoever ended it. Reads as `assign` does.
   */
  ledger(role: string): Promise<AssignmentLedger>;
}

/** Clients of a pool that are assigned in one commit. */
const RETRIED_TOGETHER = 100;
/** The first commit is to tell of most kinds whether anybody can take them. */
const RETRIED_FIRST = 10;

/** How clients are dealt round. */
export interface AssignmentOptions<Names extends ConveyorNames = ConveyorNames> {
  /** By role; a role that is not named has the default policy. */
  readonly policies?: { readonly [Role in Names['role']]?: AssignmentPolicyInput };
}

/**
 * Opens the assignment of clients on sales. From then on its commands refund what a policy refunds, in their
 * own commit, and `runDue` tries pools again: open it wherever commands are sent.
 * @throws INVALID_ASSIGNMENT and INVALID_CONDITION where a policy is invalid, ALREADY_OPEN.
 */
export function openAssignment<Names extends ConveyorNames>(
  sales: Sales<Names>,
  options: AssignmentOptions<Names> = {},
): Assignments {
  return withArguments('openAssignment', { sales, options }, () => {
    assertOptions('openAssignment', options, { policies: 'object?' });
    const { context } = sales;
    const rules = compileAssignment(context.conveyor, options.policies ?? {});
    context.features.open('assignment', {
      turnsOf: (command) =>
        [...rolesRefundedBy(rules, command), ...rolesDealtBy(command, context.conveyor.blueprint)].map(
          (role) => `@${role}`,
        ),
      begin: () => new Dealing(context, rules),
      due: {
        stage: 'afterDepartures',
        run: async () => {
          const retried = await retryPools(context, rules);
          return Object.keys(retried).length > 0 ? { retried } : {};
        },
      },
    });
    return assignmentService(context, rules);
  });
}

const entryForms: Forms<AssignmentInput> = { ...inRoleForms, commandId: 'any?' };

function assignmentService(context: ServiceContext, rules: RulesByRole): Assignments {
  const look = (inputs: readonly ClientInRole[]) => Assigner.over(inputs, rules, context);
  return withMethods<Assignments>(
    'assignment',
    {
      assign: async ({ clientId, role }, { by, commandId }) => {
        const order = { clientId, role, by, commandId };
        const [result] = (await assignTogether(context, rules, [order])) as [AssignResult];
        if ('error' in result) throw result.error;
        return result;
      },
      assignMany: async (inputs, { by }) => {
        assertSender(by);
        const read = inputs.map((input, i) => readOrder(input, by, `inputs[${i}]`));
        const orders = read.filter((one): one is AssignmentOrder => !('error' in one));
        const results = orders.length > 0 ? await assignTogether(context, rules, orders) : [];
        const remaining = results.values();
        return read.map((one) => ('error' in one ? one : (remaining.next().value as AssignResult)));
      },
      preview: async (input) => {
        assertKeys({ clientId: input.clientId, role: input.role });
        const decision = (await look([input])).decide(input);
        return 'outcome' in decision ? decision.outcome : decision;
      },
      retryPool: async ({ role }, { by }) => {
        assertKeys({ role });
        assertRole('assignment.retryPool', role, context.conveyor.blueprint);
        const waiting = await waitingIn(context, role, rules);
        return retryAll(context, rules, { by, waiting, look: new Look(role) });
      },
      giveBack: async ({ clientId, role, reason }, options) => {
        assertRole('assignment.giveBack', role, context.conveyor.blueprint);
        return executeOne(context, { type: 'releaseHolder', clientId, role, reason }, options);
      },
      ledger: async (role) => {
        assertKeys({ role });
        assertRole('assignment.ledger', role, context.conveyor.blueprint);
        return (await look([{ clientId: '', role }])).ledger(role);
      },
    },
    {
      assign: [['input', inRoleForms], executeForms],
      assignMany: ['inputs: array', { by: 'any' }],
      preview: [['input', inRoleForms]],
      retryPool: [['input', { role: 'any' }], { by: 'any' }],
      giveBack: [['input', { ...inRoleForms, reason: 'any' }], executeForms],
      ledger: ['role: string'],
    },
  );
}

/** What is asked for one client, or what is wrong with it. */
function readOrder(input: AssignmentInput, by: string, argument: string): AssignmentOrder | AssignmentFault {
  try {
    assertOptions('assignment.assignMany', input, entryForms, argument);
    const { clientId, role, commandId } = input;
    const keys = { clientId, role, ...(commandId !== undefined && { commandId }) };
    const named = Object.entries(keys).map(([key, value]) => [`${argument}.${key}`, value]);
    assertKeys(Object.fromEntries(named), 'INVALID_COMMAND');
    return { clientId, role, commandId, by };
  } catch (error) {
    return { ok: false, repeated: false, error: unreadable(error, argument) };
  }
}

/** What was wrong, also where reading it throws. */
function unreadable(error: unknown, argument: string): ConveyorError {
  if (isConveyorError(error)) return error;
  const problem = fault('CANNOT_BE_READ', { thrown: messageOf(error) });
  return invalidArgument('assignment.assignMany', [{ path: argument, ...problem }]);
}

/**
 * Decides on the orders one after the other and commits all results in one transaction. Starts over on a
 * conflict.
 */
function assignTogether(
  context: ServiceContext,
  rules: RulesByRole,
  orders: readonly AssignmentOrder[],
  look?: Look,
): Promise<(AssignResult | AssignmentFault)[]> {
  for (const { by } of orders) assertSender(by);
  assertCommandIds(orders.map(({ commandId }) => commandId));
  for (const { clientId, role } of orders) assertKeys({ clientId, role }, 'INVALID_COMMAND');
  // No id of a client begins with @.
  const turns = new Set(orders.flatMap(({ clientId, role }) => [clientId, `@${role}`]));
  return context.turns.take(turns, async () => {
    const { assigner, results, written } = await unitOfWork(context, async () => {
      const { commit, ...decided } = await decideSoundly(async (careful) => {
        const assigner = await Assigner.over(orders, rules, context, { careful, look });
        const results: (AssignResult | AssignmentFault)[] = [];
        for (const order of orders) results.push(await assigner.run(order));
        const commit = assigner.commit();
        return commit && { assigner, results, commit };
      });
      const { clients, outcomes, documents } = commit;
      const work = clients.length + outcomes.length + documents.length > 0 ? commit : undefined;
      const written = clients.reduce((sum, { events }) => sum + events.length, 0);
      return { outcome: { ...decided, written }, work };
    });
    if (look) assigner.keep(look);
    if (look) look.written += written;
    return results;
  });
}

/**
 * Tries the pools again of the roles whose policy asks for it. Only those are looked at to whom something has
 * happened where nothing else that matters has changed since the last look: no event of the staff, the same
 * ledger and load, and nobody who has come or gone meanwhile.
 */
async function retryPools(
  context: ServiceContext,
  rules: RulesByRole,
): Promise<Record<string, RetryPoolResult>> {
  const retried: [string, RetryPoolResult][] = [];
  for (const [role, { policy }] of Object.entries(rules)) {
    const by = policy.retryPoolAs;
    if (by === undefined) continue;
    const before = await PoolLook.of(context, role, rules);
    const { stuck, waiting: clients } = before;
    const waiting = await waitingIn(context, role, rules, clients);
    const look = new Look(role);
    const tried = await retryAll(context, rules, { by, waiting, look });
    const result = { ...tried, pooled: stuck + tried.pooled };
    const ids = waiting.map(({ id }) => id);
    if (ids.length > 0) await before.note(result, ids, look.written);
    retried.push([role, result]);
  }
  return Object.fromEntries(retried);
}

/** A client in a pool, as it was read. */
interface Waiting {
  readonly id: string;
  readonly since: Instant;
  readonly kind: string | undefined;
}

/**
 * In chunks that are each committed whole, on one look at the staff. Of clients of one kind whom nobody can
 * take, one
 * tells for all.
 */
async function retryAll(
  context: ServiceContext,
  rules: RulesByRole,
  { by, waiting, look }: { readonly by: string; readonly waiting: readonly Waiting[]; readonly look: Look },
): Promise<RetryPoolResult> {
  let [assigned, pooled] = [0, 0];
  const { role } = look;
  const refusals: Refusal[] = [];
  const failures: { clientId: string; error: ConveyorError }[] = [];
  for (let next = 0; next < waiting.length; ) {
    const chunk = waiting.slice(next, next + (next === 0 ? RETRIED_FIRST : RETRIED_TOGETHER));
    next += chunk.length;
    const open = chunk.filter(({ kind }) => !look.isStuck(kind));
    pooled += chunk.length - open.length;
    if (open.length === 0) continue;
    const orders = open.map(({ id: clientId }) => ({ clientId, role, by }));
    const results = await inParts(orders, (some) => assignTogether(context, rules, some, look));
    for (const [i, result] of results.entries()) {
      const { clientId } = orders[i] as (typeof orders)[number];
      if ('error' in result) failures.push({ clientId, error: result.error });
      else if (!result.ok) refusals.push(result.refusal);
      else if ('employeeId' in result.outcome) assigned++;
      else pooled++;
    }
  }
  return { assigned, pooled, refusals, failures };
}

/** The clients in the pool, or these of them, longest there first. */
async function waitingIn(
  context: ServiceContext,
  role: string,
  rules: RulesByRole,
  clients: Iterable<Client> | AsyncIterable<Client> = allClients(context, { pool: role }),
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  const asked = { role, rules: rules[role] as AssignmentRules, now: context.now() };
  for await (const client of clients) {
    const { since } = client.pool as NonNullable<Client['pool']>;
    waiting.push({ id: client.id, since, kind: kindOf(client, asked, context) });
  }
  const isFirst = (a: Waiting, b: Waiting) => (a.since === b.since ? a.id < b.id : a.since < b.since);
  return waiting.sort((a, b) => (isFirst(a, b) ? -1 : 1));
}
