import type * as z from 'zod';

/** One fault of an input and where it is: `transfers.handOver.when.all[2].fact`; an empty path is the whole input. */
export interface Problem {
  readonly path: string;
  /** In English, for whoever reads a log. */
  readonly message: string;
  /** What is wrong, by code, and what it says beside; absent where only the message says it. */
  readonly code?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

const plainKey = /^[\w$]+$/;

/** Writes a path as in code: `all[2].fact`, `facts["orders.count"].label`. */
export function formatPath(path: Path): string {
  const written = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return plainKey.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
  });
  return written.join('').replace(/^\./, '');
}

/** The same problems, of an input that sits at `path` within a larger one. */
export function problemsUnder(path: Path, problems: readonly Problem[]): readonly Problem[] {
  const prefix = formatPath(path);
  return problems.map(({ path: own, ...rest }) => {
    const separator = prefix === '' || own === '' || own.startsWith('[') ? '' : '.';
    return { path: `${prefix}${separator}${own}`, ...rest };
  });
}

/** Every fault that zod found, one by one, also those inside a union: of its alternatives the one evidently meant. */
export function toProblems(error: { readonly issues: readonly Issue[] }): readonly Problem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, []));
}

function problemsOf(issue: Issue, parent: Path): readonly Problem[] {
  const path = [...parent, ...issue.path];
  const inner = innerIssuesOf(issue);
  if (inner) return inner.flatMap((each) => problemsOf(each, path));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: formatPath([...path, key]),
      message: 'Unknown key',
      code: 'UNKNOWN_KEY',
    }));
  }
  return [{ path: formatPath(path), message: issue.message, ...codeOf(issue) }];
}

/** What a parser found, by a code and values of the library's own: those of zod may change. */
function codeOf(issue: Issue): Pick<Problem, 'code' | 'values'> {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'WRONG_TYPE', values: { expected: issue.expected } };
    case 'too_small':
      return { code: 'TOO_SMALL', values: { least: Number(issue.minimum), of: issue.origin } };
    case 'too_big':
      return { code: 'TOO_BIG', values: { most: Number(issue.maximum), of: issue.origin } };
    case 'invalid_value':
      return { code: 'NOT_ONE_OF', values: { allowed: issue.values.map(String) } };
    case 'invalid_format':
      return { code: 'WRONG_FORM' };
    default:
      return { code: 'NOT_VALID' };
  }
}

function innerIssuesOf(issue: Issue): readonly Issue[] | undefined {
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') return issue.issues;
  return issue.code === 'invalid_union' ? evidentlyMeant(issue.errors) : undefined;
}

/** The alternative whose own shape fits best, whatever is wrong deeper inside; none when two fit equally well. */
function evidentlyMeant(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const misfits = alternatives.map((issues) => issues.reduce((sum, issue) => sum + misfitOf(issue), 0));
  const least = Math.min(...misfits);
  const best = alternatives.filter((_, index) => misfits[index] === least);
  return best.length === 1 ? best[0] : undefined;
}

function misfitOf(issue: Issue): number {
  if (issue.path.length > 0) return 0;
  if (issue.code === 'unrecognized_keys') return issue.keys.length;
  return issue.code === 'invalid_type' ? 2 : 1;
}
