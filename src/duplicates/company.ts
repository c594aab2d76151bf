import * as z from 'zod';
import { admit } from '../errors/admit.ts';
import { assertOptions } from '../errors/assert-options.ts';
import { comparableName } from './comparable-name.ts';
import { isInn, isKpp } from './tax-id.ts';
import { comparableVatId, type StdnumLike } from './vat-id.ts';

/** What tells one company from another, as somebody wrote it. */
export interface Company {
  readonly name?: string | undefined;
  /** The Russian tax id, as text: its zeros count. */
  readonly inn?: string | undefined;
  /** Which branch, or place of registration, of the company: the Russian КПП. */
  readonly kpp?: string | undefined;
  /** With the letters of its country: `DE136695976`. */
  readonly vatId?: string | undefined;
}

const mark = z.string().nullish();
const companySchema = z.strictObject({ name: mark, inn: mark, kpp: mark, vatId: mark });

/** A company's marks, each in the form in which it is compared. What is badly formed is unknown. */
export interface CompanyMarks {
  readonly inn?: string;
  readonly kpp?: string;
  readonly vatId?: string;
  readonly nameKey?: string;
}

/**
 * The facts that keep a company's marks, for `register`, `onboard` or `learnFacts`; the presets declare them.
 */
// A type, not an interface: commands take facts of any name, which an interface does not fit.
export type CompanyFacts = {
  readonly name?: string;
  readonly nameKey?: string;
  readonly inn?: string;
  readonly kpp?: string;
  readonly vatId?: string;
};

/** A mark that was said and is none. */
export type BadMark = 'inn' | 'kpp' | 'vatId' | 'name';

/** What is known of a company: its marks, the facts that keep them, and what was badly formed. */
export interface IdentifiedCompany {
  readonly marks: CompanyMarks;
  readonly facts: CompanyFacts;
  readonly badlyFormed: readonly BadMark[];
}

/**
 * Brings what tells a company into the form in which it is kept and compared. A tax id that is badly formed
 * is unknown, and is named.
 * @throws INVALID_COMPANY where a mark is misspelt or no text: a number has lost its zeros.
 * @example
 * const { facts } = identifyCompany({ name: 'ООО «Север»', inn: '7707083893', kpp: '773601001' });
 */
export function identifyCompany(
  company: Company,
  options: { readonly stdnum?: StdnumLike | undefined } = {},
): IdentifiedCompany {
  assertOptions('identifyCompany', options, { stdnum: 'any?' });
  const { stdnum } = options;
  const { name, inn, kpp, vatId } = admit(companySchema, company, 'INVALID_COMPANY', 'a company');
  const dense = (text: string | null | undefined) => text?.replace(/\s/g, '').toUpperCase() || undefined;
  const [digits, branch] = [dense(inn), dense(kpp)];
  const given = { inn: digits, kpp: branch, vatId: dense(vatId), name: name?.trim() || undefined };
  const found = {
    inn: digits !== undefined && isInn(digits) ? digits : undefined,
    kpp: branch !== undefined && isKpp(branch) ? branch : undefined,
    vatId: given.vatId && comparableVatId(given.vatId, stdnum),
    nameKey: given.name && comparableName(given.name),
  };
  const marks: CompanyMarks = Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  );
  const badlyFormed = (['inn', 'kpp', 'vatId', 'name'] as const).filter(
    (mark) => given[mark] !== undefined && found[mark === 'name' ? 'nameKey' : mark] === undefined,
  );
  return { marks, facts: { ...marks, ...(given.name && { name: given.name }) }, badlyFormed };
}
