import { isConveyorError } from '../../errors/conveyor-error.ts';
import type { Commit, Store } from '../../storage/port.ts';
import { tenant } from './samples.ts';

/**
 * True where the commit came through, false where another one was first. A busy store is asked again, as the
 * shell does.
 */
export async function wins(store: Store, commit: Commit): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await store.commit(tenant, commit);
      return true;
    } catch (error) {
      if (isConveyorError(error, 'REVISION_CONFLICT')) return false;
      if (isConveyorError(error, 'COMMAND_ALREADY_RECORDED')) return false;
      if (!isConveyorError(error, 'STORE_BUSY') || attempt === 200) throw error;
    }
  }
}
