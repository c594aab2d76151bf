import * as main from 'sales-conveyor';
import * as assignment from 'sales-conveyor/assignment';
import * as core from 'sales-conveyor/core';
import * as inbox from 'sales-conveyor/inbox';
import * as onboarding from 'sales-conveyor/onboarding';
import * as presets from 'sales-conveyor/presets';
import * as redistribution from 'sales-conveyor/redistribution';
import * as solver from 'sales-conveyor/solver';
import manifest from '../../package.json' with { type: 'json' };

/** What can be imported to run a department. */
export const root = {
  ...main,
  ...core,
  ...assignment,
  ...inbox,
  ...onboarding,
  ...presets,
  ...redistribution,
  ...solver,
};

export type Called = (...given: unknown[]) => unknown;

/** Every function of these, found anew each time; classes are no functions to be called. */
export const functionsOf = (owner: object): [string, Called][] =>
  Object.entries(owner).filter(
    (entry): entry is [string, Called] =>
      typeof entry[1] === 'function' && !/^class\b/.test(Function.prototype.toString.call(entry[1])),
  );

/** What the package exports, entry by entry, as its manifest says: nobody has to remember a new one. */
const entries: readonly object[] = await Promise.all(
  Object.keys(manifest.exports)
    .filter((path) => !/\.json$|\*/.test(path))
    .map((path) => import(/* @vite-ignore */ path.replace('.', 'sales-conveyor'))),
);

/** Every function that anybody can import, once. */
export const publicFunctions = new Map(entries.flatMap(functionsOf));

/** The names of a function's parameters, as they are written. */
export function parametersOf(call: Called): string[] {
  const [, parameters = ''] = /^[^(]*\(([^)]*)/.exec(String(call)) ?? [];
  return parameters === '' ? [] : parameters.split(',').map((one) => one.trim().split(' ')[0] as string);
}
