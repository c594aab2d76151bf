import * as z from 'zod';
import type { PayEvent, PayEventPayloads } from '../motivation/records/pay-event.ts';
import { eventsOf, type PayloadShapes } from './events-of.ts';
import { storedInstant, text } from './snapshot-schemas.ts';

const whole = z.int();
const count = z.int().min(0);
const objectionId = text;

const payloads = {
  statementClosed: { knownTo: count, digest: text, total: whole, paid: whole, owed: whole },
  statementRestated: { knownTo: count, digest: text, revision: z.int().min(2), difference: whole },
  objectionOpened: { objectionId, line: count },
  objectionAnswered: { objectionId },
  objectionClosed: { objectionId, outcome: z.enum(['upheld', 'declined', 'withdrawn']) },
} satisfies PayloadShapes<PayEventPayloads>;

const head = {
  id: text,
  statementId: text,
  whose: text,
  period: text,
  happenedAt: storedInstant,
  recordedAt: storedInstant,
  by: text,
  commandId: z.exactOptional(text),
};

/** Admits the events of closed months as the log has them, for those who get them from elsewhere. */
export const payEventSchema = eventsOf<PayEvent>(head, payloads);
