import { invalidArgument } from './invalid-argument.ts';
import { kindOf } from './misfit.ts';
import { type Fault, fault, type Problem } from './problem.ts';
import { unknownName } from './unknown-name.ts';

type Form = 'any' | 'boolean' | 'function' | 'number' | 'object' | 'string';

/** What is wrong with an option, if anything. */
type Check = (value: unknown) => Fault | undefined;

/**
 * What each option has to be; what ends in `?` may be left out. `any` is looked at elsewhere, by a code of
 * its own.
 */
export type Forms<Options> = {
  readonly [Key in keyof Required<Options>]: Form | `${Form}?` | Check;
};

/** So many unknown names at most are told, each after a search for the nearest known one. */
const MOST_TOLD = 100;

/**
 * A misspelt option would be as good as none.
 * @throws INVALID_ARGUMENT that lists every fault, unknown names among them with the nearest known one.
 */
export function assertOptions<Options extends object>(
  of: string,
  options: Options | undefined,
  forms: Forms<Options>,
  argument = 'options',
): void {
  const given: object | undefined = options === undefined && mayLack(forms) ? {} : options;
  if (!given || kindOf(given) !== 'object') {
    throw invalidArgument(of, [{ path: argument, ...wrongType('object', given) }]);
  }
  const known = Object.keys(forms) as (keyof Forms<Options> & string)[];
  const unknown = Object.keys(given)
    .filter((key) => !Object.hasOwn(forms, key))
    .slice(0, MOST_TOLD);
  const problems: Problem[] = [
    ...unknown.map((key) => ({ path: `${argument}.${key}`, ...unknownName('option', key, known) })),
    ...known.flatMap((key) => {
      const wrong = wrongWith(given[key as keyof typeof given], forms[key]);
      return wrong ? { ...wrong, path: `${argument}.${key}` } : [];
    }),
  ];
  if (problems.length > 0) throw invalidArgument(of, problems);
}

/** Whether all of the options may be left out. */
export const mayLack = (forms: Forms<object>): boolean =>
  Object.values(forms as Record<string, Form | Check>).every(
    (form) => typeof form === 'function' || form.endsWith('?'),
  );

function wrongWith(value: unknown, form: Forms<Record<string, unknown>>[string]): Fault | undefined {
  if (typeof form === 'function') return form(value);
  const expected = form.replace('?', '');
  if (expected === 'any' || (form !== expected && value === undefined)) return undefined;
  if (value === undefined) return fault('MISSING', { expected });
  return kindOf(value) === expected ? undefined : wrongType(expected, value);
}

const wrongType = (expected: string, value: unknown) =>
  fault('WRONG_TYPE', { expected, received: kindOf(value) });

/** A whole number from `least` to `most`, or left out. */
export const whole =
  (least: number, most: number): Check =>
  (value) => {
    if (value === undefined) return undefined;
    if (!Number.isInteger(value))
      return typeof value === 'number' ? fault('WRONG_TYPE', { expected: 'int' }) : wrongType('int', value);
    if ((value as number) < least) return fault('TOO_SMALL', { least, of: 'number' });
    return (value as number) > most ? fault('TOO_BIG', { most, of: 'number' }) : undefined;
  };
