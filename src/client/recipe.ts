import type { ClientEvent, EventType } from './event.ts';

/**
 * What each event does to a client: the one place of this logic, for single events and for replays. Records
 * that arrive late fall into their place in time, so that their order of arrival does not matter. What an
 * event carries is shared with the log: a recipe may keep it and never writes into it.
 */
export type Recipe<T extends EventType, Subject> = (subject: Subject, event: ClientEvent<T>) => void;
