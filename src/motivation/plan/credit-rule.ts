import * as z from 'zod';
import type { ClientEvent } from '../../client/event.ts';
import type { Condition } from '../../conditions/condition.ts';
import { conditionSchema } from '../../conditions/condition-schema.ts';
import { exactSchema } from '../money/exact-schema.ts';

const moneyTriggers = ['orderPlaced', 'orderShipped', 'orderPaid', 'payment'] as const;
export const eventTriggers = [
  'clientRegistered',
  'contactRecorded',
  'handoffOffered',
  'handoffAccepted',
  'handoffRejected',
  'stateChanged',
  'windowWon',
  'windowMissed',
] as const satisfies readonly ClientEvent['type'][];

/** What has an amount: an order that is placed, shipped or wholly paid, and each payment. */
export const isMoneyTrigger = (on: CreditTrigger): boolean =>
  (moneyTriggers as readonly string[]).includes(on);

/** Typed as what may be written in code: read-only, too. */
export const condition = conditionSchema as z.ZodType<Condition, Condition>;

const occasion = {
  on: z.enum([...moneyTriggers, ...eventTriggers]),
  /** About the client as of then, and about what happened: `credit.…`. What is unknown gives no credit. */
  when: z.exactOptional(condition),
};

export const occasionSchema = z.strictObject(occasion);

const receiverSchema = z.strictObject({
  /** A role of the blueprint: whoever held the client in it then. Or a party of the handoff. */
  to: z.string(),
  /** Percent. Those that are no overlays sum to 100. */
  share: exactSchema.default(100),
  /** On top of the others. */
  overlay: z.boolean().default(false),
  /** Within the grace that a plan of redistribution gave, the former holder has it. */
  grace: z.boolean().default(false),
  /**
   * So many percent of the share stay with the last holder after the custody has ended. First those of the
   * first month since, then of the second, and so on. Nobody has the rest.
   */
  tail: z.exactOptional(z.array(exactSchema).min(1).max(60)),
});

/** Which happening gives credit, and to whom. */
export const creditRuleSchema = z.strictObject({ ...occasion, to: z.array(receiverSchema).min(1).max(10) });

/** What happens that gives credit, and under which condition. */
export interface Occasion extends z.output<typeof occasionSchema> {}
/** What gives credit: money, or what is counted only, events of the log by their names. */
export type CreditTrigger = Occasion['on'];
/** What gives credit, and who has which share of it. */
export interface CreditRule extends z.output<typeof creditRuleSchema> {}
/** Who has which share of a credit. */
export type CreditReceiver = CreditRule['to'][number];

/** The parties of a handoff, beside the roles. */
export const handoffParties = ['sender', 'receiver'];
