import { invalidArgument } from './invalid-argument.ts';

/** What was probably meant by a name, or what can be. */
type Hint = (name: string, known: readonly string[]) => object;

/**
 * A misspelt key would be as good as none. As `assertOptions`, for what is called often or goes into a page:
 * values are not looked at, and unless told otherwise all names are said that there are.
 * @throws INVALID_ARGUMENT that names an unknown key
 */
export function assertKnown(
  of: string,
  argument: string,
  given: object,
  known: readonly string[],
  hint: Hint = () => ({ known }),
): void {
  for (const name in given) {
    if (known.includes(name)) continue;
    const values = { kind: 'option', name, ...hint(name, known) } as const;
    const message = `is none of ${known}`;
    throw invalidArgument(of, [{ path: `${argument}.${name}`, code: 'UNKNOWN_NAME', message, values }]);
  }
}
