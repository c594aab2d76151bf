import * as main from 'sales-conveyor';
import * as assignment from 'sales-conveyor/assignment';
import * as core from 'sales-conveyor/core';
import * as inbox from 'sales-conveyor/inbox';
import * as onboarding from 'sales-conveyor/onboarding';
import * as presets from 'sales-conveyor/presets';
import * as redistribution from 'sales-conveyor/redistribution';
import * as solver from 'sales-conveyor/solver';

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
