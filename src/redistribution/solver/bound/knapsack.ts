/**
 * An exact knapsack solver: dominance over states of amount and gain (Nemhauser and Ullmann 1969). States
 * that Dantzig's bound rules out are dropped, so that few are left at any capacity.
 */
export class Knapsack {
  /** Work so far, in entries examined. */
  work = 0;
  /** The entries that `solve` took: the first `takenCount` of them. */
  readonly taken: Int32Array;
  takenCount = 0;
  /** No choice gains more: what `solve` returned, or more where the states were too many. */
  atMost = 0;
  #size = 0;
  #room = 0;
  readonly #entries: Int32Array;
  readonly #amounts: Float64Array;
  readonly #gains: Float64Array;
  /** Sums of the items before each place. */
  readonly #amountBefore: Float64Array;
  readonly #gainBefore: Float64Array;
  /** The states, ascending, and those of the next item. */
  #now = new States();
  #then = new States();
  /** By state: the item taken last, and the state before it. The first state has taken nothing. */
  #lastTaken = new Int32Array(ROOM_FOR);
  #wayBefore = new Int32Array(ROOM_FOR);
  #ways = 1;
  /**
   * The most that is known to be possible: what a way has taken, and everything from one place to another.
   */
  #most = 0;
  #mostWay = 0;
  #mostFrom = 0;
  #mostTo = 0;

  constructor(
    entries: number,
    /** States beyond which it is not solved to the end. */
    readonly mostStates: number = Number.POSITIVE_INFINITY,
  ) {
    this.taken = new Int32Array(entries);
    this.#entries = new Int32Array(entries);
    this.#amounts = new Float64Array(entries);
    this.#gains = new Float64Array(entries);
    this.#amountBefore = new Float64Array(entries + 1);
    this.#gainBefore = new Float64Array(entries + 1);
  }

  begin(room: number): void {
    this.#room = room;
    this.#size = 0;
  }

