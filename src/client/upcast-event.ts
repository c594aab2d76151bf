import { parseByTodaysCodes } from '../earlier/earlier-names.ts';
import { byTodaysName } from '../earlier/event-names.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { ClientEvent } from './event.ts';

/**
 * A client's event as it would be written today, whichever release wrote it. What comes from a store of sales
 * has been through it; take a log that you keep elsewhere through it yourself.
 */
export function upcastEvent(event: ClientEvent): ClientEvent {
  return withArguments('upcastEvent', { event }, () =>
    byTodaysName(parseByTodaysCodes(JSON.stringify(event)) as ClientEvent),
  );
}
