import type { planMoveCauses } from '../client/cause.ts';
import { amountOf } from './bounds.ts';
import type { Compiled } from './compile.ts';
import { fitting } from './fit.ts';
import { type Held, heldBy, risesFrom } from './objective.ts';
import type { Part } from './parts.ts';
import type { FullClient, FullEmployee } from './problem.ts';
import type { ProposedMove } from './proposal.ts';

/** Why a client moves at all. */
export type MoveCause = (typeof planMoveCauses)[number];

/** One move, and why it is this one. */
export interface MovePreview extends ProposedMove {
  readonly cause: MoveCause;
  readonly receiver: {
    /** Share of capacity in use, without this client and with it, all else as planned; absent without capacity. */
    readonly utilisation: { readonly without?: number | undefined; readonly with?: number | undefined };
    /** Likeness of experience to the client's industry, or to the former holder; 0 to 1. */
    readonly fit: number;
  };
  /** By how much the objective would be higher if the client stayed; absent where it has to go. */
  readonly staying?: number | undefined;
  /** The next best receiver with all else as planned, and by how much the objective would be higher; absent without another. */
  readonly nextBest?: { readonly employeeId: string; readonly extra: number } | undefined;
}

/** Of each move of a plan, why, and what else could be done with the client; nothing of a client that is not in the problem. */
export function movePreviews(
  compiled: Compiled,
  moves: readonly ProposedMove[],
): (move: ProposedMove) => readonly MovePreview[] {
  const { employees, indexOf, parts } = compiled.situation;
  const places = new Map(moves.map(({ clientId, to }) => [clientId, indexOf.get(to) as number]));
  const receivers = parts.map(({ clients: [first], home }) => places.get((first as FullClient).id) ?? home);
  const held = heldBy(compiled, receivers);
  const fitOf = fitting(employees);
  const partOf = new Map(
    parts.flatMap((part, i) =>
      part.clients.map((client) => [client.id, { part, client, e: receivers[i] as number }]),
    ),
  );
  const ceilings = ceilingsOf(compiled);
  const usedBefore = utilisationBefore(compiled);
  const figures = new Map<Part, PartFigures>();
  return (move) => {
    const found = partOf.get(move.clientId);
    if (!found) return [];
    const { part, client, e } = found;
    const known = figures.get(part) ?? figuresOf(compiled, held, ceilings, part, e);
    figures.set(part, known);
    const { without, after, ...rest } = known;
    const receiver = {
      utilisation: { without, with: after },
      fit: fitOf(client, employees[e] as FullEmployee),
    };
    return [{ ...move, cause: causeOf(compiled, client, part, e, usedBefore), receiver, ...rest }];
  };
}

interface PartFigures extends Pick<MovePreview, 'staying' | 'nextBest'> {
  readonly without?: number | undefined;
  readonly after?: number | undefined;
}

function figuresOf(compiled: Compiled, held: Held, ceilings: Ceilings, part: Part, e: number): PartFigures {
  const { employees } = compiled.situation;
  const { capacity, otherHours } = employees[e] as FullEmployee;
  const hours = amountOf(part, 'hours', compiled.amounts, employees[e]?.id);
  const used = (held.hours[e] as number) + otherHours;
  const rise = risesFrom(compiled, held, part, e);
  const canStay = part.home >= 0 && part.choices.includes(part.home);
  const hasRoom = ceilings.leaveRoom(held, part);
  const others = part.choices.filter((to) => to !== e && to !== part.home && hasRoom(to));
  let best: { readonly to: number; readonly extra: number } | undefined;
  for (const to of others) {
    const extra = rise(to);
    if (!best || extra < best.extra) best = { to, extra };
  }
  return {
    ...(capacity > 0 && { without: (used - hours) / capacity, after: used / capacity }),
    ...(canStay && part.home !== e && { staying: rise(part.home) }),
    ...(best && { nextBest: { employeeId: employees[best.to]?.id as string, extra: best.extra } }),
  };
}

/** Whether limits of what anybody may hold leave room for a part. */
interface Ceilings {
  leaveRoom(held: Held, part: Part): (e: number) => boolean;
}

function ceilingsOf({ situation, amounts, bounds }: Compiled): Ceilings {
  const most = {
    hours: new Float64Array(situation.employees.length),
    potential: new Float64Array(situation.employees.length),
  };
  for (const column of Object.values(most)) column.fill(Number.POSITIVE_INFINITY);
  for (const { scope, measure, employee, max } of bounds) {
    if (scope !== 'held' || (measure !== 'hours' && measure !== 'potential')) continue;
    most[measure][employee] = Math.min(most[measure][employee] as number, max);
  }
  return {
    leaveRoom: (held, part) => {
      const hours = (e: number) => amountOf(part, 'hours', amounts, situation.employees[e]?.id);
      const potential = amountOf(part, 'potential', amounts);
      return (e) =>
        (held.hours[e] as number) + hours(e) <= (most.hours[e] as number) + 1e-9 &&
        (held.potential[e] as number) + potential <= (most.potential[e] as number) + 1e-9;
    },
  };
}

/** Why each client of a plan moves at all, by its id. */
export function causesOf(
  compiled: Pick<Compiled, 'situation' | 'amounts'>,
  moves: readonly ProposedMove[],
): ReadonlyMap<string, MoveCause> {
  const { indexOf, parts } = compiled.situation;
  const places = new Map(moves.map(({ clientId, to }) => [clientId, indexOf.get(to)]));
  const usedBefore = utilisationBefore(compiled);
  const causes = new Map<string, MoveCause>();
  for (const part of parts) {
    for (const client of part.clients) {
      const e = places.get(client.id);
      if (e !== undefined) causes.set(client.id, causeOf(compiled, client, part, e, usedBefore));
    }
  }
  return causes;
}

function causeOf(
  { situation }: Pick<Compiled, 'situation'>,
  client: FullClient,
  part: Part,
  e: number,
  usedBefore: readonly number[],
): MoveCause {
  const { rules, employees } = situation;
  if (rules.pinOf([client]) !== undefined) return 'PINNED';
  if (part.pinned) return 'FOLLOWS_HOLDING';
  if (client.holder === undefined) return 'NOBODY_HOLDS_IT';
  const holder = employees[rules.holderOf(client)] as FullEmployee;
  if (!holder.keeps) return 'HOLDER_KEEPS_NONE';
  if (part.home < 0) return 'FORBIDDEN_TO_HOLDER';
  const [before, other] = [usedBefore[rules.holderOf(client)], usedBefore[e]] as [number, number];
  return before > other ? 'RELIEVES_HOLDER' : 'STRENGTHENS_RECEIVER';
}

/** By employee, the share of capacity that was in use before. */
function utilisationBefore({
  situation,
  amounts,
}: Pick<Compiled, 'situation' | 'amounts'>): readonly number[] {
  const { employees, parts, rules } = situation;
  const holders = parts.map(({ clients: [first] }) => rules.holderOf(first as FullClient));
  const { hours } = heldBy({ situation, amounts }, holders);
  return employees.map(({ capacity, otherHours }, e) =>
    capacity > 0 ? ((hours[e] as number) + otherHours) / capacity : Number.POSITIVE_INFINITY,
  );
}
