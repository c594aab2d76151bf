import * as z from 'zod';
import type { ProposalEvent, ProposalEventPayloads, ProposalEventType } from '../proposals/proposal-event.ts';
import { storedInstant, text } from './snapshot-schemas.ts';

/** A shape for every type of event: the compiler asks for each, and for each of what it carries. */
type PayloadShapes = {
  readonly [T in ProposalEventType]: { readonly [Key in keyof ProposalEventPayloads[T]]-?: z.ZodType };
};

const payloads = {
  proposalMade: { to: text, expiresAt: z.exactOptional(storedInstant) },
  proposalApproved: { proposedBy: text, eventIds: z.array(text).readonly() },
  proposalRejected: { proposedBy: text },
  proposalRefused: { proposedBy: text, reasons: z.array(text).readonly() },
  proposalFoundStale: { proposedBy: text, differing: z.array(text).readonly() },
} satisfies PayloadShapes;

const head = {
  id: text,
  proposalId: text,
  happenedAt: storedInstant,
  recordedAt: storedInstant,
  by: text,
  commandId: z.exactOptional(text),
  command: z.strictObject({ type: text, clientId: text }),
};

const schemas = Object.entries(payloads).map(([type, payload]) =>
  z.strictObject({ type: z.literal(type), ...head, ...payload }),
);

/** Admits the events of proposals as the log has them, for those who get them from elsewhere. */
export const proposalEventSchema = z.discriminatedUnion(
  'type',
  schemas as unknown as readonly [z.ZodObject<{ type: z.ZodLiteral<ProposalEventType> }>],
) as unknown as z.ZodType<ProposalEvent>;
