/**
 * Inserts an item into the ascending list of the `most` cheapest that begins at `from`.
 * @returns the new length of the list, which was `count`
 */
export function keepLeast(
  { items, loss, most }: { readonly items: Int32Array; readonly loss: Float64Array; readonly most: number },
  from: number,
  count: number,
  item: number,
  cost: number,
): number {
  let at = from + count;
  if (count === most) {
    at--;
    if ((loss[at] as number) <= cost) return count;
  }
  while (at > from && (loss[at - 1] as number) > cost) {
    items[at] = items[at - 1] as number;
    loss[at] = loss[at - 1] as number;
    at--;
  }
  items[at] = item;
  loss[at] = cost;
  return count === most ? count : count + 1;
}
