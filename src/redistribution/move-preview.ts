import type { planMoveCauses } from '../client/cause.ts';
import type { Steps } from '../time/in-turns.ts';
import { amountOf } from './bounds.ts';
import type { Compiled } from './compile.ts';
import { fitting } from './fit.ts';
import type { ClientGroup } from './indexed-problem.ts';
import { type Alternatives, alternatives } from './next-best.ts';
import { type Held, heldBy, weighing } from './objective.ts';
import type { FullClient, FullEmployee } from './problem.ts';
import type { ProposedMove } from './proposal.ts';

/** Why a client moves at all. */
export type MoveCause = (typeof planMoveCauses)[number];

/** One move, and why it is this one. */
export interface MovePreview extends ProposedMove {
  readonly cause: MoveCause;
  readonly receiver: {
    /**
     * Share of capacity in use, without this client and with it, all else as planned; absent without
     * capacity.
     */
    readonly utilisation: { readonly without?: number | undefined; readonly with?: number | undefined };
    /** Likeness of experience to the client's industry, or to the former holder; 0 to 1. */
    readonly fit: number;
  };
  /** By how much the objective would be higher if the client stayed; absent where it has to go. */
  readonly staying?: number | undefined;
  /** The next best receiver, all else as planned, and the rise of the objective; absent without another. */
  readonly nextBest?: { readonly employeeId: string; readonly extra: number } | undefined;
  /**
   * The plan's whole objective, of which words say `staying` and `extra` as a share. Absent in previews of
   * earlier builds.
   */
  readonly total?: number | undefined;
}

/** Explains each move of a plan: its cause and the alternatives. Clients outside the problem are skipped. */
export function* movePreviews(
  compiled: Compiled,
  moves: readonly ProposedMove[],
): Steps<(move: ProposedMove) => readonly MovePreview[]> {
  const { employees, indexOf, groups } = compiled.indexed;
  const places = new Map(moves.map(({ clientId, to }) => [clientId, indexOf.get(to) as number]));
  yield;
  const receivers = groups.map(
    ({ clients: [first], current }) => places.get((first as FullClient).id) ?? current,
  );
  yield;
  const held = heldBy(compiled, receivers);
  yield;
  const { total } = yield* weighing(compiled, receivers);
  yield;
  const fitOf = fitting(employees);
  const partOf = new Map<string, PartOfMove>();
  for (const [i, group] of groups.entries()) {
    const e = receivers[i] as number;
    for (const client of group.clients) partOf.set(client.id, { group, client, e });
    if (i % GROUPS_AT_ONCE === GROUPS_AT_ONCE - 1) yield;
  }
  yield;
  const figuresOf = figuring(compiled, held);
  const usedBefore = utilisationBefore(compiled);
  const figures = new Map<ClientGroup, GroupFigures>();
  return (move) => {
    const found = partOf.get(move.clientId);
    if (!found) return [];
    const { group, client, e } = found;
    const known = figures.get(group) ?? figuresOf(group, e);
    figures.set(group, known);
    const { without, after, ...rest } = known;
    const receiver = {
      utilisation: { without, with: after },
      fit: fitOf(client, employees[e] as FullEmployee),
    };
    return [{ ...move, cause: causeOf(compiled, client, group, e, usedBefore), receiver, ...rest, total }];
  };
}

interface PartOfMove {
  readonly group: ClientGroup;
  readonly client: FullClient;
  readonly e: number;
}

/** Groups examined between two steps. */
const GROUPS_AT_ONCE = 10_000;

interface GroupFigures extends Alternatives {
  readonly without?: number | undefined;
  readonly after?: number | undefined;
}

function figuring(compiled: Compiled, held: Held): (group: ClientGroup, e: number) => GroupFigures {
  const { employees } = compiled.indexed;
  const alternativesTo = alternatives(compiled, held);
  return (group, e) => {
    const { capacity, otherHours } = employees[e] as FullEmployee;
    const hours = amountOf(group, 'hours', compiled.amounts, employees[e]?.id);
    const used = (held.hours[e] as number) + otherHours;
    return {
      ...(capacity > 0 && { without: (used - hours) / capacity, after: used / capacity }),
      ...alternativesTo(group, e),
    };
  };
}

/** Why each client of a plan moves at all, by its id. */
export function* findingCauses(
  compiled: Pick<Compiled, 'indexed' | 'amounts'>,
  moves: readonly ProposedMove[],
): Steps<ReadonlyMap<string, MoveCause>> {
  const { indexOf, groups } = compiled.indexed;
  const places = new Map(moves.map(({ clientId, to }) => [clientId, indexOf.get(to)]));
  yield;
  const usedBefore = utilisationBefore(compiled);
  yield;
  const causes = new Map<string, MoveCause>();
  for (const [i, group] of groups.entries()) {
    if (i % GROUPS_AT_ONCE === GROUPS_AT_ONCE - 1) yield;
    for (const client of group.clients) {
      const e = places.get(client.id);
      if (e !== undefined) causes.set(client.id, causeOf(compiled, client, group, e, usedBefore));
    }
  }
  return causes;
}

function causeOf(
  { indexed }: Pick<Compiled, 'indexed'>,
  client: FullClient,
  group: ClientGroup,
  e: number,
  usedBefore: readonly number[],
): MoveCause {
  const { rules, employees } = indexed;
  if (rules.pinOf([client]) !== undefined) return 'PINNED';
  if (group.pinned) return 'FOLLOWS_GROUP';
  if (client.holder === undefined) return 'NOBODY_HOLDS_IT';
  const holder = employees[rules.holderOf(client)] as FullEmployee;
  if (!holder.keeps) return 'HOLDER_KEEPS_NONE';
  if (group.current < 0) return 'FORBIDDEN_TO_HOLDER';
  const [before, other] = [usedBefore[rules.holderOf(client)], usedBefore[e]] as [number, number];
  return before > other ? 'RELIEVES_HOLDER' : 'STRENGTHENS_RECEIVER';
}

/** By employee, the share of capacity that was in use before. */
function utilisationBefore({ indexed, amounts }: Pick<Compiled, 'indexed' | 'amounts'>): readonly number[] {
  const { employees, groups, rules } = indexed;
  const holders = groups.map(({ clients: [first] }) => rules.holderOf(first as FullClient));
  const { hours } = heldBy({ indexed, amounts }, holders);
  return employees.map(({ capacity, otherHours }, e) =>
    capacity > 0 ? ((hours[e] as number) + otherHours) / capacity : Number.POSITIVE_INFINITY,
  );
}
