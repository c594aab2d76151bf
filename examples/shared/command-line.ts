import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type ValuesOf<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** What is wrong with what was typed, in a line for whoever typed it. */
export class UsageError extends Error {}

/**
 * Reads the command line of an example. `--help` says how it is meant; a mistake is told in a line, with the usage, and ends the
 * program with code 2.
 */
export function readCommandLine<const O extends Options>(usage: string, options: O): ValuesOf<O> {
  return orUsage(usage, () => {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
    if (!('help' in values)) return values as ValuesOf<O>;
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  });
}

/** Whatever the call gives; a mistake of the user's ends the program as in {@link readCommandLine}. */
export function orUsage<T>(usage: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const isMistake = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
    if (!isMistake) throw error;
    return endWith(error.message, usage);
  }
}

function endWith(mistake: string, usage: string): never {
  process.stderr.write(`${mistake}\n${usage}\n`);
  process.exit(2);
}

/** What is wrong with the file itself, by the codes of the system, the driver, the store and the shell: it cannot be used, or has other rules. */
const aboutTheFile =
  /^(E[A-Z]+|SQLITE_CANTOPEN|SQLITE_NOTADB|STORE_FAILURE|BLUEPRINT_CONFLICT|BLUEPRINT_NOT_CURRENT)$/;

/** Works with a file that was named; one that cannot be opened, or is another story's, is told as a mistake. Any other fault comes out as it is. */
export async function withFile<T>(usage: string, file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && aboutTheFile.test(String(error.code)))) throw error;
    return endWith(`--file ${file}: ${error.message}`, usage);
  }
}

/** One of the values, or a mistake that names them. */
export function oneOf<const T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${name} ${value}: one of ${known.join(', ')}`);
  return found;
}
