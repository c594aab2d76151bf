import type { AssignmentObstacle } from '../../assignment/obstacle.ts';
import { causeOf } from '../../client/cause.ts';
import type { Client } from '../../client/client.ts';
import type { Instant } from '../../time/instant.ts';
import { loadIn } from '../../workforce/client-load.ts';
import { advanced } from '../as-of-now.ts';
import type { ServiceContext } from '../service-context.ts';
import { obstaclesIn } from './candidates.ts';
import type { AssignmentRules } from './rules.ts';

/** All that the policy's conditions ask of a client. */
interface Asked {
  readonly role: string;
  readonly rules: AssignmentRules;
  readonly now: Instant;
}

/**
 * For a client in a role's pool: who can take it, why nobody can, and whether that is written. Where nobody
 * can take one, nobody can take another of its kind by the same look at the staff. Undefined where the
 * client has to be decided on itself: time or a migration does something to it, or it cannot be read.
 */
export function kindOf(
  client: Client,
  { role, rules, now }: Asked,
  context: ServiceContext,
): string | undefined {
  const { conveyor, versions } = context;
  if (!versions.isOwn(client) || client.mergedInto) return undefined;
  try {
    const outcome = advanced(client, context, now);
    if (!outcome.ok || outcome.events.length > 0) return undefined;
    const fact = (path: string) => conveyor.fact(client, path, now) ?? null;
    // A bonus keeps nobody from taking a client, unless it cannot be told.
    for (const { when } of rules.affinity) when.facts.forEach(fact);
    const obstacles: readonly AssignmentObstacle[] = obstaclesIn(client, context);
    const hours = loadIn(client, role, conveyor.blueprint);
    const holder = client.custody[role]?.employeeId ?? null;
    const asked = rules.eligible?.facts.map(fact);
    return JSON.stringify([client.state, holder, hours, obstacles, asked, causeOf(client.pool ?? {})]);
  } catch {
    return undefined;
  }
}
