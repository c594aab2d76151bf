import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { CommandInput } from '../../client/command.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { assertSender } from '../actors.ts';
import type { Sales } from '../create-sales.ts';
import { dryRun } from '../dry-run.ts';
import type { ExecuteOptions, ExecuteResult } from '../execute.ts';
import { readingOnly } from '../reading/reading-only.ts';
import { toRequest } from '../request.ts';

/**
 * What would come of a command now: what `execute` would tell, and nothing is written or observed. The events
 * and the client are those that there would be, with all that follows by itself; the ids of the events belong
 * to whatever is written first. `describeEvent` and `explain` say them in words.
 * @throws INVALID_COMMAND where it is none, READING_ONLY where it is asked of a reading: what comes of a
 * command goes by all clients. And what `execute` throws.
 * @example
 * const outcome = await wouldHappen(sales, command, { by: 'tanya' });
 * if (outcome.ok) console.log(outcome.client.state);
 */
export function wouldHappen<Names extends ConveyorNames>(
  sales: Sales<Names>,
  command: CommandInput,
  options: Pick<ExecuteOptions, 'by'>,
): Promise<ExecuteResult> {
  return withArguments('wouldHappen', { sales, command, options }, async () => {
    assertOptions('wouldHappen', options, { by: 'any' });
    const { by } = options;
    assertSender(by);
    const { context } = sales;
    // Before the command is read: what has no clock is no sales.
    context.now();
    if (!('execute' in sales)) throw readingOnly();
    const request = toRequest(context, { command }, by);
    if ('problems' in request) throw invalidInput('INVALID_COMMAND', 'a command', request.problems);
    return dryRun(context, request);
  });
}
