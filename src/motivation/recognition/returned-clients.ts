import type { Instant } from '../../time/instant.ts';
import type { ClientLog } from '../credits/client-log.ts';
import type { RecognitionDocument } from './recognition-document.ts';

/** A client who came back. */
export interface ReturnedClient {
  readonly employeeId: string;
  readonly clientId: string;
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  readonly because: readonly string[];
}

/** When the client came back, and who held it then. */
export function returnsOf(log: ClientLog, asked: RecognitionDocument['returned']): ReturnedClient[] {
  if (!asked) return [];
  return log.events.flatMap(({ event, counts }) => {
    if (!counts || event.opening || event.type !== 'stateChanged') return [];
    const { from, to, happenedAt: at, id, cause } = event;
    const isBack = from !== undefined && asked.from.includes(from) && asked.to.includes(to);
    if (!isBack || cause === 'merge' || cause === 'unmerge') return [];
    const holder = log.custodyAt(asked.role, at)?.employeeId;
    return holder === undefined
      ? []
      : [{ employeeId: holder, clientId: log.id, from, to, at, because: [id] }];
  });
}
