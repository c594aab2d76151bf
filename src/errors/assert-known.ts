import { writable } from './did-you-mean.ts';
import { invalidArgument } from './invalid-argument.ts';
import { kindOf } from './misfit.ts';

/**
 * A misspelt key would be as good as none. As `assertOptions`, for what is called often or goes into a page:
 * values are not looked at. To be called within `withArguments`, which tells of what is no record at all.
 * @throws INVALID_ARGUMENT that names an unknown key, with the nearest known one
 */
export function assertKnown(of: string, argument: string, given: object, known: readonly string[]): void {
  if (kindOf(given) !== 'object') throw new TypeError();
  for (const name in given) {
    if (known.includes(name)) continue;
    const hint = writable(name, known);
    const said = hint.meant ? `did you mean "${hint.meant}"?` : `there are: ${known.join(', ')}`;
    const message = `no option is called "${name}"; ${said}`;
    const values = { kind: 'option', name, ...hint } as const;
    throw invalidArgument(of, [{ path: `${argument}.${name}`, code: 'UNKNOWN_NAME', message, values }]);
  }
}
