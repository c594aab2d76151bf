/** Positions sorted by their keys, ascending and stable. */
export function ascending(keys: Float64Array): Int32Array {
  const sorted = keys.slice().sort();
  const order = new Int32Array(keys.length);
  const taken = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    order[low + taken[low]!++] = i;
  }
  return order;
}
