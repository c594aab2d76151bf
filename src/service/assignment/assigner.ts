import { type AssignmentDecision, assignNext } from '../../assignment/assign-next.ts';
import { causeOfOutcome } from '../../assignment/cause-of-outcome.ts';
import type { AssignmentLedger } from '../../assignment/ledger.ts';
import type { AssignmentOutcome } from '../../assignment/outcome.ts';
import { causeOf, isSameCause } from '../../client/cause.ts';
import type { Client } from '../../client/client.ts';
import type { Refusal, RefusalReason } from '../../client/refusal.ts';
import { lookup } from '../../conditions/lookup.ts';
import { clientFault } from '../../errors/client-fault.ts';
import type { ConveyorError } from '../../errors/conveyor-error.ts';
import type { Commit } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { hasLeft, isPresent } from '../../workforce/presence.ts';
import { asOfNow } from '../as-of-now.ts';
import { Batch } from '../batch.ts';
import type { ClientInRole } from '../client-in-role.ts';
import type { StaffById } from '../known-staff.ts';
import { type FirstTime, RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { candidatesFor } from './candidates.ts';
import { Capacities } from './capacities.ts';
import { Ledgers } from './ledgers.ts';
import type { Look } from './look.ts';
import { refundOffer } from './offers.ts';
import { OpenLoad } from './open-load.ts';
import { kindOf } from './pool-kind.ts';
import { requestFor } from './request-for.ts';
import type { AssignmentRules, RulesByRole } from './rules.ts';

/** A client that is to be given to somebody, and on whose behalf. */
export interface AssignmentOrder extends ClientInRole {
  readonly by: string;
  /** Names the order, so that it can be sent again safely. */
  readonly commandId?: string | undefined;
}

/**
 * What came of an order. `repeated` says that this is the first outcome told again; `client` is as of now. A
 * client that nobody can take is no refusal: its `outcome` names the pool.
 */
export type AssignResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly outcome: AssignmentOutcome;
      readonly client: Client;
    }
  | { readonly ok: false; readonly repeated: boolean; readonly refusal: Refusal };

/** An order whose client could not be decided on. */
export interface AssignmentFault {
  readonly ok: false;
  readonly repeated: false;
  readonly error: ConveyorError;
}

/** What is kept of a named order's outcome. */
type KeptAssignment = { readonly outcome: AssignmentOutcome } | { readonly refusal: Refusal };

/**
 * Decides on orders one after the other against what is stored, and says what to commit. Writes nothing
 * itself.
 */
export class Assigner {
  readonly #capacities: Capacities;

  private constructor(
    private readonly context: ServiceContext,
    private readonly rules: RulesByRole,
    private readonly now: Instant,
    private readonly batch: Batch,
    private readonly staff: StaffById,
    private readonly ledgers: Ledgers,
    private readonly load: OpenLoad,
    private readonly stuck: Set<string> | undefined,
    private readonly commands: RepeatedCommands,
  ) {
    this.#capacities = new Capacities(now, context.conveyor.rules);
  }

  /**
   * Reads everything that the orders need. Read order matters: outcomes and revisioned records first, the
   * unversioned census last, so it includes every assignment in the ledger. The census covers only employees
   * who may get a client.
   */
  static async over(
    orders: readonly Omit<AssignmentOrder, 'by'>[],
    rules: RulesByRole,
    context: ServiceContext,
    { careful = false, look }: { readonly careful?: boolean; readonly look?: Look | undefined } = {},
  ): Promise<Assigner> {
    const { conveyor } = context;
    const commands = await RepeatedCommands.of(
      context,
      orders.map(({ commandId }) => commandId),
    );
    const looks = orders.map(({ clientId, commandId = '' }) => {
      return { command: { type: 'advanceTime', clientId }, commandId, named: commandId !== '' } as const;
    });
    const ledgers = await Ledgers.of(orders, rules, context);
    const seen = look?.take(ledgers);
    const staff = seen?.staff ?? (await context.staff.byId());
    const batch = await Batch.over(looks, context, { staff, careful });
    const load = seen?.load ?? new OpenLoad(conveyor.blueprint);
    const roles = new Set(orders.map(({ role }) => role));
    const members = [...staff.values()].filter(
      (one) => !one.leftAt && one.roles.some((role) => roles.has(role)),
    );
    const holders = orders.flatMap(
      ({ clientId, role }) => batch.client(clientId)?.custody[role]?.employeeId ?? [],
    );
    await load.learn(context, [...members.map(({ id }) => id), ...holders]);
    const stuck = look && (seen?.stuck ?? new Set());
    return new Assigner(context, rules, context.now(), batch, staff, ledgers, load, stuck, commands);
  }

  /** What was decided is committed: whoever looks next need not look again. */
  keep(look: Look): void {
    const { staff, load, stuck = new Set() } = this;
    look.keep({ staff, load, stuck }, this.ledgers);
  }

  /**
   * Who would get the client, and the ledger after it.
   * @throws ENDLESS_TRANSFERS where the blueprint sends the client round in circles.
   */
  decide({ clientId, role }: ClientInRole): AssignmentDecision | Refusal {
    const { context, now, staff, load } = this;
    const known = this.batch.client(clientId);
    const rules = lookup(this.rules, role);
    if (!known || !rules || known.mergedInto)
      return this.#refuse(clientId, this.#unassignable(known, { clientId, role }));
    // What time does is written with the assignment itself.
    const client = asOfNow(known, context, now);
    const reasons = this.#notToBeAssigned(client, role);
    if (reasons.length > 0) return this.#refuse(clientId, reasons);
    const { timeZone } = context.conveyor.blueprint;
    // Whoever it is given to has it instead of the one to whom it was dealt as an offer.
    refundOffer(this.ledgers, { clientId, role }, timeZone);
    const charge = this.ledgers.chargeFor({ clientId, role });
    const request = requestFor(client, { role, at: now, charge }, context);
    const capacities = this.#capacities;
    const circumstances = { rules, role, now, load, capacities, staff };
    const candidates = candidatesFor(client, circumstances);
    return assignNext(request, candidates, this.ledger(role), rules.policy);
  }

