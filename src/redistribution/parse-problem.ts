import { admit } from '../errors/admit.ts';
import { examinePast } from '../errors/admit-whole.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { ownedBy, type Problem } from '../errors/problem.ts';
import { atOnce, type Steps } from '../time/in-turns.ts';
import { ParsedLists } from './parsed-lists.ts';
import {
  type FullProblem,
  type ProblemClient,
  type RedistributionProblem,
  redistributionProblemSchema,
} from './problem.ts';
import { faultsOf } from './problem-faults.ts';

/**
 * Parses a problem and fills in every default.
 * @throws INVALID_PROBLEM naming every fault with its client or employee
 */
export function parseProblem(problem: RedistributionProblem): FullProblem {
  return atOnce(parsing(problem));
}

/** Step-by-step form of the function above. */
export function* parsing(problem: RedistributionProblem): Steps<FullProblem> {
  const { data, problems } = (yield* byParts(problem)) ?? examinePast(redistributionProblemSchema, problem);
  const misshapen = problems.map((fault) => withName(fault, problem));
  const faults = data ? [...misshapen, ...(yield* faultsOf(data))] : misshapen;
  if (faults.length > 0) throw invalidInput('INVALID_PROBLEM', 'a redistribution problem', faults);
  return data as FullProblem;
}

/** Parses clients in batches; undefined if a batch has a fault, so that the whole must be parsed. */
function* byParts(
  problem: RedistributionProblem,
): Steps<{ readonly data: FullProblem; readonly problems: readonly [] } | undefined> {
  const clients: unknown = problem?.clients;
  if (!Array.isArray(clients)) return undefined;
  const parsed: FullProblem['clients'] = [];
  const lists = new ParsedLists();
  let whole: FullProblem | undefined;
  for (let at = 0; at < clients.length; at += AT_ONCE) {
    const part: readonly unknown[] = clients.slice(at, at + AT_ONCE);
    const known = part.map((client) => lists.find((client as Partial<ProblemClient> | null)?.eligible));
    const { data } = redistributionProblemSchema.safeParse({
      ...problem,
      clients: part.map((client, i) => (known[i] ? { ...(client as object), eligible: undefined } : client)),
      ...(whole && { employees: problem.employees.slice(0, 1), policy: {} }),
    });
    if (!data) return undefined;
    whole ??= data;
    for (const [i, client] of data.clients.entries()) {
      if (known[i]) client.eligible = known[i];
      else lists.add(client.eligible);
      parsed.push(client);
    }
    yield;
  }
  return whole && { data: { ...whole, clients: parsed }, problems: [] };
}

const AT_ONCE = 1_000;

/**
 * The same for a problem whose decisions by hand may contradict what has changed since. Its parts are in
 * order.
 * @throws INVALID_PROBLEM
 */
export function filledIn(problem: RedistributionProblem): FullProblem {
  return admit(redistributionProblemSchema, problem, 'INVALID_PROBLEM', 'a redistribution problem');
}

/** Says whose the fault is, as a position in a list tells a reader little. */
function withName(problem: Problem, { clients, employees }: RedistributionProblem): Problem {
  const [, list, index] = /^(clients|employees)\[(\d+)\]/.exec(problem.path) ?? [];
  if (index === undefined) return problem;
  const [kind, items] =
    list === 'clients' ? (['client', clients] as const) : (['employee', employees] as const);
  const item: unknown = items[Number(index)];
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
  return ownedBy(problem, typeof id === 'string' ? { kind, id } : undefined);
}
