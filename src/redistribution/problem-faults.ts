import { didYouMean } from '../errors/did-you-mean.ts';
import { formatPath, type Problem } from '../errors/problem.ts';
import type { Steps } from '../time/in-turns.ts';
import type { FullClient, FullEmployee, FullProblem } from './problem.ts';

type Pair = FullProblem['policy']['pins'][number];
interface Known {
  readonly clientOf: ReadonlyMap<string, FullClient>;
  readonly staff: ReadonlyMap<string, FullEmployee>;
}
/** Clients looked at between two steps. */
const AT_ONCE = 5_000;
/** Contradictions of decisions by hand have a code and values, too: people see them. */
type Fault = Omit<Problem, 'path'>;
type Say = (path: readonly PropertyKey[], fault: Fault | string) => void;

/** Every fault in how the parts of a problem refer to each other. */
export function* faultsOf(problem: FullProblem): Steps<readonly Problem[]> {
  const faults: Problem[] = [];
  const say: Say = (path, fault) =>
    faults.push({ path: formatPath(path), ...(typeof fault === 'string' ? { message: fault } : fault) });
  checkIds(problem, say);
  yield;
  yield* checkReferences(problem, say);
  yield;
  if (faults.length === 0) checkPins(problem, say);
  return faults;
}

function checkIds(problem: FullProblem, say: Say): void {
  for (const list of ['clients', 'employees'] as const) {
    const what = list === 'clients' ? 'client' : 'employee';
    const seen = new Set<string>();
    for (const [at, { id }] of problem[list].entries()) {
      if (seen.has(id)) say([list, at, 'id'], `${what} ${id} is there twice`);
      seen.add(id);
    }
  }
}

