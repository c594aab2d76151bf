import type { Duration } from '../../../time/duration.ts';
import type { BlueprintInput } from '../../blueprint-input.ts';
import type { BuiltInFact } from '../../fact-shapes.ts';
import type { TriggerEvent } from '../../trigger-event.ts';
import type { RoleName } from '../vocabulary.ts';

type Trigger = BlueprintInput['transfers'][string]['trigger'];

/** Started by these roles, or by the head of sales. */
export const by = (...roles: RoleName[]): Trigger => ({ kind: 'person', by: [...roles, 'headOfSales'] });

/** Happens automatically after one of these events. */
export const after = (...on: TriggerEvent[]): Trigger => ({ kind: 'event', on });

/** Happens automatically at the moment that the fact says, or that long after it. */
export const at = (fact: BuiltInFact, plus?: Duration, notice?: Duration): Trigger => ({
  kind: 'time',
  at: fact,
  plus,
  notice,
});
