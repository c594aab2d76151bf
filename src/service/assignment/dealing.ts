import { assignNext } from '../../assignment/assign-next.ts';
import { causeOfOutcome } from '../../assignment/cause-of-outcome.ts';
import type { AssignmentLedger } from '../../assignment/ledger.ts';
import type { AssignmentOutcome } from '../../assignment/outcome.ts';
import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Client } from '../../client/client.ts';
import type { Command } from '../../client/command.ts';
import type { ClientEvent } from '../../client/event.ts';
import { lookup } from '../../conditions/lookup.ts';
import { clientFault } from '../../errors/client-fault.ts';
import type { Commit } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { asOfNow } from '../as-of-now.ts';
import type { ClientInRole } from '../client-in-role.ts';
import type { Dealt, FeatureWork, ReadHistory, Seen } from '../feature.ts';
import type { StaffById } from '../known-staff.ts';
import type { ServiceContext } from '../service-context.ts';
import { candidatesFor } from './candidates.ts';
import { Capacities } from './capacities.ts';
import { Ledgers } from './ledgers.ts';
import { keepOffer, refundOffer } from './offers.ts';
import { OpenLoad } from './open-load.ts';
import { withRefunds } from './refunds.ts';
import { requestFor } from './request-for.ts';
import type { AssignmentRules, RulesByRole } from './rules.ts';
import { turnedDownBy } from './turned-down-by.ts';

/** An offer that is dealt: entered once it is made. */
interface PendingOffer extends ClientInRole {
  readonly outcome: AssignmentOutcome;
  readonly ledger: AssignmentLedger;
}

/** By what a client is given, and to whom it may be. */
interface Given {
  readonly role: string;
  readonly transfer: string;
  readonly staff: StaffById;
  readonly turnedDown: ReadonlySet<string>;
}

/**
 * What assignment does beside the commands of one piece of work. It deals offers whose handoff says so,
 * counts handoffs that are accepted, and takes charges back. A dealt offer is charged at once, so that the
 * next one goes to another; what is not accepted is refunded.
 */
export class Dealing implements FeatureWork {
  readonly #ledgers: Ledgers;
  readonly #load: OpenLoad;
  readonly #capacities: Capacities;
  readonly #now: Instant;
  #staff: StaffById | undefined;
  #pending: PendingOffer | undefined;

  constructor(
    private readonly context: ServiceContext,
    private readonly rules: RulesByRole,
  ) {
    this.#now = context.now();
    this.#ledgers = new Ledgers(context, rules);
    this.#load = new OpenLoad(context.conveyor.blueprint);
    this.#capacities = new Capacities(this.#now, context.conveyor.rules);
  }

