import type { Duration } from '../../../time/duration.ts';
import type { BlueprintInput } from '../../blueprint-input.ts';
import type { BuiltInFact } from '../../built-in-facts.ts';
import type { TriggerEvent } from '../../trigger-event.ts';
import type { RoleName } from '../vocabulary.ts';

type Trigger = BlueprintInput['transfers'][string]['trigger'];

/** Somebody of these roles does it, or the head of sales. */
export const by = (...roles: RoleName[]): Trigger => ({ kind: 'person', by: [...roles, 'headOfSales'] });

/** It follows by itself from one of these events. */
export const after = (...on: TriggerEvent[]): Trigger => ({ kind: 'event', on });

/** It follows by itself when the moment, and so long after it, has come. */
export const at = (fact: BuiltInFact, plus?: Duration, notice?: Duration): Trigger => ({
  kind: 'time',
  at: fact,
  plus,
  notice,
});
