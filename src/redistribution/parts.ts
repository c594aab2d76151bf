import { atOnce, type Steps } from '../time/in-turns.ts';
import { type HardRules, hardRulesOf } from './hard-rules.ts';
import type { FullClient, FullEmployee, FullProblem } from './problem.ts';

/** Clients that go together: one client, or those of a holding that are with one holder, or that all must go. */
export interface Part {
  /** By id; never empty. */
  readonly clients: readonly FullClient[];
  /** Index of the employee with whom it can stay, or -1. */
  readonly home: number;
  /** It stays whatever the weights: protected, of a split holding, or only those may move who must. */
  readonly locked: boolean;
  /** Its place was decided by hand. */
  readonly pinned: boolean;
  /** Indices of the employees who may have it, ascending; also `home`, if it may stay. */
  readonly choices: readonly number[];
  /** Who has the rest of its holding, where that stays. */
  readonly joins?: readonly number[];
}

/** Employees by id and parts by their first client's id: the order of the input never matters. */
export interface Situation {
  readonly problem: FullProblem;
  readonly employees: readonly FullEmployee[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly parts: readonly Part[];
  readonly rules: HardRules;
}

type Identified = { readonly id: string };
export const byId = (a: Identified, b: Identified) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Sorts out who goes with whom, and to whom they may go. Clients of a holding that have one holder go together. Where some of a
 * holding must go, they go together to one who has the rest of it, which stays; where it is split already, its parts stay.
 */
export function situationOf(problem: FullProblem): Situation {
  return atOnce(situating(problem));
}

/** The same, step by step. */
export function* situating(asked: FullProblem): Steps<Situation> {
  const employees = [...asked.employees].sort(byId);
  const problem = { ...asked, employees, clients: [...asked.clients].sort(byId) };
  const indexOf = new Map(employees.map(({ id }, at) => [id, at]));
  const rules = hardRulesOf(problem, employees, indexOf);
  const groups = groupsOf(problem);
  yield;
  const parts: Part[] = [];
  for (const [at, group] of groups.entries()) {
    for (const part of partsOf(group, rules)) parts.push(part);
    if (at % AT_ONCE === AT_ONCE - 1) yield;
  }
  parts.sort((a, b) => byId(a.clients[0] as FullClient, b.clients[0] as FullClient));
  return { problem, employees, indexOf, parts, rules };
}

/** Groups sorted out between two steps. */
const AT_ONCE = 4_000;

/** Holdings, and clients without one each by itself. */
function groupsOf({ clients, policy }: FullProblem): readonly (readonly FullClient[])[] {
  const groups: FullClient[][] = [];
  const holdings = new Map<string, FullClient[]>();
  for (const client of clients) {
    const holding = policy.keepHoldingsTogether ? client.holding : undefined;
    const known = holding === undefined ? undefined : holdings.get(holding);
    if (known) {
      known.push(client);
      continue;
    }
    const group = [client];
    groups.push(group);
    if (holding !== undefined) holdings.set(holding, group);
  }
  return groups;
}

function partsOf(group: readonly FullClient[], rules: HardRules): readonly Part[] {
  const { staying, leaving } = sortOut(group, rules);
  const isSplit = staying.length > 1 || (staying.length === 1 && leaving.length > 0);
  const pinOfAll = staying.length < 2 ? rules.pinOf(group) : undefined;
  const parts = staying.map(({ clients, home }): Part => {
    const pin = pinOfAll ?? rules.pinOf(clients);
    if (pin !== undefined) return { clients, home, locked: false, pinned: true, choices: rules.only(pin) };
    const locked = rules.onlyOrphans || isSplit || clients.some((client) => client.protected !== undefined);
    const choices = locked ? rules.only(home) : rules.ableToHave(clients, home);
    return { clients, home, locked, pinned: false, choices };
  });
  return leaving.length === 0 ? parts : [...parts, leavingPart(leaving, parts, pinOfAll, rules)];
}

function leavingPart(
  clients: readonly FullClient[],
  rest: readonly Part[],
  pinOfAll: number | undefined,
  rules: HardRules,
): Part {
  const pin = pinOfAll ?? rules.pinOf(clients);
  if (pin !== undefined) return { clients, home: -1, locked: false, pinned: true, choices: rules.only(pin) };
  const able = rules.ableToHave(clients);
  if (rest.length === 0) return { clients, home: -1, locked: false, pinned: false, choices: able };
  const joins = rest.flatMap(({ choices }) => choices);
  const choices = able.filter((e) => joins.includes(e));
  return { clients, home: -1, locked: false, pinned: false, choices, joins };
}

interface StayingClients {
  readonly clients: readonly FullClient[];
  readonly home: number;
}

function sortOut(group: readonly FullClient[], rules: HardRules) {
  const [first] = group;
  if (first && group.length === 1) {
    const home = rules.holderOf(first);
    const hasToGo = rules.mustGo(group, home);
    return { staying: hasToGo ? [] : [{ clients: group, home }], leaving: hasToGo ? group : [] };
  }
  const byHolder = new Map<number, FullClient[]>();
  for (const client of group) {
    const holder = rules.holderOf(client);
    const known = byHolder.get(holder);
    if (known) known.push(client);
    else byHolder.set(holder, [client]);
  }
  const staying: StayingClients[] = [];
  const leaving: FullClient[] = [];
  for (const [home, clients] of byHolder) {
    if (rules.mustGo(clients, home)) leaving.push(...clients);
    else staying.push({ clients, home });
  }
  return { staying, leaving: leaving.sort(byId) };
}
