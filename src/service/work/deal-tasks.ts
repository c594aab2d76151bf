import { assignNext } from '../../assignment/assign-next.ts';
import type { AssignmentCandidate, AssignmentRequest } from '../../assignment/candidate.ts';
import { causeOfOutcome } from '../../assignment/cause-of-outcome.ts';
import type { AssignmentLedger } from '../../assignment/ledger.ts';
import type { AssignmentObstacle } from '../../assignment/obstacle.ts';
import type { AssignmentOutcome } from '../../assignment/outcome.ts';
import type { AssignmentPolicyInput } from '../../assignment/policy.ts';
import type { Client } from '../../client/client.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { DocumentChange } from '../../storage/port.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { DealtCause } from '../../work/task/task-event.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absencesOf } from '../assignment/candidates.ts';
import { Capacities } from '../assignment/capacities.ts';
import { Ledgers } from '../assignment/ledgers.ts';
import { takeBack } from '../assignment/offers.ts';
import { type AssignmentRules, compileAssignment, type RulesByRole } from '../assignment/rules.ts';
import type { ServiceContext } from '../service-context.ts';
import { minutesHeld, minutesToday } from './queue-worker.ts';
import { taskLists } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';

/** Accounts of tasks are kept apart from those of clients: neither counts for the other. */
const accountsOf = (role: string): string => `tasks:${role}`;

/** A task of less counts so many hours: a minute. */
const LEAST_HOURS = 1 / 60;

/** How tasks are dealt, by the role of their queue. */
export type DealingPolicies = Readonly<Record<string, AssignmentPolicyInput | undefined>>;

/** @throws INVALID_ASSIGNMENT, INVALID_CONDITION */
export function dealingRules({ conveyor }: ServiceContext, policies: DealingPolicies): RulesByRole {
  const roles = Object.keys({ ...conveyor.blueprint.roles, ...policies });
  const asked = roles.map((role) => [role, { leastHours: LEAST_HOURS, ...lookup(policies, role) }] as const);
  const rules = compileAssignment(conveyor, Object.fromEntries(asked));
  return Object.fromEntries(Object.entries(rules).map(([role, one]) => [accountsOf(role), one]));
}

/** What somebody of the role has in hand, and what is left of today beside it, in minutes. */
interface Load {
  tasks: number;
  minutes: number;
  left: number;
}

/** Deals tasks of one queue, one after the other, by the same rules as clients. Writes nothing itself. */
export class TaskDealing {
  private constructor(
    private readonly context: ServiceContext,
    private readonly work: Work,
    private readonly role: string,
    private readonly rules: AssignmentRules,
    private readonly ledgers: Ledgers,
    private readonly staff: readonly Employee[],
    private readonly loads: ReadonlyMap<string, Load>,
    private readonly clients: ReadonlyMap<string, Client>,
    private readonly now: Instant,
  ) {}

  /** The ledger is read before what people have in hand: so that it has every task that is charged. */
  static async over(
    context: ServiceContext,
    work: Work,
    byRole: RulesByRole,
    { role, tasks }: { readonly role: string; readonly tasks: readonly Task[] },
  ): Promise<TaskDealing> {
    const now = context.now();
    const accounts = accountsOf(role);
    const dealt = tasks.map(({ id: clientId }) => ({ clientId, role: accounts }));
    const ledgers = await Ledgers.of([...dealt, { clientId: '', role: accounts }], byRole, context);
    const staff = [...(await context.staff.byId()).values()].filter(
      ({ roles, leftAt }) => roles.includes(role) && !leftAt,
    );
    const loads = new Map<string, Load>();
    for (const employee of staff) {
      const inHand = (await tasksIn(context, taskLists.heldBy(employee.id))).filter(
        ({ status }) => status === 'inHand',
      );
      const minutes = minutesHeld(work, inHand);
      const left = minutesToday(context, employee, role, now) - minutes;
      loads.set(employee.id, { tasks: inHand.length, minutes, left });
    }
    const { store, tenant } = context;
    const ids = [...new Set(tasks.map(({ clientId }) => clientId))];
    const clients = new Map((await store.readClients(tenant, ids)).map((one) => [one.id, one]));
    const rules = byRole[accounts] as AssignmentRules;
    return new TaskDealing(context, work, role, rules, ledgers, staff, loads, clients, now);
  }

  ledger(): AssignmentLedger {
    return this.ledgers.of(accountsOf(this.role));
  }

  changes(): readonly DocumentChange[] {
    return this.ledgers.changes();
  }

  /** Who gets the task. What came back to its queue is taken off the account of whoever had it before. */
  decide(task: Task): { readonly outcome: AssignmentOutcome; enter(): DealtCause | undefined } {
    const { blueprint } = this.context.conveyor;
    const { now, ledgers, role } = this;
    const place = { clientId: task.id, role: accountsOf(role) };
    const charge = ledgers.chargeFor(place);
    // What was done, and was not right, was worked on.
    const wasDone = charge && task.idle.some(({ from }) => from >= charge.at);
    if (charge && !charge.refunded && !wasDone) takeBack(ledgers, place, charge, blueprint.timeZone);
    const request: AssignmentRequest = {
      ...{ clientId: task.clientId, role, at: now },
      day: dayOf(now, blueprint.timeZone),
      hours: this.#minutesOf(task) / 60,
      ...(charge && !wasDone && { refunded: charge.amount }),
    };
    const { outcome, ledger } = assignNext(request, this.#candidates(task), this.ledger(), this.rules.policy);
    const enter = () => {
      if (!('employeeId' in outcome)) return undefined;
      const { employeeId, amount, at } = outcome;
      ledgers.enter(place, ledger, { employeeId, amount, at });
      const load = this.loads.get(employeeId) as Load;
      const minutes = this.#minutesOf(task);
      load.tasks += 1;
      load.minutes += minutes;
      load.left -= minutes;
      const { code: _, ...told } = causeOfOutcome(outcome) as Extract<
        ReturnType<typeof causeOfOutcome>,
        { code: 'assigned' }
      >;
      return { code: 'DEALT', ...told } as DealtCause;
    };
    return { outcome, enter };
  }

  #minutesOf({ type }: Task): number {
    return lookup(this.work.document.tasks, type)?.load?.minutes ?? 0;
  }

  #candidates(task: Task): readonly AssignmentCandidate[] {
    const { now, rules, role } = this;
    const capacities = new Capacities(now, this.context.conveyor.rules);
    const client = this.clients.get(task.clientId);
    const minutes = this.#minutesOf(task);
    return this.staff.map((employee): AssignmentCandidate => {
      const { tasks, minutes: held, left } = this.loads.get(employee.id) as Load;
      const obstacles: AssignmentObstacle[] = absencesOf(employee, now);
      if (task.declinedBy.includes(employee.id)) obstacles.push({ code: 'DECLINED' });
      if (minutes > 0 && minutes > left)
        obstacles.push({ code: 'NO_TIME_LEFT', minutes, left: Math.max(0, left) });
      const match = client && { client, employee };
      const { eligible } = rules;
      if (match && eligible && eligible.evaluate(match, now) !== 'yes')
        obstacles.push({ code: 'NOT_ELIGIBLE', explanation: eligible.explain(match, now) });
      const bonuses = match ? rules.affinity.filter(({ when }) => when.evaluate(match, now) === 'yes') : [];
      return {
        employeeId: employee.id,
        capacity: capacities.of(employee, role),
        openClients: tasks,
        openHours: held / 60,
        bonus: bonuses.reduce((sum, { bonus }) => sum + bonus, 0),
        obstacles,
      };
    });
  }
}
