/**
 * Consumers of the log by name: `openSubscriptions` hands each every event, in order, and keeps its position.
 * @packageDocumentation
 */

export {
  openSubscriptions,
  type SubscriptionLag,
  type SubscriptionOptions,
  type SubscriptionRun,
  type Subscriptions,
} from '../service/subscriptions.ts';
