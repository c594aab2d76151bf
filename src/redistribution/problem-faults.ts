import { groupBy } from '../conditions/group-by.ts';
import { meant } from '../errors/did-you-mean.ts';
import { type Fault, formatPath, ownedBy, type Problem } from '../errors/problem.ts';
import type { Steps } from '../time/in-turns.ts';
import { fault } from './faults.ts';
import type { FullClient, FullEmployee, FullProblem } from './problem.ts';

type Pair = FullProblem['policy']['pins'][number];
interface Known {
  readonly clientOf: ReadonlyMap<string, FullClient>;
  readonly staff: ReadonlyMap<string, FullEmployee>;
}
/** Clients examined between two steps. */
const AT_ONCE = 5_000;
const IDS_AT_ONCE = 20_000;
type Say = (path: readonly PropertyKey[], wrong: Fault, of?: Problem['of']) => void;

/** Every fault in how the parts of a problem refer to each other. */
export function* faultsOf(problem: FullProblem): Steps<readonly Problem[]> {
  const faults: Problem[] = [];
  const say: Say = (path, wrong, of) => faults.push(ownedBy({ path: formatPath(path), ...wrong }, of));
  yield* checkIds(problem, say);
  yield;
  yield* checkReferences(problem, say);
  yield;
  if (faults.length === 0) checkPins(problem, say);
  return faults;
}

function* checkIds(problem: FullProblem, say: Say): Steps<void> {
  for (const list of ['clients', 'employees'] as const) {
    const kind = list === 'clients' ? 'client' : 'employee';
    const seen = new Set<string>();
    for (const [at, { id }] of problem[list].entries()) {
      if (seen.has(id)) say([list, at, 'id'], fault('TWICE', { id }), { kind, id });
      seen.add(id);
      if (at % IDS_AT_ONCE === IDS_AT_ONCE - 1) yield;
    }
  }
}

const NONE: readonly string[] = [];

function* checkReferences({ clients, employees, policy }: FullProblem, say: Say): Steps<void> {
  const staff = new Set(employees.map(({ id }) => id));
  const isKnown = (name: string) => staff.has(name);
  const checked = new Set<readonly string[]>();
  const nobody = (employeeId: string) =>
    fault('NO_SUCH_EMPLOYEE', {
      employeeId,
      ...meant(employeeId, employees.length > 1000 ? [] : [...staff]),
    });
  for (const [at, client] of clients.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) yield;
    const { id, holder, eligible = NONE, protected: why } = client;
    const of = { kind: 'client', id } as const;
    if (holder !== undefined && !staff.has(holder)) {
      say(['clients', at, 'holder'], nobody(holder), of);
    }
    if (why !== undefined && holder === undefined) {
      say(['clients', at, 'protected'], fault('PROTECTED_WITHOUT_HOLDER'), of);
    }
    // Clients share their lists.
    if (checked.has(eligible)) continue;
    if (eligible.every(isKnown)) {
      checked.add(eligible);
      continue;
    }
    for (const [place, name] of eligible.entries()) {
      if (staff.has(name)) continue;
      say(['clients', at, 'eligible', place], nobody(name), of);
    }
  }
  for (const by of ['hoursBy', 'costBy'] as const) {
    yield;
    for (const [at, client] of clients.entries()) {
      if (!client[by]) continue;
      for (const name of Object.keys(client[by])) {
        if (staff.has(name)) continue;
        say(['clients', at, by, name], nobody(name), { kind: 'client', id: client.id });
      }
    }
  }
  if (policy.pins.length === 0 && policy.forbidden.length === 0) return;
  const known = new Set(clients.map(({ id }) => id));
  for (const list of ['pins', 'forbidden'] as const) {
    for (const [at, { clientId, employeeId }] of policy[list].entries()) {
      if (!known.has(clientId)) {
        say(['policy', list, at, 'clientId'], fault('NO_SUCH_CLIENT', { clientId }));
      }
      if (staff.has(employeeId)) continue;
      say(['policy', list, at, 'employeeId'], nobody(employeeId));
    }
  }
}

