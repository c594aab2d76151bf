import type { Store } from 'sales-conveyor';

/** A store of which some methods are replaced. */
export function wrapped(store: Store, replaced: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, key) {
      const own = replaced[key as keyof Store];
      if (own) return own;
      const value = target[key as keyof Store];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
