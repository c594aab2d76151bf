import { withArguments } from '../errors/with-arguments.ts';
import { atOnce, inTurns, type Steps } from '../time/in-turns.ts';
import { hoursWith } from './amounts.ts';
import { type Compiled, compiling } from './compile.ts';
import type { Exclusion } from './exclusion-schema.ts';
import { measuring, type PlanMeasures } from './measures.ts';
import { type MovePreview, movePreviews } from './move-preview.ts';
import { parsing } from './parse-problem.ts';
import type { FullClient, FullProblem, RedistributionProblem } from './problem.ts';
import type { RedistributionProposal } from './proposal.ts';
import type { Protection } from './protection-schema.ts';

/** Amounts of a set of clients. */
export interface PortfolioTotals {
  readonly clients: number;
  readonly hours: number;
  readonly revenue: number;
  readonly potential: number;
}

/** A figure of somebody without the plan and with it. */
export interface FigureChange {
  readonly before: number;
  readonly after: number;
}

/** The effect of a plan on one employee. */
export interface EmployeePreview {
  readonly employeeId: string;
  readonly before: PortfolioTotals;
  readonly gained: PortfolioTotals;
  readonly lost: PortfolioTotals;
  readonly after: PortfolioTotals;
  /** Share of capacity in use, other hours included; absent without capacity. */
  readonly utilisation: { readonly before?: number | undefined; readonly after?: number | undefined };
  /** Why they gain no clients, where that is so and said. */
  readonly excluded?: Exclusion;
  /** What the caller worked out, by name. */
  readonly figures?: Readonly<Record<string, FigureChange>>;
}

/** A plan before anything is done: by employee, as a whole, by move. */
export interface PlanPreview {
  readonly employees: readonly EmployeePreview[];
  readonly measures: PlanMeasures;
  readonly moves: readonly MovePreview[];
  /**
   * Whom the plan left alone because of a protection. Not those whom its own reason does not concern. Members
   * of a group that is kept together are protected by each other.
   */
  readonly untouched: readonly Untouched[];
}

/** A client that a plan left alone, and by whose protection. */
export interface Untouched {
  readonly clientId: string;
  readonly holder: string;
  readonly hours: number;
  readonly revenue: number;
  readonly why: Protection;
  /** It is protected by this member of its group. */
  readonly mate?: string;
}

/**
 * Previews a plan: its effects by employee, as a whole, and by move. The plan is not judged; `checkPlan` does
 * that.
 * @throws INVALID_PROBLEM
 */
export function previewOf(
  problem: RedistributionProblem,
  proposal: Pick<RedistributionProposal, 'moves' | 'near' | 'gap'>,
): PlanPreview {
  return withArguments('previewOf', { problem, proposal }, () => atOnce(previewing(problem, proposal)));
}

/** The same, giving others a turn now and then. */
export function previewInSteps(
  problem: RedistributionProblem,
  proposal: Pick<RedistributionProposal, 'moves' | 'near' | 'gap'>,
): Promise<PlanPreview> {
  return inTurns(previewing(problem, proposal));
}

function* previewing(
  problem: RedistributionProblem,
  proposal: Pick<RedistributionProposal, 'moves' | 'near' | 'gap'>,
): Steps<PlanPreview> {
  const full = yield* parsing(problem);
  yield;
  const compiled = yield* compiling(full, proposal.near);
  yield;
  const figures = yield* weighing(full, compiled, proposal);
  yield;
  const previewOfMove = yield* movePreviews(compiled, proposal.moves);
  const moves: MovePreview[] = [];
  for (const [i, move] of proposal.moves.entries()) {
    if (i % MOVES_AT_ONCE === 0) yield;
    moves.push(...previewOfMove(move));
  }
  yield;
  return { ...figures, moves, untouched: untouchedIn(full, proposal.moves) };
}

function untouchedIn({ clients, policy }: FullProblem, moves: RedistributionProposal['moves']): Untouched[] {
  const moved = new Set(moves.map(({ clientId }) => clientId));
  const guards = new Map<string, FullClient>();
  const isGuarded = ({ protected: why }: FullClient) =>
    why !== undefined && (typeof why === 'string' || !concernsOthers.has(why.code));
  if (policy.keepGroupsTogether)
    for (const client of clients)
      if (client.accountGroup !== undefined && isGuarded(client)) guards.set(togetherWith(client), client);
  return clients.flatMap((client) => {
    const { id: clientId, holder, hours, revenue } = client;
    const guard = isGuarded(client) ? client : guards.get(togetherWith(client));
    if (!guard?.protected || holder === undefined || moved.has(clientId)) return [];
    const mate = guard === client ? {} : { mate: guard.id };
    return [{ clientId, holder, hours, revenue, why: guard.protected, ...mate }];
  });
}

/** What members of a group have in common who move together. */
const togetherWith = ({ accountGroup = '', holder = '' }: FullClient) =>
  JSON.stringify([accountGroup, holder]);

/** What is nobody's protection: the plan is about other clients. */
const concernsOthers: ReadonlySet<string> = new Set(['NOT_OF_SEGMENT', 'NO_OVERLOAD']);

const MOVES_AT_ONCE = 50;
const CLIENTS_AT_ONCE = 10_000;

function* weighing(
  full: FullProblem,
  compiled: Compiled,
  proposal: Pick<RedistributionProposal, 'moves' | 'gap'>,
): Steps<Omit<PlanPreview, 'moves' | 'untouched'>> {
  const places = new Map(proposal.moves.map(({ clientId, to }) => [clientId, to]));
  const after = (client: FullClient) => places.get(client.id) ?? client.holder;
  yield;
  const { employees } = compiled.indexed;
  const tallies = new Map(
    employees.map(({ id }) => [
      id,
      { before: emptyTally(), gained: emptyTally(), lost: emptyTally(), after: emptyTally() },
    ]),
  );
  for (const [i, client] of full.clients.entries()) {
    if (i % CLIENTS_AT_ONCE === CLIENTS_AT_ONCE - 1) yield;
    const [from, to] = [tallies.get(client.holder ?? ''), tallies.get(after(client) ?? '')];
    const [before, then] = [client.holder, after(client)];
    if (from) add(from.before, client, before);
    if (to) add(to.after, client, then);
    if (from === to) continue;
    if (from) add(from.lost, client, before);
    if (to) add(to.gained, client, then);
  }
  const measures = yield* measuring(full, after, proposal.gap);
  return {
    employees: employees.map(({ id, capacity, otherHours, accepts, excluded }) => {
      const tally = tallies.get(id) as Tallies;
      const share = ({ hours }: PortfolioTotals) =>
        capacity > 0 ? (hours + otherHours) / capacity : undefined;
      return {
        employeeId: id,
        ...tally,
        utilisation: { before: share(tally.before), after: share(tally.after) },
        ...(!accepts && excluded && { excluded }),
      };
    }),
    measures,
  };
}

type Tally = { -readonly [K in keyof PortfolioTotals]: number };
type Tallies = Pick<EmployeePreview, 'before' | 'gained' | 'lost' | 'after'>;

const emptyTally = (): Tally => ({ clients: 0, hours: 0, revenue: 0, potential: 0 });

function add(tally: Tally, client: FullClient, employeeId: string | undefined): void {
  const { hours, revenue, potential } = client;
  tally.clients += 1;
  tally.hours += hoursWith(client, employeeId);
  tally.revenue += revenue;
  tally.potential += potential ?? hours;
}
