import { anew } from '../anew.ts';
import type { Client } from '../client.ts';
import type { CommandOf, RecordCommand } from '../command.ts';
import { heldOnceMore } from '../credit-limit.ts';
import type { DecisionScope } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import { asCorrected, historyNeeded, replay, replayWhole } from '../evolve.ts';
import { accepted, type HandlerResult, type NewEvent, refused } from '../handler-result.ts';
import { factsBrought } from '../merge/facts-of-merge.ts';
import type { RecordedOrder } from '../order-book.ts';
import { nextEvent } from '../pending-decision.ts';
import { partOf, type RecordEvent, recordRecipes } from '../record-recipes.ts';
import { recordMoney } from './money.ts';
import { recordHandlers } from './records.ts';

/**
 * Declares an earlier record void, or replaces it by what it should have been. The log keeps both; the client
 * becomes what its records make it when the wrong one is left out. Moves that were made in the meantime stay,
 * and what the corrected records now bring about by themselves follows. A record that came with a merged
 * duplicate is corrected on both cards.
 */
export function correctRecord(
  client: Client,
  command: CommandOf<'correctRecord'>,
  scope: DecisionScope,
): HandlerResult {
  const ruling = correction(client, command, scope);
  const { history = [] } = scope;
  if (ruling.events.length === 0) return ruling;
  const after = replay([...history, ...numbered(ruling.events, client, scope)]);
  return { ...ruling, events: [...ruling.events, ...heldOnceMore(after, client, scope)] };
}

function correction(
  client: Client,
  command: CommandOf<'correctRecord'>,
  scope: DecisionScope,
): HandlerResult {
  const { eventId, reason, replacement } = command;
  const { history } = scope;
  if (!history) throw historyNeeded(client, command);
  const merge =
    scope.duplicate && client.merged.find(({ duplicateId }) => duplicateId === scope.duplicate?.id);
  if (merge) return correctBrought(client, merge.eventId, command, scope);
  const record = history.find(({ id }) => id === eventId);
  if (!record || isHandedBack(eventId, history)) return refused({ code: 'UNKNOWN_RECORD', eventId });
  const { type } = record;
  if (!Object.hasOwn(recordRecipes, type)) return refused({ code: 'NOT_CORRECTABLE', eventId, type });
  const voided = { type: 'recordCorrected', eventId, reason } as const;
  if (!replacement) return accepted(voided);

  const without = replayWhole([...history, nextEvent(voided, client, scope)]);
  const ruling = ruleOn(without, dated(replacement, record), whoHad(record, scope));
  const [event] = ruling.events;
  // The same as another record: then this one is void.
  if (!event) return ruling.reasons.length > 0 ? ruling : accepted(voided);
  if (event.type !== type || replacement.clientId !== client.id) {
    const problem = { code: 'ANOTHER_RECORD', type } as const;
    return refused({ code: 'INVALID_VALUE', field: 'replacement', problem });
  }
  const { type: _, happenedAt = record.happenedAt, ...payload } = event;
  const corrected = { ...voided, correct: { happenedAt, payload } };
  return accepted(corrected, ...toldOfOrder(corrected, history, history));
}

/**
 * What was told of an order that had a wrong number goes with it to the right one. The order is of a history,
 * what was told of it in that one or in another.
 */
function toldOfOrder(
  { eventId, reason, correct }: NewEvent<'recordCorrected'>,
  ordered: readonly ClientEvent[],
  told: readonly ClientEvent[],
): readonly NewEvent<'recordCorrected'>[] {
  const record = asCorrected(ordered).find(({ event }) => event.id === eventId)?.event;
  const order = correct?.payload.order as RecordedOrder | undefined;
  if (record?.type !== 'orderRecorded' || !order || record.order.id === order.id) return [];
  return asCorrected(told).flatMap(({ event, counts }) => {
    const { type, happenedAt, ...payload } = anew(event);
    if (!counts || partOf[type as RecordEvent] !== 'orders') return [];
    if (!('orderId' in payload) || payload.orderId !== record.order.id) return [];
    const moved = { happenedAt, payload: { ...payload, orderId: order.id } };
    return [{ type: 'recordCorrected', eventId: event.id, reason, correct: moved }];
  });
}

/** The record is corrected where it is, and the merge brings here what the duplicate is then. */
function correctBrought(
  client: Client,
  mergeEventId: string,
  command: CommandOf<'correctRecord'>,
  scope: DecisionScope,
): HandlerResult {
  const { duplicate, duplicateHistory, history = [] } = scope;
  const { clientId, eventId, reason, replacement } = command;
  if (!duplicate) return refused({ code: 'UNKNOWN_RECORD', eventId });
  if (!duplicateHistory) throw historyNeeded(duplicate, command);
  const own = { ...command, clientId: duplicate.id };
  if (replacement?.clientId === clientId) {
    own.replacement = { ...replacement, clientId: duplicate.id };
  }
  const there = correction(duplicate, own, { ...scope, history: duplicateHistory, duplicate: undefined });
  const [corrected] = there.events;
  const record = duplicateHistory.find(({ id }) => id === eventId);
  if (!corrected || !record) return there;

  const part = partOf[record.type as RecordEvent];
  const then = numbered(there.events, duplicate, scope);
  const { [part]: value } = replay([...duplicateHistory, ...then]);
  const merge = asCorrected(history).find(({ event }) => event.id === mergeEventId)?.event;
  const { type: _, happenedAt, ...rest } = anew(merge as ClientEvent<'duplicateMerged'>);
  const replaced = { ...rest.brought, [part]: value };
  // A survivor that kept its name keeps it.
  const facts = rest.brought.facts.name ? replaced.facts : factsBrought(replaced.facts, client);
  const payload = { ...rest, brought: { ...replaced, facts } };
  const again = {
    type: 'recordCorrected',
    eventId: mergeEventId,
    reason,
    correct: { happenedAt, payload },
  } as const;
  return {
    ...accepted(again, ...toldOfOrder(corrected as typeof again, duplicateHistory, history)),
    elsewhere: there.events,
  };
}

/** The events as the client's next ones. */
const numbered = (events: readonly NewEvent[], client: Client, scope: DecisionScope): ClientEvent[] =>
  events.map((event, i) => nextEvent(event, { ...client, revision: client.revision + i }, scope));

const isHandedBack = (eventId: string, history: readonly ClientEvent[]) =>
  history.some((event) => event.type === 'duplicateUnmerged' && event.handedBack?.includes(eventId));

/** A replacement that does not say when it happened keeps the record's own time. */
function dated(replacement: RecordCommand, { happenedAt }: ClientEvent): RecordCommand {
  return replacement.type === 'recordOrder'
    ? replacement
    : { ...replacement, at: replacement.at ?? happenedAt };
}

/** A contact stays with whoever had it, unless the replacement says who did. */
function whoHad(record: ClientEvent, scope: DecisionScope): DecisionScope {
  if (record.type !== 'contactRecorded') return scope;
  return { ...scope, by: { id: record.performedBy ?? record.by, roles: [] } };
}

function ruleOn(client: Client, command: RecordCommand, scope: DecisionScope): HandlerResult {
  const handler = { ...recordHandlers, recordMoney }[command.type] as (
    client: Client,
    command: RecordCommand,
    scope: DecisionScope,
  ) => HandlerResult;
  return handler(client, command, scope);
}
