import { protectingHolds } from '../../blueprint/protecting-holds.ts';
import type { Client } from '../../client/client.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import { compileCondition } from '../../conditions/compile-condition.ts';
import { type Duration, subtractDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { Protection } from '../protection-schema.ts';
import type { PlanPolicy } from './plan-policy.ts';

/** Why a client is to stay with its holder; undefined where nothing protects it. */
export type ProtectionOf = (client: Client, now: Instant) => Protection | undefined;

/**
 * The policy's protections made ready to run.
 * @throws INVALID_CONDITION
 */
export function protection(policy: PlanPolicy, role: string, rules: ClientRules): ProtectionOf {
  const { blueprint, facts, readerOf } = rules;
  const { timeZone } = blueprint;
  const holds = policy.protectingHolds ?? protectingHolds(blueprint);
  const conditions = policy.protect.map(({ when, why, until }) => ({
    why,
    until,
    condition: compileCondition<Client>(when, { facts, readerOf, timeZone }),
  }));
  const movesSince = ({ moves = [] }: Client, now: Instant, within: Duration) => {
    const since = subtractDuration(now, within, timeZone);
    return moves.filter((move) => move.role === role && move.at > since).map(({ at }) => at);
  };
  const { coolDown, maxMovesPerClient } = policy;
  return (client, now) => {
    const hold = holds.find((name) => Object.hasOwn(client.holds, name));
    const placed = hold === undefined ? undefined : client.holds[hold];
    if (hold !== undefined && placed) {
      const { reason, by, since } = placed;
      return { code: 'HOLD', hold, reason, by, since };
    }
    const rule = conditions.find(
      ({ condition, until }) =>
        (until === undefined || now < until) && condition.evaluate(client, now) === 'yes',
    );
    if (rule) return { code: 'RULE', why: rule.why };
    const cooling = coolDown ? movesSince(client, now, coolDown).at(-1) : undefined;
    if (cooling !== undefined) return { code: 'MOVED_LATELY', at: cooling };
    if (!maxMovesPerClient) return undefined;
    const { moves: most, within } = maxMovesPerClient;
    const found = movesSince(client, now, within);
    return found.length >= most ? { code: 'MOVED_OFTEN', at: found.at(-1) } : undefined;
  };
}
