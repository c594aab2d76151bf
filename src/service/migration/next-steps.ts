import type { MigrationMap } from '../../blueprint/migration/migration-map.ts';
import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import type { Instant } from '../../time/instant.ts';

/**
 * How a client's next steps differ under the new blueprint. Transfers that only change their name do not
 * count.
 */
export interface NextStepsChange {
  readonly clientId: string;
  /** The client's state now, and after the migration. */
  readonly states: readonly [before: string, after: string];
  /**
   * Transfers by hand or by an event whose conditions hold after the migration and did not before; whoever
   * asks.
   */
  readonly opened: readonly string[];
  /** The other way round, by their old names. */
  readonly closed: readonly string[];
  /** When time alone will next have something to say. Absent where it will not. */
  readonly dueAt: { readonly before?: Instant; readonly after?: Instant };
}

interface NewRules {
  readonly from: Conveyor;
  readonly to: Conveyor;
  readonly map: MigrationMap;
  readonly now: Instant;
  /** When the migrated client is due. */
  readonly dueAt: Instant | undefined;
}

/** What differs; undefined where nothing does. */
export function changeOfNextSteps(
  before: Client,
  after: Client,
  { from, to, map, now, dueAt: dueAfter }: NewRules,
): NextStepsChange | undefined {
  const [was, is] = [openTransfers(before, from, now), openTransfers(after, to, now)];
  const image = (id: string) => map.transfers[id] ?? id;
  const opened = is.filter((id) => !was.some((old) => image(old) === id));
  const closed = was.filter((id) => !is.includes(image(id)));
  const dueBefore = from.nextDueAt(before);
  if (opened.length + closed.length === 0 && dueBefore === dueAfter) return undefined;
  return {
    clientId: before.id,
    states: [before.state, after.state],
    opened,
    closed,
    dueAt: { ...(dueBefore && { before: dueBefore }), ...(dueAfter && { after: dueAfter }) },
  };
}

function openTransfers(client: Client, { rules }: Conveyor, now: Instant): string[] {
  const exits = client.mergedInto ? [] : (rules.states[client.state]?.exits ?? []);
  return exits
    .filter(
      ({ trigger, condition }) =>
        trigger.kind !== 'time' && (condition?.evaluate(client, now) ?? 'yes') === 'yes',
    )
    .map(({ id }) => id);
}
