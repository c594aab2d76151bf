import { ConveyorError } from '../../errors/conveyor-error.ts';
import { fromCursor, toCursor } from '../../storage/port/page.ts';
import { compareText, compareTexts } from '../../storage/port/text-order.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { InboxItem } from '../inbox/inbox-item.ts';
import { type Inbox, inboxOf } from '../inbox/inbox-of.ts';
import { keyOf } from '../inbox/inbox-order.ts';
import type { Readable } from '../readable.ts';
import { type TaskInboxItem, taskItemKey, taskItemsOf } from './desk-inbox.ts';
import type { TaskPageQuery } from './task-pages.ts';

/** Something to be done: with a task, or for a client. Each has words of its own. */
export type AgendaItem =
  | { readonly about: 'task'; readonly item: TaskInboxItem }
  | { readonly about: 'client'; readonly item: InboxItem };

/** A page of what somebody has to do. */
export interface DeskAgenda {
  /** As of when. */
  readonly now: Instant;
  /** The earliest deadline first, what has none last; of one deadline, tasks first. */
  readonly items: readonly AgendaItem[];
  /** Absent on the last page. */
  readonly next?: string;
  /** As those of an inbox: clients of whom it is not known what is to be done. */
  readonly failures: Inbox['failures'];
}

/** Tasks and clients as one list, page by page. Undefined for an unknown employee. */
export async function deskAgenda(
  sales: Readable,
  work: Work,
  employeeId: string,
  { limit = 100, after }: TaskPageQuery = {},
): Promise<DeskAgenda | undefined> {
  const [clientsAfter, ...taskAfter] = startOf(after);
  const query = { limit, ...(clientsAfter && { after: clientsAfter }) };
  const clients = await inboxOf(sales, employeeId, query);
  if (!clients) return undefined;
  const { now, failures } = clients;
  const tasks = await taskItemsOf(sales.context, work, employeeId, now);
  const isLeft = (item: TaskInboxItem) =>
    taskAfter.length === 0 || compareTexts(taskItemKey(item), taskAfter) > 0;
  const both: AgendaItem[] = [
    ...tasks.filter(isLeft).map((item) => ({ about: 'task', item }) as const),
    ...clients.items.map((item) => ({ about: 'client', item }) as const),
  ];
  const deadlineOf = ({ item }: AgendaItem) => item.deadline ?? '~';
  both.sort((a, b) => compareText(deadlineOf(a), deadlineOf(b)));
  const items = both.slice(0, limit);
  const page = { now, items, failures };
  if (both.length <= limit && clients.next === undefined) return page;
  const client = items.findLast((one) => one.about === 'client');
  const task = items.findLast((one) => one.about === 'task');
  const upTo = client ? toCursor(['deadline', ...keyOf(client.item)]) : (clientsAfter ?? '');
  return { ...page, next: toCursor([upTo, ...(task ? taskItemKey(task.item) : taskAfter)]) };
}

/**
 * Where the page before ended: of clients, if there were any, then of tasks.
 * @throws INVALID_CURSOR
 */
function startOf(after: string | undefined): readonly string[] {
  if (after === undefined) return [];
  const key = fromCursor(after);
  if (key?.length === 1 || key?.length === 5) return key;
  throw new ConveyorError('INVALID_CURSOR', 'Not a cursor of this agenda', { details: { after } });
}
