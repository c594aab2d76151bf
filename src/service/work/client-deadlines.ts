import type { Client } from '../../client/client.ts';
import { deadlinesOf } from '../../client/deadlines.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import type { ClientEvent } from '../../client/event.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { TaskOpeningDeadline } from '../../work/document/opening-deadline.ts';

/** A deadline of a client that may open tasks. */
export interface ClientDeadline extends TaskOpeningDeadline {
  /** Tells two of one kind apart that fall on one moment: the window, else what it is of. */
  readonly subject: string;
}

/** Those that are ahead of a client or due, as it is stored. */
export function clientDeadlines(client: Client, rules: ClientRules): readonly ClientDeadline[] {
  const state = rules.states[client.state];
  if (!state || state.final) return [];
  const found = deadlinesOf(client, rules).flatMap((deadline): ClientDeadline[] => {
    const { at } = deadline;
    switch (deadline.kind) {
      case 'handoff':
        return [named('handoff', client.handoff?.transfer ?? '', at)];
      case 'firstContact':
        return [named('firstContact', deadline.role, at)];
      case 'hold':
      case 'review':
        return [named(deadline.kind, deadline.hold, at)];
      case 'transfer':
        return [named('transfer', deadline.transfer.id, at)];
      default:
        return [];
    }
  });
  for (const [subject, { status, category, at }] of Object.entries(client.windows))
    if (status === 'expected') found.push({ ...named('window', category, at), subject });
  return found;
}

/**
 * The deadline that has passed, where the event tells of one. So a task is opened for it, too, where the
 * sales were brought up to date before the tasks were.
 */
export function passedDeadline(event: ClientEvent, { windows }: Client): ClientDeadline | undefined {
  const { by, happenedAt } = event;
  if (by !== 'system') return undefined;
  switch (event.type) {
    case 'handoffEscalated':
      return event.handoff.escalated.cause === 'expired'
        ? named('handoff', event.handoff.transfer, happenedAt)
        : undefined;
    case 'handoffWithdrawn':
      return event.cause?.code === 'timeOver' ? named('handoff', event.transfer, happenedAt) : undefined;
    case 'firstContactMissed':
      return named('firstContact', event.role, event.dueAt);
    case 'holdReleased':
      return event.cause?.code === 'timeOver' ? named('hold', event.hold, happenedAt) : undefined;
    case 'noticeGiven':
      return event.hold === undefined ? undefined : named('review', event.hold, event.dueAt);
    case 'deadlinePassed':
      return named('transfer', event.transfer, event.dueAt);
    case 'stateChanged':
      return event.cause === 'time' && event.transfer !== undefined
        ? named('transfer', event.transfer, happenedAt)
        : undefined;
    case 'windowMissed': {
      const { windowId: subject, at } = event;
      const category = lookup(windows, subject)?.category;
      return category === undefined ? undefined : { ...named('window', category, at), subject };
    }
    default:
      return undefined;
  }
}

const named = (kind: TaskOpeningDeadline['kind'], of: string, at: string): ClientDeadline => ({
  ...{ kind, of, at },
  subject: of,
});
