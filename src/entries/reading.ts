/**
 * Who may see which clients. `readAs` asks every query with the eyes of an employee; `explainAccess` tells
 * why somebody sees a client or does not, `describeAccess` in words.
 * @packageDocumentation
 */

export type { Access, AccessReason } from '../service/reading/access.ts';
export { describeAccess } from '../service/reading/describe-access.ts';
export { explainAccess } from '../service/reading/explain-access.ts';
export { type Reading, readAs } from '../service/reading/read-as.ts';
