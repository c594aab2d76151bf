import { ConveyorError, isConveyorError } from './conveyor-error.ts';

/** What a function was called with, by the names of its parameters. */
type Arguments = Readonly<Record<string, unknown>>;

/** The parameters of methods, in order; one that may be left out ends in `?`. */
type ParametersOf<Methods> = { readonly [Name in keyof Methods]?: readonly string[] };

/** What the language throws at a value of another form than was expected. */
const languageErrors = [TypeError, RangeError, SyntaxError, URIError];

/** What the caller's own functions threw: it is not about arguments. */
const callersOwn = /* @__PURE__ */ new WeakSet<object>();

/**
 * What the work gives, or promises. Nothing is looked at unless something fails: what the language then
 * throws at an argument of a wrong form is INVALID_ARGUMENT instead. The library's own errors and the
 * caller's pass as they are.
 */
export function withArguments<Result>(name: string, given: Arguments, work: () => Result): Result {
  try {
    return typed(work(), (error) => argumentFault(name, given, error));
  } catch (error) {
    throw argumentFault(name, given, error);
  }
}

/**
 * The error itself, or INVALID_ARGUMENT in its place. For what is called so often that `withArguments` would
 * cost too much.
 */
export function argumentFault(name: string, given: Arguments, error: unknown): unknown {
  if (isObject(error) && callersOwn.has(error)) return error;
  const isInner = isConveyorError(error, 'INVALID_ARGUMENT');
  if (!isInner && !languageErrors.some((kind) => error instanceof kind)) return error;
  const cause = isInner ? error.cause : error;
  const names = Object.keys(given);
  const absent = names.filter((key) => (given[key] ?? undefined) === undefined);
  const blamed = absent.length > 0 ? absent : names;
  const said = blamed.map((key) => `"${key}" (${kindOf(given[key])})`).join(' or ');
  const details = { function: name, arguments: blamed };
  return new ConveyorError('INVALID_ARGUMENT', `${name}: ${said} is not of its form`, { details, cause });
}

/** A function of the caller's: what it throws comes out as it is, whatever it is. */
export function callersFunction<Given>(given: Given): Given {
  if (typeof given !== 'function') return given;
  return ((...handed: unknown[]) => {
    try {
      return typed(given(...handed), callersError);
    } catch (error) {
      throw callersError(error);
    }
  }) as Given;
}

/** The error, known for what the caller's own code threw. */
export function callersError(error: unknown): unknown {
  if (isObject(error)) callersOwn.add(error);
  return error;
}

/**
 * Asynchronous methods that promise what {@link withArguments} does; functions among their arguments are the
 * caller's. The parameters of each are named in order; one that may be left out ends in `?`.
 */
export function withMethods<Methods extends object>(
  of: string,
  methods: Methods,
  parameters: ParametersOf<Methods>,
): Methods {
  const guarded = Object.entries(parameters as Record<string, readonly string[]>).map(([name, names]) => {
    const method = methods[name as keyof Methods] as (...handed: unknown[]) => unknown;
    // No turn later than the method itself: who comes first must not change.
    const guard = (...handed: unknown[]) => {
      const fault = (error: unknown) => {
        throw argumentFault(`${of}.${name}`, named(names, handed), error);
      };
      try {
        return Promise.resolve(method.apply(methods, handed.map(callersFunction))).catch(fault);
      } catch (error) {
        return Promise.reject(error).catch(fault);
      }
    };
    return [name, guard] as const;
  });
  return { ...methods, ...Object.fromEntries(guarded) };
}

function named(names: readonly string[], handed: readonly unknown[]): Arguments {
  const given = names.map((name, i) => [name.replace('?', ''), handed[i], name.endsWith('?')] as const);
  return Object.fromEntries(
    given.flatMap(([name, value, mayLack]) => (mayLack && value === undefined ? [] : [[name, value]])),
  );
}

function typed<Result>(result: Result, toError: (error: unknown) => unknown): Result {
  if (!(result instanceof Promise)) return result;
  return result.catch((error: unknown) => {
    throw toError(error);
  }) as Result;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
