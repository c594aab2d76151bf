import { contentDifference } from '../blueprint/diff/content-changes.ts';
import type { Migrating } from './decision-context.ts';
import { comingBack, fitStanding } from './migration/fit-standing.ts';
import { isValidUnder } from './migration/is-valid-under.ts';
import { migrateClient } from './migration/migrate-client.ts';
import { undoMigration } from './migration/undo-migration.ts';

/**
 * What a conveyor tells other rules by, and brings clients to another version of its rules and back.
 * `defineConveyor` has it; a page that migrates nothing can do without.
 */
export const migrating: Migrating = {
  contentDifference,
  migrateClient,
  undoMigration,
  comingBack,
  fitStanding,
  isValidUnder,
};
