import { isConveyorError } from './conveyor-error.ts';
import { invalidArgument } from './invalid-argument.ts';
import { type Given, misfitIn } from './misfit.ts';

/** What the language throws at a value of another form than was expected. */
const languageErrors = [TypeError, RangeError, SyntaxError, URIError];

/** What the caller's own functions threw: it is not about arguments. */
const callersOwn = /* @__PURE__ */ new WeakSet<object>();

/**
 * What the work gives, or promises. Nothing is looked at unless something fails: what the language then
 * throws at an argument of a wrong form is INVALID_ARGUMENT instead. The library's own errors and the
 * caller's pass as they are.
 */
export function withArguments<Result>(name: string, given: Given, work: () => Result): Result {
  return guarded(work, (error) => argumentFault(name, given, error));
}

/**
 * The error itself, or INVALID_ARGUMENT in its place. For what is called so often that `withArguments` would
 * cost too much.
 */
export function argumentFault(name: string, given: Given, error: unknown): unknown {
  if (isObject(error) && callersOwn.has(error)) return error;
  // One without a cause was told with its place.
  const isInner = isConveyorError(error, 'INVALID_ARGUMENT') && error.cause !== undefined;
  if (!isInner && !languageErrors.some((kind) => error instanceof kind)) return error;
  return invalidArgument(name, [misfitIn(given)], isInner ? error.cause : error);
}

/** A function of the caller's: what it throws comes out as it is, whatever it is. */
export function callersFunction<Given>(given: Given): Given {
  if (typeof given !== 'function') return given;
  return ((...handed: unknown[]) => guarded(() => given(...handed), callersError)) as Given;
}

/** An object of the caller's, as a store is: so is each of its methods. */
export function callersObject<Given extends object>(given: Given): Given {
  return new Proxy(given, {
    get: (object, key) => {
      const part = Reflect.get(object, key);
      return typeof part === 'function' ? callersFunction(part.bind(object)) : part;
    },
  });
}

/** The error, known for what the caller's own code threw. */
export function callersError(error: unknown): unknown {
  if (isObject(error)) callersOwn.add(error);
  return error;
}

/** What the work gives, or promises; each error as another. */
function guarded<Result>(work: () => Result, toError: (error: unknown) => unknown): Result {
  const fail = (error: unknown): never => {
    throw toError(error);
  };
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(fail) as Result) : result;
  } catch (error) {
    return fail(error);
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
