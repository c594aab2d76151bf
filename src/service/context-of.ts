import type { Readable } from './readable.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * What a feature is opened on. What has no clock is no sales: without a look at it, only the first call of
 * the feature would fail.
 */
export function contextOf({ context }: Pick<Readable, 'context'>): ServiceContext {
  context.now();
  return context;
}