  /** Offers an entry. Fastest if entries come in the order of gain per amount. */
  offer(entry: number, amount: number, gain: number): void {
    if (gain <= 0 || amount > this.#room) return;
    let at = this.#size++;
    for (
      ;
      at > 0 && gain * (this.#amounts[at - 1] as number) > (this.#gains[at - 1] as number) * amount;
      at--
    ) {
      this.#entries[at] = this.#entries[at - 1] as number;
      this.#amounts[at] = this.#amounts[at - 1] as number;
      this.#gains[at] = this.#gains[at - 1] as number;
    }
    this.#entries[at] = entry;
    this.#amounts[at] = amount;
    this.#gains[at] = gain;
  }

  /** Solves the knapsack and returns the largest gain that was found. */
  solve(): number {
    const size = this.#size;
    for (let position = 0; position < size; position++) {
      this.#amountBefore[position + 1] =
        (this.#amountBefore[position] as number) + (this.#amounts[position] as number);
      this.#gainBefore[position + 1] =
        (this.#gainBefore[position] as number) + (this.#gains[position] as number);
    }
    this.#ways = 1;
    this.#most = 0;
    this.#mostWay = this.#mostFrom = this.#mostTo = 0;
    this.#now.clear();
    this.#now.add(0, 0, 0);
    let position = 0;
    for (; position < size && this.#now.count > 0 && this.#now.count <= this.mostStates; position++)
      this.#decideOn(position);
    this.atMost = this.#most;
    for (let at = 0; position < size && at < this.#now.count; at++)
      this.atMost = Math.max(this.atMost, this.#reachOf(at, position));
    this.#note();
    return this.#most;
  }

  /** What a state comes to with all that still fits from a place on, the last one in part. */
  #reachOf(state: number, from: number): number {
    const [used, gained] = [this.#now.amount[state] as number, this.#now.gain[state] as number];
    const end = this.#endOf(from, used, this.#size);
    const left =
      this.#room - used - (this.#amountBefore[end] as number) + (this.#amountBefore[from] as number);
    const whole = gained + (this.#gainBefore[end] as number) - (this.#gainBefore[from] as number);
    return end < this.#size
      ? whole + (left * (this.#gains[end] as number)) / (this.#amounts[end] as number)
      : whole;
  }

  /**
   * Merges the states without and with an item. Keeps those that no other dominates and that can still
   * become the best.
   */
  #decideOn(position: number): void {
    const { amount, gain, way, count } = this.#now;
    const then = this.#then;
    then.clear();
    const [more, better] = [this.#amounts[position] as number, this.#gains[position] as number];
    let [without, with_, top, end] = [0, 0, -1, this.#size];
    while (without < count || with_ < count) {
      const isWithout =
        without < count &&
        (with_ >= count || (amount[without] as number) <= (amount[with_] as number) + more);
      const from = isWithout ? without++ : with_++;
      const used = (amount[from] as number) + (isWithout ? 0 : more);
      if (used > this.#room) break;
      const gained = (gain[from] as number) + (isWithout ? 0 : better);
      if (gained <= top) continue;
      top = gained;
      end = this.#endOf(position + 1, used, end);
      const whole = gained + (this.#gainBefore[end] as number) - (this.#gainBefore[position + 1] as number);
      const left =
        this.#room -
        used -
        (this.#amountBefore[end] as number) +
        (this.#amountBefore[position + 1] as number);
      const part =
        end < this.#size ? (left * (this.#gains[end] as number)) / (this.#amounts[end] as number) : 0;
      if (whole + part <= this.#most) continue;
      const now = isWithout ? (way[from] as number) : this.#addWay(way[from] as number, position);
      then.add(used, gained, now);
      if (whole > this.#most) {
        this.#most = whole;
        this.#mostWay = now;
        this.#mostFrom = position + 1;
        this.#mostTo = end;
      }
    }
    this.work += (without + with_) * LOOK;
    this.#then = this.#now;
    this.#now = then;
  }

  /** Up to where all fits, from a place on; no further than where it was found to fit with less. */
  #endOf(from: number, used: number, end: number): number {
    const room = this.#room - used + (this.#amountBefore[from] as number);
    while (end > from && (this.#amountBefore[end] as number) > room) end--;
    return Math.max(end, from);
  }

  #addWay(before: number, position: number): number {
    if (this.#ways === this.#lastTaken.length) {
      this.#lastTaken = grown(this.#lastTaken);
      this.#wayBefore = grown(this.#wayBefore);
    }
    this.#lastTaken[this.#ways] = position;
    this.#wayBefore[this.#ways] = before;
    return this.#ways++;
  }

  #note(): void {
    this.takenCount = 0;
    for (let way = this.#mostWay; way > 0; way = this.#wayBefore[way] as number) {
      this.taken[this.takenCount++] = this.#entries[this.#lastTaken[way] as number] as number;
    }
    for (let position = this.#mostFrom; position < this.#mostTo; position++) {
      this.taken[this.takenCount++] = this.#entries[position] as number;
    }
  }
}

/** Cost of a state, in entries examined. */
const LOOK = 0.45;

/** Initial array length. */
const ROOM_FOR = 256;

/** Undominated states: amounts and gains, both ascending. */
class States {
  amount = new Float64Array(ROOM_FOR);
  gain = new Float64Array(ROOM_FOR);
  way = new Int32Array(ROOM_FOR);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  add(amount: number, gain: number, way: number): void {
    if (this.count === this.way.length) {
      this.amount = grown(this.amount);
      this.gain = grown(this.gain);
      this.way = grown(this.way);
    }
    this.amount[this.count] = amount;
    this.gain[this.count] = gain;
    this.way[this.count++] = way;
  }
}

function grown<Values extends Float64Array | Int32Array>(values: Values): Values {
  const larger = new (values.constructor as new (length: number) => Values)(values.length * 2);
  larger.set(values as never);
  return larger;
}