  async run(order: AssignmentOrder): Promise<AssignResult | AssignmentFault> {
    const { clientId, commandId } = order;
    const first = this.commands.first<KeptAssignment>(commandId, contentOf(order));
    if (first) return this.#repeat(order, first);
    const result = await this.#attempt(order);
    if (!('error' in result)) {
      const kept: KeptAssignment = result.ok ? { outcome: result.outcome } : { refusal: result.refusal };
      this.commands.keep(commandId, contentOf(order), kept);
    }
    return result.ok ? { ...result, client: this.batch.client(clientId) as Client } : result;
  }

  ledger(role: string): AssignmentLedger {
    return this.ledgers.of(role);
  }

  /**
   * What the orders so far have to write; undefined as of a {@link Batch}, where the assigner is not careful.
   */
  commit(): Commit | undefined {
    const written = this.batch.soundCommit();
    if (!written) return undefined;
    const { outcomes, documents, ...rest } = written;
    return {
      ...rest,
      outcomes: [...outcomes, ...this.commands.outcomes],
      documents: [...documents, ...this.ledgers.changes()],
    };
  }

  async #attempt(order: AssignmentOrder) {
    let decision: AssignmentDecision | Refusal;
    try {
      decision = this.decide(order);
    } catch (error) {
      return { ok: false, repeated: false, error: clientFault(error, order.clientId) } as const;
    }
    return 'reasons' in decision ? this.#refused(decision) : this.#carryOut(order, decision);
  }

  async #carryOut(order: AssignmentOrder, { outcome, ledger }: AssignmentDecision) {
    const { clientId, role, by, commandId = this.context.newId() } = order;
    const before = this.batch.client(clientId) as Client;
    const winner = 'employeeId' in outcome ? outcome.employeeId : null;
    const cause = causeOfOutcome(outcome);
    const holder = this.staff.get(before.custody[role]?.employeeId ?? '');
    // A role beside the responsible one has no pool; and who is only away for a while stays the owner.
    const isGone = holder !== undefined && hasLeft(holder, this.now);
    const isLeftAlone = before.pool?.name !== role && !isGone;
    if (winner === null && isLeftAlone) return { ok: true, repeated: false, outcome } as const;
    const command =
      winner === null && isGone
        ? ({ type: 'releaseHolder', clientId, role, cause } as const)
        : ({ type: 'assignHolder', clientId, role, employeeId: winner, cause } as const);
    const isMoot = ({ pool }: Client) =>
      winner === null && pool?.name === role && isSameCause(causeOf(pool), cause);
    const result = await this.batch.run({ command, commandId, named: false, by, isMoot });
    if (!result.ok) return result;
    if (winner === null && isMoot(before)) this.#noteStuck(before, role);
    if (winner !== null) {
      this.stuck?.clear();
      const { amount, at } = outcome;
      this.ledgers.enter({ clientId, role }, ledger, { employeeId: winner, amount, at });
    }
    this.load.move(before, result.client);
    return { ok: true, repeated: false, outcome } as const;
  }

  #noteStuck(client: Client, role: string): void {
    if (!this.stuck) return;
    const asked = { role, rules: this.rules[role] as AssignmentRules, now: this.now };
    const kind = kindOf(client, asked, this.context);
    if (kind !== undefined) this.stuck.add(kind);
  }

  #unassignable(
    client: Client | undefined,
    { clientId, role }: { clientId: string; role: string },
  ): RefusalReason[] {
    const roles = Object.keys(this.rules);
    const reasons: RefusalReason[] = [];
    if (!client) reasons.push({ code: 'UNKNOWN_CLIENT', clientId });
    else if (client.mergedInto) reasons.push({ code: 'MERGED_AWAY', into: client.mergedInto.clientId });
    if (!roles.includes(role)) reasons.push({ code: 'UNKNOWN_NAME', kind: 'role', name: role, known: roles });
    return reasons;
  }

  /** The role has no part in the client's state, or somebody holds the client who is there. */
  #notToBeAssigned({ state, custody }: Client, role: string): RefusalReason[] {
    const reasons: RefusalReason[] = [];
    const roles = this.context.conveyor.rules.states[state]?.roles;
    if (!roles?.has(role))
      reasons.push({ code: 'ROLE_NOT_IN_STATE', role, state, roles: [...(roles ?? [])] });
    const holder = this.staff.get(custody[role]?.employeeId ?? '');
    if (holder && isPresent(holder, this.now)) {
      reasons.push({ code: 'ALREADY_HELD', role, employeeId: holder.id });
    }
    return reasons;
  }

  #refuse(clientId: string, reasons: readonly RefusalReason[]): Refusal {
    return { command: 'assignHolder', clientId, reasons };
  }

  #refused(refusal: Refusal) {
    return { ok: false, repeated: false, refusal } as const;
  }

  #repeat({ clientId }: AssignmentOrder, first: FirstTime<KeptAssignment>): AssignResult {
    if ('reused' in first) return this.#refused(this.#refuse(clientId, [first.reused]));
    const { kept } = first;
    if ('refusal' in kept) return { ok: false, repeated: true, refusal: kept.refusal };
    return { ok: true, repeated: true, outcome: kept.outcome, client: this.batch.client(clientId) as Client };
  }
}

const contentOf = ({ clientId, role }: AssignmentOrder) => ({ type: 'assign', clientId, role });
