/** What events are called today, by the names that earlier releases wrote. */
const eventsToday = new Map([
  ['roleAssigned', 'holderAssigned'],
  ['roleReleased', 'holderReleased'],
]);

/** What an event of this name is called today. */
export const eventToday = (type: string): string => eventsToday.get(type) ?? type;

/** The event by today's name; itself where it has it already. */
export function byTodaysName<Event extends { readonly type: string }>(event: Event): Event {
  const type = eventToday(event.type);
  return type === event.type ? event : { ...event, type };
}
