import * as z from 'zod';
import type { ProposalEvent, ProposalEventPayloads } from '../proposals/proposal-event.ts';
import { eventsOf, type PayloadShapes } from './events-of.ts';
import { storedInstant, text } from './snapshot-schemas.ts';

const payloads = {
  proposalMade: { to: text, expiresAt: z.exactOptional(storedInstant) },
  proposalApproved: { proposedBy: text, eventIds: z.array(text).readonly() },
  proposalRejected: { proposedBy: text },
  proposalRefused: { proposedBy: text, reasons: z.array(text).readonly() },
  proposalFoundStale: { proposedBy: text, differing: z.array(text).readonly() },
} satisfies PayloadShapes<ProposalEventPayloads>;

const head = {
  id: text,
  proposalId: text,
  happenedAt: storedInstant,
  recordedAt: storedInstant,
  by: text,
  commandId: z.exactOptional(text),
  command: z.strictObject({ type: text, clientId: text }),
};

/** Admits the events of proposals as the log has them, for those who get them from elsewhere. */
export const proposalEventSchema = eventsOf<ProposalEvent>(head, payloads);