function* checkReferences({ clients, employees, policy }: FullProblem, say: Say): Steps<void> {
  const staff = new Set(employees.map(({ id }) => id));
  const known = new Set(clients.map(({ id }) => id));
  const meant = (name: string) => didYouMean(name, employees.length > 1000 ? [] : [...staff]);
  for (const [at, client] of clients.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) yield;
    const { id, holder, eligible = [], protected: why } = client;
    if (holder !== undefined && !staff.has(holder)) {
      say(['clients', at, 'holder'], `client ${id}: there is no employee ${holder}${meant(holder)}`);
    }
    if (why !== undefined && holder === undefined) {
      say(['clients', at, 'protected'], `client ${id}: nobody holds it, so it cannot be protected`);
    }
    for (const [place, name] of eligible.entries()) {
      if (staff.has(name)) continue;
      say(['clients', at, 'eligible', place], `client ${id}: there is no employee ${name}${meant(name)}`);
    }
  }
  for (const by of ['hoursBy', 'costBy'] as const) {
    yield;
    for (const [at, client] of clients.entries()) {
      if (!client[by]) continue;
      for (const name of Object.keys(client[by])) {
        if (staff.has(name)) continue;
        const what = `client ${client.id}: there is no employee ${name}${meant(name)}`;
        say(['clients', at, by, name], what);
      }
    }
  }
  for (const list of ['pins', 'forbidden'] as const) {
    for (const [at, { clientId, employeeId }] of policy[list].entries()) {
      if (!known.has(clientId)) {
        const message = `there is no client ${clientId}`;
        say(['policy', list, at, 'clientId'], { message, code: 'NO_SUCH_CLIENT', values: { clientId } });
      }
      if (staff.has(employeeId)) continue;
      const message = `there is no employee ${employeeId}${meant(employeeId)}`;
      say(['policy', list, at, 'employeeId'], { message, code: 'NO_SUCH_EMPLOYEE', values: { employeeId } });
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
  const pinOfHolding = new Map<string, Pair>();
  for (const [at, pin] of policy.pins.entries()) {
    const client = clientOf.get(pin.clientId) as FullClient;
    const employee = staff.get(pin.employeeId) as FullEmployee;
    const path = ['policy', 'pins', at];
    const wrong = objectionTo(client, employee, staff);
    if (wrong) say(path, wrong);
    if (forbidden.has(keyOf(pin)))
      say(path, {
        message: `client ${client.id} is both pinned and forbidden to ${employee.id}`,
        code: 'PINNED_AND_FORBIDDEN',
        values: { clientId: client.id, employeeId: employee.id },
      });
    const other = pinOf.get(client.id);
    if (other && other.employeeId !== employee.id) {
      say(path, {
        message: `client ${client.id} is pinned to both ${other.employeeId} and ${employee.id}`,
        code: 'PINNED_TWICE',
        values: { clientId: client.id, employeeIds: [other.employeeId, employee.id] },
      });
    }
    pinOf.set(client.id, pin);
    if (client.holding === undefined || !policy.keepHoldingsTogether) continue;
    const mate = pinOfHolding.get(client.holding);
    if (mate && mate.clientId !== client.id && mate.employeeId !== employee.id) {
      const both = `${mate.clientId} to ${mate.employeeId}, ${client.id} to ${employee.id}`;
      say(path, {
        message: `pins split the holding ${client.holding}: ${both}`,
        code: 'PINS_SPLIT_GROUP',
        values: { group: client.holding, clientIds: [mate.clientId, client.id] },
      });
    }
    pinOfHolding.set(client.holding, pin);
  }
  if (policy.keepHoldingsTogether) checkMates(problem, { clientOf, staff }, say);
}

/** A pin takes the rest of the holding with it, or what of a split one is with the same holder: nothing may stand against that. */
function checkMates({ clients, policy }: FullProblem, { clientOf, staff }: Known, say: Say): void {
  const forbidden = new Set(policy.forbidden.map(keyOf));
  const pinned = new Set(policy.pins.map(({ clientId }) => clientId));
  for (const [at, { clientId, employeeId }] of policy.pins.entries()) {
    const { holding, holder } = clientOf.get(clientId) as FullClient;
    if (holding === undefined) continue;
    const all = clients.filter((client) => client.holding === holding);
    const keepers = new Set(all.flatMap((one) => (staff.get(one.holder ?? '')?.keeps ? [one.holder] : [])));
    for (const mate of all) {
      if (pinned.has(mate.id) || (keepers.size > 1 && mate.holder !== holder)) continue;
      const wrong = forbidden.has(keyOf({ clientId: mate.id, employeeId }))
        ? objection('FORBIDDEN', `client ${mate.id} is forbidden to ${employeeId}`, mate, employeeId)
        : objectionTo(mate, staff.get(employeeId) as FullEmployee, staff);
      if (!wrong) continue;
      const message = `the holding ${holding} goes together: ${wrong.message}`;
      say(['policy', 'pins', at], { ...wrong, message, values: { ...wrong.values, group: holding } });
    }
  }
}

/** Why the client cannot be pinned to the employee. */
function objectionTo(
  client: FullClient,
  employee: FullEmployee,
  staff: ReadonlyMap<string, FullEmployee>,
): Fault | undefined {
  const { id, holder, eligible } = client;
  const against = (code: string, why: string) =>
    objection(code, `client ${id} is pinned to ${employee.id}, ${why}`, client, employee.id);
  if (!employee.keeps) return against('KEEPS_NONE', 'who keeps no clients');
  if (holder === employee.id) return undefined;
  if (client.protected !== undefined && holder !== undefined && staff.get(holder)?.keeps) {
    const why = typeof client.protected === 'string' ? client.protected : client.protected.code;
    const said = against('PROTECTED', `but protected with ${holder} (${why})`);
    return { ...said, values: { ...said.values, holder, why: client.protected } };
  }
  if (!employee.accepts) return against('ACCEPTS_NONE', 'who accepts no clients');
  if (eligible && !eligible.includes(employee.id)) {
    return against('NOT_ELIGIBLE', 'who is not eligible for it');
  }
  return undefined;
}

const objection = (code: string, message: string, { id }: FullClient, employeeId: string): Fault => ({
  message,
  code,
  values: { clientId: id, employeeId },
});

const keyOf = ({ clientId, employeeId }: Pair) => JSON.stringify([clientId, employeeId]);
