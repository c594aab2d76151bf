import type { ClientEvent } from '../client/event.ts';
import type { PlanEvent } from '../redistribution/plan-life/plan-event.ts';
import type { FeedEntry } from '../storage/port.ts';
import type { EmployeeEvent } from '../workforce/employee.ts';

/** An event with its position in the log. */
export type LoggedEvent = (ClientEvent | EmployeeEvent | PlanEvent) & { readonly position: number };

export function toLoggedEvent({ event, position }: FeedEntry): LoggedEvent {
  return { ...event, position } as LoggedEvent;
}
