import type { ConveyorNames } from '../blueprint/conveyor-names.ts';
import type { Conveyor } from '../client/conveyor.ts';
import type { ServiceContext } from './service-context.ts';

/** What questions are asked of: sales, or what somebody may see of them (`readAs`). */
export interface Readable<out Names extends ConveyorNames = ConveyorNames> {
  readonly conveyor: Conveyor<Names>;
  /**
   * What features are opened on: for the library's own use.
   * @internal
   */
  readonly context: ServiceContext;
}
