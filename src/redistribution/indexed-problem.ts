import type { Steps } from '../time/in-turns.ts';
import { type HardRules, hardRulesOf } from './hard-rules.ts';
import type { FullClient, FullEmployee, FullProblem } from './problem.ts';

/**
 * Clients that move together. One client, or the clients of a group of companies with one holder, or those
 * that all must move.
 */
export interface ClientGroup {
  /** By id; never empty. */
  readonly clients: readonly FullClient[];
  /** Index of the employee with whom it can stay, or -1. */
  readonly current: number;
  /** It cannot move: protected, part of a split group of companies, or only forced moves are allowed. */
  readonly locked: boolean;
  /** Its place was decided by hand. */
  readonly pinned: boolean;
  /** Indices of the employees who may have it, ascending; includes `current` if it may stay. */
  readonly choices: readonly number[];
  /** The employees with the rest of its group of companies, where that stays. */
  readonly joins?: readonly number[];
}

/**
 * A problem with its lookups. Employees are sorted by id, groups by their first client's id, so that the
 * order of the input never matters.
 */
export interface IndexedProblem {
  readonly problem: FullProblem;
  readonly employees: readonly FullEmployee[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly groups: readonly ClientGroup[];
  readonly rules: HardRules;
}

type Identified = { readonly id: string };
const byId = (a: Identified, b: Identified) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Groups clients that move together and finds their eligible employees. Clients of a group of companies with
 * one holder move together. Those that must move go together to an employee who has the rest of it; a group
 * of companies that is split already stays split.
 */
export function* indexing(asked: FullProblem): Steps<IndexedProblem> {
  const employees = [...asked.employees].sort(byId);
  const problem = { ...asked, employees, clients: [...asked.clients].sort(byId) };
  const indexOf = new Map(employees.map(({ id }, at) => [id, at]));
  const rules = hardRulesOf(problem, employees, indexOf);
  const accountGroups = accountGroupsOf(problem);
  yield;
  const groups: ClientGroup[] = [];
  for (const [at, accountGroup] of accountGroups.entries()) {
    for (const group of clientGroupsOf(accountGroup, rules)) groups.push(group);
    if (at % AT_ONCE === AT_ONCE - 1) yield;
  }
  groups.sort((a, b) => byId(a.clients[0] as FullClient, b.clients[0] as FullClient));
  return { problem, employees, indexOf, groups, rules };
}

/** Groups processed between two steps. */
const AT_ONCE = 2_000;

/** Groups of companies, and each client without one by itself. */
function accountGroupsOf({ clients, policy }: FullProblem): readonly (readonly FullClient[])[] {
  const accountGroups: FullClient[][] = [];
  const byName = new Map<string, FullClient[]>();
  for (const client of clients) {
    const name = policy.keepGroupsTogether ? client.accountGroup : undefined;
    const known = name === undefined ? undefined : byName.get(name);
    if (known) {
      known.push(client);
      continue;
    }
    const accountGroup = [client];
    accountGroups.push(accountGroup);
    if (name !== undefined) byName.set(name, accountGroup);
  }
  return accountGroups;
}

function clientGroupsOf(accountGroup: readonly FullClient[], rules: HardRules): readonly ClientGroup[] {
  const [first] = accountGroup;
  // Most clients are by themselves, and there are many.
  if (first && accountGroup.length === 1) {
    const current = rules.holderOf(first);
    const isStaying = !rules.mustGo(accountGroup, current);
    if (isStaying) return [stayingGroup({ clients: accountGroup, current }, rules, { isSplit: false })];
    return [leavingGroup(accountGroup, [], undefined, rules)];
  }
  const { staying, leaving } = sortOut(accountGroup, rules);
  const isSplit = staying.length > 1 || (staying.length === 1 && leaving.length > 0);
  const pinOfAll = staying.length < 2 ? rules.pinOf(accountGroup) : undefined;
  const groups = staying.map((one) => stayingGroup(one, rules, { isSplit, pinOfAll }));
  return leaving.length === 0 ? groups : [...groups, leavingGroup(leaving, groups, pinOfAll, rules)];
}

function stayingGroup(
  { clients, current }: StayingClients,
  rules: HardRules,
  { isSplit, pinOfAll }: { readonly isSplit: boolean; readonly pinOfAll?: number | undefined },
): ClientGroup {
  const pin = pinOfAll ?? rules.pinOf(clients);
  if (pin !== undefined) return { clients, current, locked: false, pinned: true, choices: rules.only(pin) };
  const locked = rules.onlyDisplaced || isSplit || clients.some((client) => client.protected !== undefined);
  const choices = locked ? rules.only(current) : rules.ableToHave(clients, current);
  return { clients, current, locked, pinned: false, choices };
}

function leavingGroup(
  clients: readonly FullClient[],
  rest: readonly ClientGroup[],
  pinOfAll: number | undefined,
  rules: HardRules,
): ClientGroup {
  const pin = pinOfAll ?? rules.pinOf(clients);
  if (pin !== undefined)
    return { clients, current: -1, locked: false, pinned: true, choices: rules.only(pin) };
  const able = rules.ableToHave(clients);
  if (rest.length === 0) return { clients, current: -1, locked: false, pinned: false, choices: able };
  const joins = rest.flatMap(({ choices }) => choices);
  const choices = able.filter((e) => joins.includes(e));
  return { clients, current: -1, locked: false, pinned: false, choices, joins };
}

interface StayingClients {
  readonly clients: readonly FullClient[];
  readonly current: number;
}

function sortOut(accountGroup: readonly FullClient[], rules: HardRules) {
  const byHolder = new Map<number, FullClient[]>();
  for (const client of accountGroup) {
    const holder = rules.holderOf(client);
    const known = byHolder.get(holder);
    if (known) known.push(client);
    else byHolder.set(holder, [client]);
  }
  const staying: StayingClients[] = [];
  const leaving: FullClient[] = [];
  for (const [current, clients] of byHolder) {
    if (rules.mustGo(clients, current)) leaving.push(...clients);
    else staying.push({ clients, current });
  }
  return { staying, leaving: leaving.sort(byId) };
}
