import type { Client } from '../client.ts';
import type { CommandOf, RecordCommand } from '../command.ts';
import type { ClientEvent } from '../event.ts';
import { historyNeeded, replayWhole } from '../evolve.ts';
import { recordRecipes } from '../record-recipes.ts';
import { accepted, type Ruling, refused, type Scene } from '../scene.ts';
import { withHead } from '../unfolding.ts';
import { recordHandlers } from './records.ts';

/**
 * Declares an earlier record void, or replaces it by what it should have been. The log keeps both; the client becomes what
 * its records make it when the wrong one is left out. Moves that were made in the meantime stay, and what the corrected
 * records now bring about by themselves follows.
 */
export function correctRecord(client: Client, command: CommandOf<'correctRecord'>, scene: Scene): Ruling {
  const { eventId, reason, replacement } = command;
  const { history } = scene;
  if (!history) throw historyNeeded(client, command);
  const record = history.find(({ id }) => id === eventId);
  if (!record) return refused({ code: 'UNKNOWN_RECORD', eventId });
  const { type } = record;
  if (!Object.hasOwn(recordRecipes, type)) return refused({ code: 'NOT_CORRECTABLE', eventId, type });
  const voided = { type: 'recordCorrected', eventId, reason } as const;
  if (!replacement) return accepted(voided);

  const head = {
    clientId: client.id,
    number: client.revision + 1,
    recordedAt: client.decidedAt,
    by: scene.by,
    scene,
  };
  const without = replayWhole([...history, withHead(voided, head)]);
  const ruling = ruleOn(without, dated(replacement, record), scene);
  const [event] = ruling.events;
  if (!event) return ruling;
  if (event.type !== type || replacement.clientId !== client.id) {
    const problem = `must be of the same client and make the same event, ${type}`;
    return refused({ code: 'INVALID_VALUE', field: 'replacement', problem });
  }
  const { type: _, happenedAt = record.happenedAt, ...payload } = event;
  return accepted({ ...voided, correct: { happenedAt, payload } });
}

/** A replacement that does not say when it happened keeps the record's own time. */
function dated(replacement: RecordCommand, { happenedAt }: ClientEvent): RecordCommand {
  return replacement.type === 'recordOrder'
    ? replacement
    : { ...replacement, at: replacement.at ?? happenedAt };
}

function ruleOn(client: Client, command: RecordCommand, scene: Scene): Ruling {
  const handler = recordHandlers[command.type] as (
    client: Client,
    command: RecordCommand,
    scene: Scene,
  ) => Ruling;
  return handler(client, command, scene);
}
