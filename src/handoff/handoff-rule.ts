import type { DecisionScope } from '../client/decision-context.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Handoff } from './handoff.ts';

/** What the blueprint says of the handoff; undefined where it knows none of that name. */
export const handoffRule = ({ transfer }: Pick<Handoff, 'transfer'>, { rules }: DecisionScope) =>
  lookup(rules.transfers, transfer);
