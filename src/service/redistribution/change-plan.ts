import type { Action } from '../../blueprint/action.ts';
import { authorize } from '../../client/authority.ts';
import type { RefusalReason } from '../../client/refusal.ts';
import { toScene } from '../../client/scene.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { toProblems } from '../../errors/problem.ts';
import type { Plan, PlanEntry, PlanStatus } from '../../redistribution/plan/plan.ts';
import type { Commit, DocumentChange, RecordedOutcome } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { resolveActor } from '../actors.ts';
import { commandIdSchema } from '../command-id.ts';
import type { Desk } from '../desk.ts';
import { withRetries } from '../execute.ts';
import { fingerprint } from '../fingerprint.ts';
import { type AgendaChange, agendaDocuments } from './plan-agenda.ts';
import { type PlanDone, type PlanOptions, type PlanRefused, refusedPlan } from './plan-options.ts';
import { emptied, type KeptPlan, PlanShelf, type StoredPlan } from './plan-shelf.ts';

/** What is to be done to a plan, and who may: whoever the blueprint allows the action. */
export interface PlanCommand {
  readonly type: string;
  readonly planId: string;
  /** Absent where time itself does it. */
  readonly action?: Action;
  /** What else tells it from another command of the type. */
  readonly input?: unknown;
  /** In which statuses of the plan it can be done. */
  readonly from: readonly PlanStatus[];
  /** The status that says that it has been done already. */
  readonly settled?: PlanStatus;
  /** Clients that it changes: nobody else in this process gets between. */
  readonly clientIds?: readonly string[];
}

/** The plan as it is found. */
export interface FoundPlan extends StoredPlan {
  readonly plan: Plan;
  readonly now: Instant;
}

/** What to write. */
export interface PlanChange {
  readonly ok: true;
  readonly kept: KeptPlan;
  readonly documents?: readonly DocumentChange[];
  readonly agenda?: AgendaChange;
  readonly commit?: Pick<Commit, 'clients' | 'employees'>;
  readonly alongside?: ((transaction: unknown) => Promise<void> | void) | undefined;
}

/**
 * Does something to a plan, whole or not at all: on the plan as it is, under its revision, and once under one command id. Where others
 * are faster it is decided anew.
 * @throws INVALID_COMMAND where the command id is none
 */
export async function changePlan<Decision extends PlanChange | { readonly ok: false }>(
  desk: Desk,
  command: PlanCommand,
  options: PlanOptions,
  decide: (found: FoundPlan) => Promise<Decision>,
): Promise<PlanDone | PlanRefused | Extract<Decision, { readonly ok: false }>> {
  const { planId, action, from, settled, clientIds = [] } = command;
  const shelf = new PlanShelf(desk);
  assertCommandId(options.commandId);
  return desk.turns.take(new Set([turnOf(planId), ...clientIds]), () =>
    withRetries(desk, async () => {
      const repeated = await repetition(desk, command, options);
      if (repeated) return repeated;
      const unauthorized = action ? await unauthorizedTo(desk, action, options.by) : [];
      if (unauthorized.length > 0) return refusedPlan(...unauthorized);
      const stored = await shelf.read(planId);
      if (!stored) return refusedPlan({ code: 'UNKNOWN_PLAN', planId });
      const { plan } = stored.kept;
      if (plan.status === settled) return { ok: true, repeated: true, plan };
      if (!from.includes(plan.status)) {
        return refusedPlan({ code: 'WRONG_PLAN_STATUS', planId, status: plan.status, allowed: from });
      }
      const change: PlanChange | { readonly ok: false } = await decide({ ...stored, plan, now: desk.now() });
      if (!change.ok) return change as Extract<Decision, { readonly ok: false }>;
      const { kept, documents = [], agenda, commit = { clients: [], employees: [] }, alongside } = change;
      await desk.store.commit(
        desk.tenant,
        {
          ...commit,
          outcomes: toOutcomes(command, options),
          documents: [
            shelf.head(kept, stored),
            ...documents,
            ...emptied(stored.kept, kept),
            ...(await agendaDocuments(desk, agenda)),
          ],
        },
        alongside,
      );
      return { ok: true, repeated: false, plan: kept.plan };
    }),
  );
}

/** The turn at a plan; no client's id begins with @. */
export const turnOf = (planId: string) => `@plan ${planId}`;

/** What a command that has been carried out under this id gets; undefined for a new one. */
export async function repetition(
  desk: Desk,
  command: Pick<PlanCommand, 'type' | 'planId' | 'input'>,
  { commandId }: PlanOptions,
): Promise<PlanDone | PlanRefused | undefined> {
  if (commandId === undefined) return undefined;
  const [known] = await desk.store.readOutcomes(desk.tenant, [commandId]);
  if (!known) return undefined;
  if (known.fingerprint !== fingerprintOf(command))
    return refusedPlan({ code: 'COMMAND_ID_REUSED', commandId });
  const { planId } = known.outcome as { planId: string };
  const stored = await new PlanShelf(desk).read(planId);
  return stored
    ? { ok: true, repeated: true, plan: stored.kept.plan }
    : refusedPlan({ code: 'UNKNOWN_PLAN', planId });
}

/** What is kept of a named command: which plan it made or changed. */
export function toOutcomes(
  command: Pick<PlanCommand, 'type' | 'planId' | 'input'>,
  { commandId }: PlanOptions,
  made: string = command.planId,
): RecordedOutcome[] {
  return commandId === undefined
    ? []
    : [{ commandId, fingerprint: fingerprintOf(command), outcome: { planId: made } }];
}

const fingerprintOf = ({ type, planId, input }: Pick<PlanCommand, 'type' | 'planId' | 'input'>) =>
  fingerprint({ type, planId, input });

/** @throws INVALID_COMMAND */
export function assertCommandId(commandId: string | undefined): void {
  const { error } = commandIdSchema.safeParse(commandId);
  if (!error) return;
  const problems = toProblems(error).map(({ message }) => ({ path: 'commandId', message }));
  throw invalidInput('INVALID_COMMAND', 'a command', problems);
}

/** Why somebody may not do this by the blueprint; empty where they may. */
export async function unauthorizedTo(
  desk: Desk,
  action: Action,
  by: string,
): Promise<RefusalReason<'NOT_AUTHORIZED'>[]> {
  const actor = await resolveActor(desk, by);
  const scene = toScene(desk.conveyor.rules, { now: desk.now(), by: actor });
  return authorize(action, undefined, scene) as RefusalReason<'NOT_AUTHORIZED'>[];
}

/** The plan's log with one more entry. */
export function logged(
  plan: Plan,
  {
    at,
    by,
    what,
    version = plan.version,
    ...rest
  }: Omit<PlanEntry, 'version'> & { readonly version?: number },
): readonly PlanEntry[] {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return [...plan.log, { at, by, what, version, ...said }];
}
