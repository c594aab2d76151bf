import { alongsideCases } from './cases/alongside-cases.ts';
import { commitCases } from './cases/commit-cases.ts';
import { documentCases } from './cases/document-cases.ts';
import { feedCases } from './cases/feed-cases.ts';
import { lifecycleCases } from './cases/lifecycle-cases.ts';
import { queryCases } from './cases/query-cases.ts';
import { recordCases } from './cases/record-cases.ts';
import { revisionCases } from './cases/revision-cases.ts';
import type { StoreCase } from './store-case.ts';

/** The cases that start from a migrated, empty store. */
export const storeCases: readonly StoreCase[] = [
  ...recordCases,
  ...revisionCases,
  ...commitCases,
  ...alongsideCases,
  ...queryCases,
  ...feedCases,
  ...documentCases,
  ...lifecycleCases,
];
