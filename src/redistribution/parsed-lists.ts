/** Shorter lists are parsed as soon as found. */
const WORTH_IT = 8;
/** Lists with the same ends that are compared. */
const MOST_ALIKE = 8;

/** Lists of ids that were parsed before: most clients share a few, which are checked and held once. */
export class ParsedLists {
  readonly #known = new Map<string, string[][]>();

  /** The parsed list with the same ids, if there is one. */
  find(list: unknown): string[] | undefined {
    if (!Array.isArray(list) || list.length < WORTH_IT) return undefined;
    return this.#known.get(keyOf(list))?.find((one) => one.every((id, at) => id === list[at]));
  }

  add(list: string[] | undefined): void {
    if (!list || list.length < WORTH_IT) return;
    const key = keyOf(list);
    const alike = this.#known.get(key);
    if (!alike) this.#known.set(key, [list]);
    else if (alike.length < MOST_ALIKE && !this.find(list)) alike.push(list);
  }
}

const keyOf = (list: readonly unknown[]) => `${list.length} ${list[0]} ${list.at(-1)}`;
