import { assertOptions, type Forms, mayLack } from './assert-options.ts';
import type { Given } from './misfit.ts';
import { argumentFault, callersFunction } from './with-arguments.ts';

/** A parameter's name and what it stands for, as in `Given`. Or the forms of `options`, or of one named. */
type Parameter = string | Forms<object> | readonly [string, Forms<object>];

/** The parameters of methods, in order. */
type ParametersOf<Methods> = { readonly [Name in keyof Methods]?: readonly Parameter[] };

/**
 * Asynchronous methods that promise what `withArguments` does; functions among their arguments are the
 * caller's. Options are looked at before the method is called.
 */
export function withMethods<Methods extends object>(
  of: string,
  methods: Methods,
  parameters: ParametersOf<Methods>,
): Methods {
  const guarded = Object.entries(parameters as Record<string, readonly Parameter[]>).map(([name, names]) => {
    const method = methods[name as keyof Methods] as (...handed: unknown[]) => unknown;
    // No turn later than the method itself: who comes first must not change.
    const guard = (...handed: unknown[]) => {
      const fault = (error: unknown) => {
        throw argumentFault(`${of}.${name}`, named(names, handed), error);
      };
      try {
        assertAllOptions(`${of}.${name}`, names, handed);
        return Promise.resolve(method.apply(methods, handed.map(callersFunction))).catch(fault);
      } catch (error) {
        return Promise.reject(error).catch(fault);
      }
    };
    return [name, guard] as const;
  });
  return { ...methods, ...Object.fromEntries(guarded) };
}

function assertAllOptions(of: string, parameters: readonly Parameter[], handed: readonly unknown[]): void {
  for (const [i, parameter] of parameters.entries()) {
    if (typeof parameter === 'string') continue;
    const [argument, forms] = isNamed(parameter) ? parameter : ['options', parameter];
    assertOptions(of, handed[i] as object | undefined, forms, argument);
  }
}

function named(parameters: readonly Parameter[], handed: readonly unknown[]): Given {
  return Object.fromEntries(parameters.map((parameter, i) => [nameOf(parameter), handed[i]]));
}

const isNamed = (parameter: Exclude<Parameter, string>): parameter is readonly [string, Forms<object>] =>
  Array.isArray(parameter);

const nameOf = (parameter: Parameter) => {
  if (typeof parameter === 'string') return parameter;
  if (isNamed(parameter)) return parameter[0];
  return mayLack(parameter) ? 'options: object|undefined' : 'options';
};
