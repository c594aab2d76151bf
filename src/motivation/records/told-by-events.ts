import type { PayEvent } from './pay-event.ts';
import type { Objection, StoredStatement } from './stored-statement.ts';

/** What is stored of an objection, without its words. */
type ToldObjection = Pick<Objection, 'objectionId' | 'line' | 'by' | 'at' | 'status' | 'outcome'> & {
  readonly answers: readonly Pick<Objection, 'by' | 'at'>[];
};

/**
 * Whether a closed month stands as its events tell it. They say whose month it is, by whom it was closed and
 * restated, with which digest, every objection and answer. Words that were said are in none.
 */
export function isToldByEvents(
  { employeeId, period, by, position, digest, restated, objections }: StoredStatement,
  events: readonly PayEvent[],
): boolean {
  const closings = events.filter((event) => event.type === 'statementClosed');
  const restatements = events.filter((event) => event.type === 'statementRestated');
  const stored = [
    [[by, position, digest]],
    restated.map((one) => [one.by, one.position, one.digest, one.revision, one.difference]),
    objections.map(withoutWords).sort(byId),
  ];
  const told = [
    closings.map((one) => [one.by, one.knownTo, one.digest]),
    restatements.map((one) => [one.by, one.knownTo, one.digest, one.revision, one.difference]),
    objectionsIn(events).sort(byId),
  ];
  const isOfMonth = events.every((event) => event.period === period && event.whose === employeeId);
  return isOfMonth && JSON.stringify(stored) === JSON.stringify(told);
}

const byId = (a: ToldObjection, b: ToldObjection) => (a.objectionId < b.objectionId ? -1 : 1);

function withoutWords({ objectionId, line, by, at, status, outcome, answers }: Objection): ToldObjection {
  const said = answers.map((one) => ({ by: one.by, at: one.at }));
  return { objectionId, line, by, at, status, answers: said, ...(outcome && { outcome }) };
}

function objectionsIn(events: readonly PayEvent[]): ToldObjection[] {
  const objections = new Map<string, ToldObjection>();
  for (const event of events) {
    if (!('objectionId' in event)) continue;
    const { objectionId, by, happenedAt: at, type } = event;
    if (type === 'objectionOpened') {
      objections.set(objectionId, { objectionId, line: event.line, by, at, status: 'open', answers: [] });
      continue;
    }
    const own = objections.get(objectionId);
    if (!own) continue;
    const answers = [...own.answers, { by, at }];
    objections.set(
      objectionId,
      type === 'objectionAnswered'
        ? { ...own, status: 'answered', answers }
        : { ...own, status: 'closed', answers, outcome: event.outcome },
    );
  }
  return [...objections.values()];
}
