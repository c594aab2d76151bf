import { compareTexts } from '../port/text-order.ts';
import type { StoredDocument } from '../port.ts';

type Place = readonly [key: string, id: string];
type Listed = Pick<StoredDocument, 'id' | 'lists'>;

/** Which documents stand in which lists, each in its order. */
export class DocumentLists {
  /** By kind and name. */
  readonly #lists = new Map<string, Place[]>();

  /** A document stands where it is to stand now, and no longer where it stood. */
  replace(kind: string, before: Listed | undefined, now: Listed | undefined): void {
    for (const [name, key] of Object.entries(before?.lists ?? {}))
      this.#remove(kind, name, [key, before!.id]);
    for (const [name, key] of Object.entries(now?.lists ?? {})) this.#insert(kind, name, [key, now!.id]);
  }

  /** The places behind this one, as many at most. */
  page(kind: string, name: string, after: readonly string[], limit: number): readonly Place[] {
    const list = this.#lists.get(nameOf(kind, name)) ?? [];
    const start = firstAfter(list, after);
    return list.slice(start, start + limit);
  }

  #insert(kind: string, name: string, place: Place): void {
    const list = this.#lists.get(nameOf(kind, name)) ?? [];
    this.#lists.set(nameOf(kind, name), list);
    list.splice(firstAfter(list, place), 0, place);
  }

  #remove(kind: string, name: string, place: Place): void {
    const list = this.#lists.get(nameOf(kind, name)) ?? [];
    list.splice(firstAfter(list, place) - 1, 1);
    if (list.length === 0) this.#lists.delete(nameOf(kind, name));
  }
}

const nameOf = (kind: string, name: string) => JSON.stringify([kind, name]);

/** Where the first place behind this one is. */
function firstAfter(list: readonly Place[], after: readonly string[]): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareTexts(list[middle] as Place, after) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
