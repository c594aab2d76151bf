/**
 * Whether a company is a client already, and whose. `duplicatesOf` finds who is perhaps the same,
 * `identifyCompany` brings tax ids and names into the form in which they are compared.
 * @packageDocumentation
 */

export {
  type BadMark,
  type Company,
  type CompanyFacts,
  type CompanyMarks,
  type IdentifiedCompany,
  identifyCompany,
} from '../duplicates/company.ts';
export { comparableName } from '../duplicates/comparable-name.ts';
export { type Likeness, likenessOf } from '../duplicates/likeness.ts';
export { isInn, isKpp } from '../duplicates/tax-id.ts';
export type { StdnumLike } from '../duplicates/vat-id.ts';
export { describeDuplicate } from '../service/duplicates/describe-duplicate.ts';
export {
  type DuplicateOptions,
  type DuplicateProposal,
  duplicatesOf,
} from '../service/duplicates/duplicates-of.ts';
