/** Positions by their keys, ascending; of equal keys in their own order. */
export function ascending(keys: Float64Array): Int32Array {
  const order = Int32Array.from(keys.keys());
  return order.sort((a, b) => compare(keys[a] as number, keys[b] as number) || a - b);
}

const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
