import { storeKeySchema } from '../../conditions/id-schema.ts';
import { examine } from '../../errors/admit.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { formatPath } from '../../errors/problem.ts';
import { reshaped } from '../../errors/reshaped.ts';
import type { LeftOut, Plan } from '../../redistribution/plan/plan.ts';
import type { PlanBasis } from '../../redistribution/plan/plan-basis.ts';
import type { HandDecisions } from '../../redistribution/plan/plan-edit.ts';
import type { PlanPolicyInput } from '../../redistribution/plan/plan-policy.ts';
import type { PlanReason } from '../../redistribution/plan/plan-reason.ts';
import type { PlanRefusal } from '../../redistribution/plan/plan-refusal.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import { decidePlan } from '../../redistribution/plan-life/decide-plan.ts';
import type { PlanDraft } from '../../redistribution/plan-life/plan-event.ts';
import type { RedistributionPolicyInput } from '../../redistribution/policy.ts';
import type { DocumentChange } from '../../storage/port.ts';
import { inTurns } from '../../time/in-turns.ts';
import type { Instant } from '../../time/instant.ts';
import { endOf } from '../../workforce/presence.ts';
import { loadsOf } from '../../workforce/workload.ts';
import { assertCommandIds } from '../assert-command-ids.ts';
import { fingerprint } from '../fingerprint.ts';
import { RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { contextOf, keepOutcome, type Recordable, repetition, turnOf } from './change-plan.ts';
import { type FoundMoves, findMoves, toMoveParts } from './find-moves.ts';
import { freePlanId } from './free-plan-id.ts';
import { type ParsedPlanInput, type PlanInput, parsePlanInput, type Searching } from './plan-input.ts';
import {
  type PlanActing,
  type PlanOptions,
  type PlanRefused,
  type PlanResult,
  refusedPlan,
} from './plan-options.ts';
import { headOf, type KeptPlan, PlanRepository, toBaseParts, toPart } from './plan-repository.ts';
import { loadPlanningBase } from './planning-base.ts';

/** Makes a plan and keeps it. */
export async function makePlan(
  context: ServiceContext,
  input: PlanInput,
  options: PlanOptions,
): Promise<PlanResult> {
  const parsed = parsePlanInput(input, context.conveyor);
  const { effort: _, ...asked } = parsed;
  const command = { type: 'plan', planId: parsed.id ?? '', input: asked };
  const early = await beforePlanning(context, command, options);
  if (early) return early;
  const planId = parsed.id ?? context.newId();
  const at = context.now();
  const reason = await wholeReason(context, parsed, at);
  if ('ok' in reason) return reason;
  const basis = { role: parsed.role, reason, policy: parsed.policy, at: parsed.effective ?? at };
  const base = await loadPlanningBase(context, basis);
  return saveNewPlan(
    context,
    { planId, basis, base, at, effective: parsed.effective, searching: input, command },
    options,
  );
}

/** Several plans for one problem, by name: every one from the same look at clients and staff. */
export async function comparePlans<Name extends string>(
  context: ServiceContext,
  input: PlanInput,
  variants: Readonly<Record<Name, RedistributionPolicyInput>>,
  options: PlanOptions,
): Promise<PlanRefused | { readonly ok: true; readonly plans: Readonly<Record<Name, PlanResult>> }> {
  const { id } = input;
  const names = Object.keys(variants) as Name[];
  assertNames(names);
  const parsed = names.map((name) => {
    const policy = overlaid(input.policy ?? {}, variants[name]);
    const own = reshaped(input, (shared) => ({ ...shared, policy }));
    return { name, input: parsePlanInput(own, context.conveyor) };
  });
  const [first] = parsed;
  const unauthorized = await unauthorizedTo(context, 'planRedistribution', options.by);
  if (unauthorized.length > 0) return refusedPlan(...unauthorized);
  const plans = {} as Record<Name, PlanResult>;
  if (!first) return { ok: true, plans };
  const at = context.now();
  const reason = await wholeReason(context, first.input, at);
  if ('ok' in reason) return reason;
  const common = { role: first.input.role, reason, at: first.input.effective ?? at };
  const base = await loadPlanningBase(context, { ...common, policy: first.input.policy });
  for (const { name, input: own } of parsed) {
    const { effort: _, ...asked } = own;
    const named = { ...options, ...commandOf(options, name) };
    const compared = id === undefined ? undefined : { id, name };
    const planId = compared ? await idOfVariant(context, compared) : context.newId();
    const command = { type: 'plan', planId: compared ? planId : '', input: asked };
    const basis = { ...common, policy: own.policy };
    const early = await beforePlanning(context, command, named);
    const plan = { planId, basis, base, at, effective: own.effective, searching: input, command, compared };
    plans[name] = early ?? (await saveNewPlan(context, plan, named));
  }
  return { ok: true, plans };
}

/** `id-name`, unless a plan that is not of this comparison has that. */
const idOfVariant = (context: ServiceContext, { id, name }: NonNullable<Plan['compared']>) =>
  freePlanId(context, `${id}-${name}`, ({ compared }) => compared?.id === id && compared.name === name);

/** The command by which a variant is planned: no caller's id looks like this one. */
const commandOf = ({ commandId }: PlanOptions, name: string) =>
  commandId === undefined ? {} : { commandId: `@compare ${fingerprint({ commandId, name })}` };

/** @throws INVALID_PLAN */
function assertNames(names: readonly string[]): void {
  const problems = names.flatMap((name) => {
    const path = formatPath(['variants', name]);
    return examine(variantName, name).problems.map((problem) => ({ ...problem, path }));
  });
  if (problems.length > 0) throw invalidInput('INVALID_PLAN', 'a plan', problems);
}

/** With an id of 100 characters it makes an id that every store can hold. */
const variantName = storeKeySchema.max(50);

/** The shared policy, with what a variant says instead; weights and limits one by one. */
function overlaid(shared: PlanPolicyInput, own: RedistributionPolicyInput): PlanPolicyInput {
  return over(over(shared, own), {
    weights: over(shared.weights ?? {}, own.weights ?? {}),
    limits: over(shared.limits ?? {}, own.limits ?? {}),
  });
}

const over = <All, One>(shared: All, own: One): All & One =>
  reshaped(shared, (all) => reshaped(own, (one) => ({ ...all, ...one })));

/** A plan that is to be kept, as far as it is known before it is solved. */
export interface NewPlan {
  readonly planId: string;
  readonly basis: PlanBasis;
  readonly base: PlanBase;
  readonly at: Instant;
  readonly effective?: Instant | undefined;
  readonly compared?: Plan['compared'];
  readonly searching?: Searching;
  readonly command: Recordable;
  /** Beside those of the policy. */
  readonly pins?: HandDecisions['pins'];
  readonly leftOut?: readonly LeftOut[];
  /** What else is written with it, or why nothing is. */
  readonly alsoWritten?: (
    made: Plan,
  ) => Promise<PlanRefused | { readonly ok: true; readonly documents: readonly DocumentChange[] }>;
}

/** Solves a new plan and keeps it; nothing is kept of one that is impossible. */
export async function saveNewPlan(
  context: ServiceContext,
  plan: NewPlan,
  options: PlanActing,
): Promise<PlanResult> {
  const { basis, base, pins = [], searching = {} } = plan;
  const { policy } = basis;
  const decisions = { pins: [...policy.pins, ...pins], forbidden: policy.forbidden };
  const { effort, signal, onProgress } = searching;
  const found = await findMoves({ base, basis, decisions, searching: { effort, signal, onProgress } });
  if (!found.ok) return found;
  const { draft, documents, kept } = await toDraft(plan, decisions, found);
  const plans = new PlanRepository(context);
  const { planId, command } = plan;
  return context.turns.take(new Set([turnOf(planId)]), () =>
    unitOfWork(context, async (): Promise<Decided<PlanResult>> => {
      const commands = await RepeatedCommands.of(context, [options.commandId]);
      const repeated = await repetition(context, commands, command, options);
      if (repeated) return { outcome: repeated };
      const known = (await plans.read(planId))?.kept.plan;
      const acting = contextOf(options, plan.at);
      const outcome = decidePlan(known, { type: 'draft', planId, draft }, acting);
      if (!outcome.ok) return { outcome: refusedPlan(...outcome.refused) };
      const { plan: made, events } = outcome;
      const also = await plan.alsoWritten?.(made);
      if (also?.ok === false) return { outcome: also };
      keepOutcome(commands, command, options, planId);
      const head = headOf({ ...kept, plan: made }, events);
      return {
        outcome: { ok: true, repeated: false, plan: made },
        work: {
          outcomes: commands.outcomes,
          documents: [head, ...documents, ...(also?.documents ?? [])],
        },
      };
    }),
  );
}

async function toDraft(
  { planId, basis, base, at, effective, compared, leftOut = [] }: NewPlan,
  decisions: HandDecisions,
  found: FoundMoves,
) {
  const { role, reason, policy } = basis;
  const { clients, staff, documents } = await inTurns(toBaseParts(planId, 1, base));
  const { documents: others, ...parts } = toMoveParts(planId, 1, found);
  const left = toPart(planId, 'left-out', leftOut);
  const draft: PlanDraft = {
    role,
    reason,
    policy,
    ...(effective !== undefined && { effective }),
    asOf: at,
    clients: base.clients.length,
    employees: base.staff.length,
    moves: found.moves.length,
    leftOut: leftOut.length,
    figures: found.figures,
    ...(compared && { compared }),
  };
  const kept: Omit<KeptPlan, 'plan'> = {
    decisions,
    clients,
    staff,
    ...parts,
    ...(leftOut.length > 0 && { leftOut: left.part }),
  };
  return { draft, kept, documents: [...documents, ...others, ...left.documents] };
}

/** What answers before anything is looked at: a repetition, a lack of authority, an id that is taken. */
async function beforePlanning(
  context: ServiceContext,
  command: Recordable,
  options: PlanOptions,
): Promise<PlanResult | undefined> {
  assertCommandIds([options.commandId]);
  const commands = await RepeatedCommands.of(context, [options.commandId]);
  const repeated = await repetition(context, commands, command, options);
  if (repeated) return repeated;
  const unauthorized = await unauthorizedTo(context, 'planRedistribution', options.by);
  if (unauthorized.length > 0) return refusedPlan(...unauthorized);
  const { planId } = command;
  const taken = planId !== '' && (await new PlanRepository(context).read(planId));
  return taken ? refusedPlan({ code: 'PLAN_EXISTS', planId }) : undefined;
}

/** The reason with whom it names checked, and whom it leaves open found; or why it cannot be. */
async function wholeReason(
  context: ServiceContext,
  { reason, role, policy }: Pick<ParsedPlanInput, 'reason' | 'role' | 'policy'>,
  at: Instant,
): Promise<PlanReason | PlanRefused> {
  const { store, tenant, conveyor } = context;
  const staff = await context.staff.all();
  if (reason.kind === 'overload' && !reason.employeeIds) {
    const { max: utilisation } = policy.limits.utilisation;
    const held = await store.countHeld(tenant, {});
    const ofRole = staff.filter(({ roles, leftAt }) => roles.includes(role) && !leftAt);
    const loads = loadsOf(
      held,
      ofRole.map((one) => ({ ...one, roles: [role] })),
      conveyor.blueprint,
      at,
      conveyor.rules.calendar,
    );
    const overloaded = loads
      .filter((load) => load.capacity > 0 && load.hours > utilisation * load.capacity)
      .map(({ employeeId }) => employeeId);
    if (overloaded.length === 0) return refusedPlan({ code: 'NOBODY_OVERLOADED', role, utilisation });
    return { ...reason, employeeIds: overloaded };
  }
  const named =
    'employeeId' in reason ? [reason.employeeId] : 'employeeIds' in reason ? (reason.employeeIds ?? []) : [];
  const mustHaveRole = reason.kind === 'newHire' || reason.kind === 'newSegment';
  const holders = mustHaveRole ? [] : await store.countHeld(tenant, { employeeIds: named, role });
  const mayLackRole = new Set(holders.map(({ employeeId }) => employeeId));
  const faults = named.flatMap((employeeId): PlanRefusal[] => {
    const employee = staff.find(({ id }) => id === employeeId);
    if (!employee) return [{ code: 'UNKNOWN_EMPLOYEE', employeeId }];
    const leftAt = endOf(employee);
    if (mustHaveRole && leftAt !== undefined && leftAt <= at)
      return [{ code: 'EMPLOYEE_LEFT', employeeId, leftAt }];
    return !employee.roles.includes(role) && !mayLackRole.has(employeeId)
      ? [{ code: 'EMPLOYEE_LACKS_ROLE', employeeId, role }]
      : [];
  });
  return faults.length > 0 ? refusedPlan(...faults) : reason;
}
