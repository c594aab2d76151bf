import { isExtensive } from '../model/shared-instance.ts';
import type { BalanceState } from './balance-state.ts';
import type { ShiftNeighbourhood } from './shift-neighbourhood.ts';
import type { ShiftOrder } from './shift-order.ts';

/** Items assigned between two yields. */
const MOVED = 15_000;
/** Rounds of repair; what they do not repair needs more than shifts. */
const ROUNDS = 8;
/** Of an extensive instance, a round that moves fewer than this share of the items is the last one. */
const LITTLE = 0.005;
/** So many items in a row that an employee above a maximum cannot give away are enough for a round. */
const TIRED = 200;

/** Constructs a start: items keep their current entry; the rest are placed greedily, largest first. */
export function* constructStart(state: BalanceState, shifts: ShiftNeighbourhood): Generator<void, void> {
  const { items, current } = state.instance;
  const open: number[] = [];
  for (let i = 0; i < items; i++) {
    const own = current[i] as number;
    if (own >= 0) state.move(i, own);
    else open.push(i);
    if (i % MOVED === MOVED - 1) yield;
  }
  open.sort((a, b) => shifts.sizeOf(b) - shifts.sizeOf(a) || a - b);
  for (const i of open) {
    shifts.place(i);
    if (shifts.isDue()) yield;
  }
}

/** Descends by shifts to a local optimum, or for `rounds` rounds; repairs broken limits first. */
export function* shiftDescent(
  state: BalanceState,
  shifts: ShiftNeighbourhood,
  order: ShiftOrder,
  rounds = Number.POSITIVE_INFINITY,
): Generator<void, void> {
  yield* mend(state, shifts, order.items);
  // What breaks limits is not made cheaper, where that takes long.
  if (state.broken > 0 && isExtensive(state.instance)) return;
  let moved = 1;
  for (let round = 0; moved > 0 && round < rounds; round++) {
    moved = 0;
    state.countPrices();
    const items = order.restless(state);
    for (let at = 0; at < items.length; at++) {
      if (shifts.improve(items[at] as number)) moved++;
      if (shifts.isDue()) yield;
    }
    yield;
  }
}

/** Repairs limits by shifts: from employees above a maximum, then to those below a minimum. */
export function* mend(
  state: BalanceState,
  shifts: ShiftNeighbourhood,
  items: Int32Array,
): Generator<void, void> {
  const { employees, current } = state.instance;
  const over = new Uint8Array(employees);
  const tries = new Int32Array(employees);
  const little = isExtensive(state.instance) ? LITTLE * items.length : 0;
  for (let round = 0, moved = items.length; state.broken > 0 && moved > little && round < ROUNDS; round++) {
    moved = 0;
    tries.fill(0);
    for (let j = 0; j < employees; j++) over[j] = Number(state.isOver(j));
    for (let at = 0; at < items.length && state.broken > 0; at++) {
      const item = items[at] as number;
      const giver = state.holder(item);
      const couldReturn = state.chosen[item] !== current[item] && state.isOverspent;
      const mayGive = over[giver] === 1 && (tries[giver] as number) < TIRED;
      if (!mayGive && !couldReturn) continue;
      tries[giver]!++;
      if (shifts.improve(item)) {
        moved++;
        tries[giver] = 0;
        for (const j of [giver, state.holder(item)]) over[j] = Number(state.isOver(j));
      }
      if (shifts.isDue()) yield;
    }
    if (state.broken === 0) return;
    const short = Array.from({ length: employees }, (_, j) => j).filter((j) => state.isShort(j));
    for (let at = 0; at < items.length && short.length > 0; at++) {
      if (shifts.supply(items[at] as number, short)) {
        moved++;
        for (let s = short.length - 1; s >= 0; s--)
          if (!state.isShort(short[s] as number)) short.splice(s, 1);
      }
      if (shifts.isDue()) yield;
    }
  }
}