function checkPins(problem: FullProblem, say: Say): void {
  const { clients, employees, policy } = problem;
  if (policy.pins.length === 0) return;
  const clientOf = new Map(clients.map((client) => [client.id, client]));
  const staff = new Map(employees.map((employee) => [employee.id, employee]));
  const forbidden = new Set(policy.forbidden.map(keyOf));
  const pinOf = new Map<string, Pair>();
  const pinOfGroup = new Map<string, Pair>();
  for (const [at, pin] of policy.pins.entries()) {
    const client = clientOf.get(pin.clientId) as FullClient;
    const employee = staff.get(pin.employeeId) as FullEmployee;
    const path = ['policy', 'pins', at];
    const wrong = objectionTo(client, employee, { staff });
    if (wrong) say(path, wrong);
    if (forbidden.has(keyOf(pin)))
      say(path, fault('PINNED_AND_FORBIDDEN', { clientId: client.id, employeeId: employee.id }));
    const other = pinOf.get(client.id);
    if (other && other.employeeId !== employee.id) {
      const employeeIds = [other.employeeId, employee.id];
      say(path, fault('PINNED_TWICE', { clientId: client.id, employeeIds }));
    }
    pinOf.set(client.id, pin);
    if (client.accountGroup === undefined || !policy.keepGroupsTogether) continue;
    const mate = pinOfGroup.get(client.accountGroup);
    if (mate && mate.clientId !== client.id && mate.employeeId !== employee.id) {
      const clientIds = [mate.clientId, client.id];
      say(path, fault('PINS_SPLIT_GROUP', { group: client.accountGroup, clientIds }));
    }
    pinOfGroup.set(client.accountGroup, pin);
  }
  if (policy.keepGroupsTogether) checkMates(problem, { clientOf, staff }, say);
}

/**
 * A pin takes the rest of the group of companies with it. Of a split group it takes those with the same
 * holder. Nothing may stand against that.
 */
function checkMates({ clients, policy }: FullProblem, { clientOf, staff }: Known, say: Say): void {
  const forbidden = new Set(policy.forbidden.map(keyOf));
  const pinned = new Set(policy.pins.map(({ clientId }) => clientId));
  const ofGroup = groupBy(clients, ({ accountGroup }) => accountGroup);
  for (const [at, { clientId, employeeId }] of policy.pins.entries()) {
    const { accountGroup, holder } = clientOf.get(clientId) as FullClient;
    if (accountGroup === undefined) continue;
    const all = ofGroup.get(accountGroup) as FullClient[];
    const keepers = new Set(all.flatMap((one) => (staff.get(one.holder ?? '')?.keeps ? [one.holder] : [])));
    for (const mate of all) {
      if (pinned.has(mate.id) || (keepers.size > 1 && mate.holder !== holder)) continue;
      const wrong = forbidden.has(keyOf({ clientId: mate.id, employeeId }))
        ? fault('FORBIDDEN', { clientId: mate.id, employeeId, group: accountGroup })
        : objectionTo(mate, staff.get(employeeId) as FullEmployee, { staff, group: accountGroup });
      if (wrong) say(['policy', 'pins', at], wrong);
    }
  }
}

/** Why the client cannot be pinned to the employee: by itself, or as it goes with its group. */
function objectionTo(
  { id, holder, eligible, protected: why }: FullClient,
  employee: FullEmployee,
  { staff, group }: Pick<Known, 'staff'> & { readonly group?: string },
): Fault | undefined {
  const pinned = { clientId: id, employeeId: employee.id, ...(group !== undefined && { group }) };
  if (!employee.keeps) return fault('KEEPS_NONE', pinned);
  if (holder === employee.id) return undefined;
  if (why !== undefined && holder !== undefined && staff.get(holder)?.keeps) {
    return fault('PROTECTED', { ...pinned, holder, why });
  }
  if (!employee.accepts) return fault('ACCEPTS_NONE', pinned);
  return eligible && !eligible.includes(employee.id) ? fault('NOT_ELIGIBLE', pinned) : undefined;
}

const keyOf = ({ clientId, employeeId }: Pair) => JSON.stringify([clientId, employeeId]);
