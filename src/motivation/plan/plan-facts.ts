import type { FactShapes } from '../../conditions/fact-schema.ts';
import type { PayPlan } from './pay-plan.ts';

const text = { type: 'text' } as const;

/** What conditions of credit may ask of what happened, beside the client's facts as of then. */
export const creditFacts = {
  /** Net amount in the plan's currency, as known now; of a payment that payment's. */
  'credit.amount': { type: 'money' },
  /** The order's: `regular`, `trial`. */
  'credit.kind': text,
  /** It is the client's first purchase, as known now. */
  'credit.isFirst': { type: 'boolean' },
  /** Of a handoff or a move. */
  'credit.transfer': text,
  'credit.from': text,
  'credit.to': text,
  'credit.reason': text,
  /** Of a contact. */
  'credit.channel': text,
  'credit.twoWay': { type: 'boolean' },
} as const satisfies FactShapes;

export type CreditFact = keyof typeof creditFacts;

/** What gates may ask: how the components of the plan stand at the end of what is paid. */
export function gateFacts(plan: PayPlan): FactShapes {
  const facts: [string, FactShapes[string]][] = [];
  for (const [id, { measure, quota }] of Object.entries(plan.components)) {
    facts.push([`measure.${id}`, { type: measure.kind === 'sum' ? 'money' : 'number' }]);
    if (quota) facts.push([`attainment.${id}`, { type: 'number' }]);
  }
  return Object.fromEntries(facts);
}