  async dealTo(command: Command, known: Client, history: ReadHistory): Promise<Dealt | undefined> {
    this.#pending = undefined;
    const dealt = dealtBy(command, this.context.conveyor.blueprint);
    if (!dealt || known.mergedInto) return undefined;
    const offered = { clientId: known.id, role: dealt.role };
    await this.#ledgers.learn([offered]);
    const staff = await this.#membersOf(dealt.role, known);
    const turnedDown = await this.#turnedDown(known, dealt.transfer, history);
    try {
      const client = asOfNow(known, this.context, this.#now);
      if (!client.handoff) refundOffer(this.#ledgers, offered, this.#timeZone);
      const { outcome, ledger } = this.#decide(client, { ...dealt, staff, turnedDown }, { offered: true });
      this.#pending = { ...offered, outcome, ledger };
      const cause = causeOfOutcome(outcome);
      return 'employeeId' in outcome ? { employeeId: outcome.employeeId, cause } : { cause };
    } catch (error) {
      return { error: clientFault(error, known.id) };
    }
  }

  async saw({ events, before, after, history }: Seen): Promise<void> {
    const pending = this.#pending;
    this.#pending = undefined;
    for (const event of events) {
      if (event.type === 'handoffOffered' && pending) this.#offered(pending, event.handoff.transfer);
      if (event.type === 'handoffAccepted' && before) await this.#accepted(event, before, history);
      if (event.type === 'handoffRejected' || event.type === 'handoffWithdrawn') await this.#ended(event);
    }
    if (before) this.#load.move(before, after);
  }

  async complete(events: readonly ClientEvent[], commit: Commit): Promise<Commit> {
    const { context, rules } = this;
    await withRefunds(this.#ledgers, { context, rules, events, commit });
    return { ...commit, documents: [...commit.documents, ...this.#ledgers.changes()] };
  }

  get #timeZone() {
    return this.context.conveyor.blueprint.timeZone;
  }

  #offered({ outcome, ledger, ...client }: PendingOffer, transfer: string): void {
    if (!('employeeId' in outcome)) return;
    const { employeeId, amount, at, hours = 0 } = outcome;
    this.#ledgers.enter(client, ledger, { employeeId, amount, at, offered: { transfer, hours } });
  }

  async #accepted(
    { accepted }: ClientEvent<'handoffAccepted'>,
    before: Client,
    history: ReadHistory,
  ): Promise<void> {
    const { transfer } = accepted;
    const { role, employeeId } = accepted.to;
    const client = { clientId: before.id, role };
    const ledgers = this.#ledgers;
    await ledgers.learn([client]);
    const charge = ledgers.chargeFor(client);
    if (charge?.offered && charge.employeeId === employeeId) return keepOffer(ledgers, client);
    refundOffer(ledgers, client, this.#timeZone);
    const holdsIt = before.custody[role]?.employeeId === employeeId;
    if (holdsIt && charge?.employeeId === employeeId && !charge.refunded) return;
    const terms = lookup(this.context.conveyor.blueprint.transfers, transfer)?.handoff;
    if (!terms?.dealt && ledgers.revisionOf(role) === 0) return;
    const staff = await this.#membersOf(role, before);
    const turnedDown = await this.#turnedDown(before, transfer, history);
    const given = { role, transfer, staff, turnedDown };
    const { outcome, ledger } = this.#decide(before, given, { taken: employeeId });
    if (!('employeeId' in outcome)) return;
    ledgers.enter(client, ledger, { employeeId, amount: outcome.amount, at: outcome.at });
  }

  async #ended(event: ClientEvent<'handoffRejected' | 'handoffWithdrawn'>): Promise<void> {
    const { clientId, transfer } = event;
    const terms = lookup(this.context.conveyor.blueprint.transfers, transfer)?.handoff;
    if (!terms?.dealt) return;
    const client = { clientId, role: terms.to };
    await this.#ledgers.learn([client]);
    refundOffer(this.#ledgers, client, this.#timeZone);
  }

  /**
   * The staff, with what those of the role hold. The ledger has been read before: the census comes last, so
   * that it has every client that is charged.
   */
  async #membersOf(role: string, client: Client): Promise<StaffById> {
    const { context } = this;
    this.#staff ??= await context.staff.byId();
    const staff = this.#staff;
    const members = [...staff.values()].filter(({ leftAt, roles }) => !leftAt && roles.includes(role));
    await this.#load.learn(context, [
      ...members.map(({ id }) => id),
      ...(client.custody[role] ? [client.custody[role].employeeId] : []),
    ]);
    return staff;
  }

  /** Whoever has said no to the client of late; its log is read where somebody may have. */
  async #turnedDown(
    { handoffs }: Client,
    transfer: string,
    history: ReadHistory,
  ): Promise<ReadonlySet<string>> {
    const terms = lookup(this.context.conveyor.blueprint.transfers, transfer)?.handoff;
    if (!terms || handoffs.rejected + handoffs.accepted === 0) return new Set();
    return turnedDownBy(await history(), { transfer, terms, timeZone: this.#timeZone, now: this.#now });
  }

  #decide(
    client: Client,
    { role, transfer, staff, turnedDown }: Given,
    more: { readonly offered: true } | { readonly taken: string },
  ) {
    const { context } = this;
    const rules = this.rules[role] as AssignmentRules;
    const charge = this.#ledgers.chargeFor({ clientId: client.id, role });
    const around = { rules, role, now: this.#now, load: this.#load, capacities: this.#capacities, staff };
    const candidates = candidatesFor(client, around).map((candidate) =>
      turnedDown.has(candidate.employeeId)
        ? {
            ...candidate,
            obstacles: [...(candidate.obstacles ?? []), { code: 'REJECTED', transfer } as const],
          }
        : candidate,
    );
    // It takes what it will take once it has moved.
    const state = context.conveyor.blueprint.transfers[transfer]?.to ?? client.state;
    const request = requestFor({ ...client, state }, { role, at: this.#now, charge }, context);
    return assignNext({ ...request, ...more }, candidates, this.#ledgers.of(role), rules.policy);
  }
}

/** The receiving role of an offer that is to be dealt. One that is told late has been made to somebody. */
function dealtBy(command: Command, { transfers }: Blueprint) {
  if (command.type !== 'transfer' || command.to !== undefined || command.at !== undefined) return undefined;
  const { transfer } = command;
  const terms = lookup(transfers, transfer)?.handoff;
  return terms?.dealt ? { role: terms.to, transfer } : undefined;
}

const answers = new Set<Command['type']>(['acceptHandoff', 'rejectHandoff', 'withdrawHandoff']);

/** The roles whose ledger the command may well change by a handoff. */
export function rolesDealtBy(command: Command, blueprint: Blueprint): string[] {
  const dealt = dealtBy(command, blueprint);
  if (dealt) return [dealt.role];
  if (!answers.has(command.type)) return [];
  return Object.values(blueprint.transfers).flatMap(({ handoff }) => handoff?.to ?? []);
}
