import { lookup } from '../conditions/lookup.ts';

/** As much of the package `stdnum` as is asked of it: validators by country and name. */
export type StdnumLike = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          /** Whether it is a number of that kind. */
          validate(value: string): { readonly isValid: boolean };
        }
      >
    >
  >
>;

/**
 * The form of a VAT id behind the letters of its country, by country. Beside it stands the name of the
 * validator of `stdnum`.
 */
const forms: Readonly<Record<string, readonly [form: RegExp, validator: string]>> = {
  AT: [/^U\d{8}$/, 'uid'],
  BE: [/^[01]\d{9}$/, 'vat'],
  BG: [/^\d{9,10}$/, 'vat'],
  CH: [/^E\d{9}(MWST|TVA|IVA)?$/, 'vat'],
  CY: [/^\d{8}[A-Z]$/, 'vat'],
  CZ: [/^\d{8,10}$/, 'dic'],
  DE: [/^\d{9}$/, 'vat'],
  DK: [/^\d{8}$/, 'cvr'],
  EE: [/^\d{9}$/, 'kmkr'],
  ES: [/^[A-Z\d]\d{7}[A-Z\d]$/, 'nif'],
  FI: [/^\d{8}$/, 'alv'],
  FR: [/^[A-HJ-NP-Z\d]{2}\d{9}$/, 'tva'],
  GB: [/^(\d{9}|\d{12}|(GD|HA)\d{3})$/, 'vat'],
  GR: [/^\d{9}$/, 'vat'],
  HR: [/^\d{11}$/, 'oib'],
  HU: [/^\d{8}$/, 'anum'],
  IE: [/^\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/, 'vat'],
  IT: [/^\d{11}$/, 'iva'],
  LT: [/^(\d{9}|\d{12})$/, 'pvm'],
  LU: [/^\d{8}$/, 'tva'],
  LV: [/^\d{11}$/, 'pvn'],
  MT: [/^\d{8}$/, 'vat'],
  NL: [/^\d{9}B\d{2}$/, 'btw'],
  NO: [/^\d{9}(MVA)?$/, 'mva'],
  PL: [/^\d{10}$/, 'nip'],
  PT: [/^\d{9}$/, 'nif'],
  RO: [/^\d{2,10}$/, 'cif'],
  SE: [/^\d{12}$/, 'vat'],
  SI: [/^\d{8}$/, 'ddv'],
  SK: [/^\d{10}$/, 'dph'],
};

/**
 * A VAT id as it is compared: `BE0403170701`, without blanks, points and hyphens. Undefined where it is badly
 * formed or of a country that is not known here. Without `stdnum` its form alone is looked at, never its
 * check digits.
 */
export function comparableVatId(text: string, stdnum?: StdnumLike): string | undefined {
  const plain = text
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replace(/^EL/, 'GR');
  const [country, number] = [plain.slice(0, 2), plain.slice(2)];
  const [form, validator] = lookup(forms, country) ?? [];
  if (!form || !validator || !form.test(number) || !/[1-9]/.test(number)) return undefined;
  const check = lookup(lookup(stdnum ?? {}, country) ?? {}, validator);
  const whole = country === 'NO' ? `NO${number.slice(0, 9)}` : plain;
  return !check || check.validate(country === 'NO' ? `${whole}MVA` : number).isValid ? whole : undefined;
}
