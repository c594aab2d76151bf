import { argumentCases } from './cases/argument-cases.ts';
import { atomicityCases } from './cases/atomicity-cases.ts';
import { claimCases } from './cases/claim-cases.ts';
import { commitCases } from './cases/commit-cases.ts';
import { conditionCases } from './cases/condition-cases.ts';
import { corruptionCases } from './cases/corruption-cases.ts';
import { documentCases } from './cases/document-cases.ts';
import { documentEventCases } from './cases/document-event-cases.ts';
import { documentListCases } from './cases/document-list-cases.ts';
import { feedCases } from './cases/feed-cases.ts';
import { inTransactionCases } from './cases/in-transaction-cases.ts';
import { isolationCases } from './cases/isolation-cases.ts';
import { lifecycleCases } from './cases/lifecycle-cases.ts';
import { pageCases } from './cases/page-cases.ts';
import { queryCases } from './cases/query-cases.ts';
import { raceCases } from './cases/race-cases.ts';
import { randomCases } from './cases/random-cases.ts';
import { recordCases } from './cases/record-cases.ts';
import { referenceCases } from './cases/reference-cases.ts';
import { revisionCases } from './cases/revision-cases.ts';
import { rewritingCases } from './cases/rewriting-cases.ts';
import { withinCases } from './cases/within-cases.ts';
import type { StoreCase } from './store-case.ts';

/** Every promise of the port. */
export const storeCases: readonly StoreCase[] = [
  ...isolationCases,
  ...recordCases,
  ...revisionCases,
  ...commitCases,
  ...argumentCases,
  ...inTransactionCases,
  ...atomicityCases,
  ...withinCases,
  ...raceCases,
  ...queryCases,
  ...referenceCases,
  ...conditionCases,
  ...pageCases,
  ...claimCases,
  ...feedCases,
  ...documentCases,
  ...documentEventCases,
  ...documentListCases,
  ...rewritingCases,
  ...lifecycleCases,
  ...corruptionCases,
  ...randomCases,
];
