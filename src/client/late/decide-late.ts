import type { Instant } from '../../time/instant.ts';
import type { Client } from '../client.ts';
import type { DecisionScope, LateCommand } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import { asCorrected, historyNeeded, replay } from '../evolve.ts';
import { type HandlerResult, type NewEvent, refused } from '../handler-result.ts';
import { notInFuture } from '../handlers/inputs.ts';
import { mayHaveLapsed } from '../handlers/may-have-lapsed.ts';
import { lapsesAfter, undoLapses } from '../handlers/undo-lapses.ts';
import type { RefusalReason } from '../refusal.ts';
import { isInTheWay } from './in-the-way.ts';

/**
 * Decides on what is told late. It is judged on the client as it stood then, by all that is known today of
 * what had happened, and refused where what it rests on has changed since: with the earliest moment at which
 * it would do (TOO_EARLY). An offer that has expired since can still be answered as of before. A hold that
 * stops the clock takes back what silence has done since.
 * @throws HISTORY_NEEDED
 */
export function decideLate(
  ruleOn: Past['ruleOn'],
  client: Client,
  command: LateCommand,
  scope: DecisionScope,
): HandlerResult {
  const { at } = command;
  const { history } = scope;
  const future = notInFuture('at', at, scope);
  if (future.length > 0) return refused(...future);
  if (!history) throw historyNeeded(client, command);
  const known = asCorrected(history).flatMap(({ event, counts }) => (counts ? event : []));
  const past: Past = { ruleOn, client, command, scope, history, known };
  const told = ruledAt(at, past);
  if (!told.then) return refused(...told.reasons, ...earliest(told.reasons, past));
  const { then, events } = told;
  const [placed] = events;
  const stopped =
    placed?.type === 'holdPlaced' && placed.stopsClock ? { ...placed, happenedAt: at } : undefined;
  const mayUndo = stopped && mayHaveLapsed(client, at, stopped.type, scope);
  const undone = mayUndo && undoLapses(lapsesAfter(client, at, stopped.type, scope), stopped, client, scope);
  const { handoff } = then;
  const inTime = client.handoff?.escalated && handoff && !handoff.escalated;
  const isMoved = events.some(({ type }) => type === 'stateChanged');
  const meanwhile = isMoved ? known.filter(({ happenedAt }) => happenedAt > at).toSorted(byTime) : [];
  return {
    reasons: [],
    events: [
      ...events.map((event) => toldOf(event, at, inTime)),
      ...(undone ? [{ ...undone, hold: stopped.hold }] : []),
    ],
    meanwhile,
    ...(handoff && { judgedAs: { ...client, handoff } }),
  };
}

interface Past {
  readonly ruleOn: (client: Client, scope: DecisionScope) => HandlerResult;
  readonly client: Client;
  readonly command: LateCommand;
  readonly scope: DecisionScope;
  readonly history: readonly ClientEvent[];
  /** What counts of the history, as corrected. */
  readonly known: readonly ClientEvent[];
}

/** What comes of it as of a moment. `then`, the client as it stood, is there where it can be done. */
type Ruled = HandlerResult & { readonly then?: Client };

function ruledAt(at: Instant, { ruleOn, client, command, scope, history, known }: Past): Ruled {
  const isBefore = known[0] === undefined || at < known[0].happenedAt;
  if (isBefore) return refused();
  const then = replay(history, at);
  const ruling = ruleOn(then, { ...scope, now: at, toldAt: scope.now });
  const isHindered = known.some((event) => isInTheWay(event, at, { command, ruling, client, scope }));
  return ruling.reasons.length > 0 || isHindered ? refused(...ruling.reasons) : { ...ruling, then };
}

/**
 * From which moment on the command can be done, as a reason. Where it cannot even be done now: why not,
 * unless that has been said.
 */
function earliest(reasons: readonly RefusalReason[], past: Past): readonly RefusalReason[] {
  const { command, scope, known } = past;
  const { at } = command;
  const hired = reasons.flatMap((one) => (one.code === 'EMPLOYEE_NOT_HIRED_YET' ? one.hiredAt : []));
  const moments = [...known.map(({ happenedAt }) => happenedAt), ...hired, scope.now]
    .filter((moment) => moment > at && moment <= scope.now)
    .sort();
  const today = ruledAt(scope.now, past);
  if (!today.then) return reasons.length > 0 ? [] : today.reasons;
  let [bad, good] = [-1, moments.length - 1];
  while (good - bad > 1) {
    const middle = (bad + good) >> 1;
    if (ruledAt(moments[middle] as Instant, past).then) good = middle;
    else bad = middle;
  }
  return [{ code: 'TOO_EARLY', field: 'at', at, since: moments[good] as Instant }];
}

const byTime = (a: ClientEvent, b: ClientEvent) => (a.happenedAt < b.happenedAt ? -1 : 1);

function toldOf(event: NewEvent, at: Instant, inTime: boolean | undefined): NewEvent {
  const told = { happenedAt: at, ...event };
  const isAnswer = event.type === 'handoffAccepted' || event.type === 'handoffRejected';
  return isAnswer && inTime ? ({ ...told, inTime } as NewEvent) : told;
}
