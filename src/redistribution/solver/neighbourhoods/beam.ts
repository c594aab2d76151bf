/** The best partial chains in order, at most `width` of them. */
export class Beam {
  length = 0;
  readonly #rank: Float64Array;
  readonly #cost: Float64Array;
  readonly #entry: Int32Array;
  readonly #item: Int32Array;

  constructor(readonly width: number) {
    this.#rank = new Float64Array(width);
    this.#cost = new Float64Array(width);
    this.#entry = new Int32Array(width);
    this.#item = new Int32Array(width);
  }

  clear(): void {
    this.length = 0;
  }

  /** Adds a partial chain of cost `cost`: by the entry, with the ejected item. */
  add(rank: number, cost: number, entry: number, item: number): void {
    const { width } = this;
    if (this.length === width && (this.#rank[width - 1] as number) <= rank) return;
    if (this.length < width) this.length++;
    let at = this.length - 1;
    for (; at > 0 && (this.#rank[at - 1] as number) > rank; at--) {
      this.#rank[at] = this.#rank[at - 1] as number;
      this.#cost[at] = this.#cost[at - 1] as number;
      this.#entry[at] = this.#entry[at - 1] as number;
      this.#item[at] = this.#item[at - 1] as number;
    }
    this.#rank[at] = rank;
    this.#cost[at] = cost;
    this.#entry[at] = entry;
    this.#item[at] = item;
  }

  cost(at: number): number {
    return this.#cost[at] as number;
  }

  entry(at: number): number {
    return this.#entry[at] as number;
  }

  item(at: number): number {
    return this.#item[at] as number;
  }
}
