import type * as z from 'zod';
import { meant } from './did-you-mean.ts';
import { fillTemplate } from './fill-template.ts';
import type { ProblemCode, ProblemDetails } from './problem-details.ts';
import { forms, problemWords } from './problem-words.ts';

/** What is wrong, by code, with what it says beside. */
export type Fault<Code extends ProblemCode = ProblemCode> = {
  [K in Code]: {
    readonly code: K;
    /** In English, for whoever reads a log. */
    readonly message: string;
  } & ([keyof ProblemDetails[K]] extends [never]
    ? { readonly values?: undefined }
    : { readonly values: Readonly<ProblemDetails[K]> });
}[Code];

/**
 * One fault of an input and where it is: `transfers.handOver.when.all[2].fact`; an empty path is the whole
 * input. `describeProblem` puts it into words.
 */
export type Problem<Code extends ProblemCode = ProblemCode> = Fault<Code> & {
  readonly path: string;
  /** Whose it is, where a position in a list would tell a reader little. */
  readonly of?: ProblemOwner;
};

/** Whose a problem is; of a client's order also which. */
export interface ProblemOwner {
  readonly kind: 'client' | 'employee';
  readonly id: string;
  readonly orderId?: string;
}

type Beside<Code extends ProblemCode> = [keyof ProblemDetails[Code]] extends [never]
  ? []
  : [values: ProblemDetails[Code]];

/** Says what is wrong, with a message in these words: each folder has words of its own. */
export function faultsIn<Known extends ProblemCode>(words: Readonly<Record<Known, string>>) {
  return <Code extends Known>(code: Code, ...[values]: Beside<Code>): Fault<Code> => {
    const message = fillTemplate(words[code], faultValues({ values }, problemWords));
    return { code, message, ...(values && { values }) } as unknown as Fault<Code>;
  };
}

export const fault = faultsIn(problemWords.problems);

/** The same for a refinement of zod's. */
export function issue<Code extends keyof typeof problemWords.problems>(code: Code, ...beside: Beside<Code>) {
  const params = fault(code, ...beside);
  return { message: params.message, params };
}

/** For a refinement that compares parts: none of them is known to be wrong. */
export const onceSound = {
  when: ({ issues }: { readonly issues: readonly unknown[] }): boolean => issues.length === 0,
};

/** The problem as one of a client or an employee, named in its message too. */
export function ownedBy(problem: Problem, of: Problem['of']): Problem {
  return of
    ? { ...problem, message: fillTemplate(problemWords.of[of.kind], of) + problem.message, of }
    : problem;
}

/** The values of a fault, names of kinds and types in words. */
export function faultValues(
  { values = {} }: { readonly values?: object | undefined },
  words: Pick<typeof problemWords, 'kinds' | 'types' | 'expected' | 'forms' | 'sizes'>,
): object {
  const { kind, type, types, expected, why, form, of } = values as Readonly<Record<string, unknown>>;
  const word = (name: unknown, known: Readonly<Record<string, string>>) =>
    Object.hasOwn(known, String(name)) ? known[String(name)] : name;
  return {
    ...values,
    kind: word(kind, words.kinds),
    type: word(type, words.types),
    types: [types].flat().map((one) => word(one, words.types)),
    expected: word(expected, words.expected),
    form: word(form, words.forms),
    of: words.sizes[of as keyof typeof words.sizes],
    why: typeof why === 'object' && why !== null && 'code' in why ? why.code : why,
  };
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

/**
 * Every fault that zod found, one by one, also those inside a union: of its alternatives the one evidently
 * meant. Of very many the first, and how many there are besides.
 */
export function toProblems({ issues }: { readonly issues: readonly Issue[] }): readonly Problem[] {
  const problems = issues.slice(0, MOST_TOLD).flatMap((issue) => problemsOf(issue, []));
  const count = problems.length - MOST_TOLD + Math.max(0, issues.length - MOST_TOLD);
  return count > 0
    ? [...problems.slice(0, MOST_TOLD), { path: '', ...fault('AND_MORE', { count }) }]
    : problems;
}

/** So many unknown keys of one part are compared with those that there are. */
const MOST_COMPARED = 20;
/** So many are told: nobody reads more, and each takes work and memory. */
const MOST_TOLD = 1_000;

function problemsOf(issue: Issue, parent: Path): readonly Problem[] {
  const path = [...parent, ...issue.path];
  const inner = innerIssuesOf(issue);
  if (inner) return inner.flatMap((each) => problemsOf(each, path));
  if (issue.code === 'unrecognized_keys') {
    // See `examine`; else a parser's own words.
    const known = issue.message.startsWith('Unrecognized') ? [] : issue.message.split(',');
    return issue.keys.map((key, i) => {
      const near = i < MOST_COMPARED ? meant(key, known) : {};
      return { path: formatPath([...path, key]), ...fault('UNKNOWN_KEY', near) };
    });
  }
  const found = faultOf(issue);
  // What a parser says by itself is not for people; a schema of ours may say more than our code.
  const isOurs =
    issue.code === 'custom'
      ? !isFault(issue.params)
      : found.code !== 'NO_SUCH_DAY' && /^must |^there is no /i.test(issue.message);
  const message = isOurs ? issue.message : found.message;
  return [{ ...found, message, path: formatPath(path) }];
}

/** What a parser found, by a code and values of the library's own: those of zod may change. */
function faultOf(issue: Issue): Fault {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'undefined') return fault('TO_BE_LEFT_OUT');
      if (issue.message.endsWith('received undefined')) return fault('MISSING', { expected: issue.expected });
      return issue.expected in problemWords.expected
        ? fault('WRONG_TYPE', { expected: issue.expected })
        : fault('NOT_VALID');
    case 'too_small': {
      const { origin: of, minimum, inclusive } = issue;
      if (minimum === 1 && of in problemWords.sizes) return fault('EMPTY');
      return fault('TOO_SMALL', { [inclusive ? 'least' : 'above']: Number(minimum), of });
    }
    case 'too_big':
      return fault('TOO_BIG', { most: Number(issue.maximum), of: issue.origin });
    case 'invalid_value':
      return fault('NOT_ONE_OF', { allowed: issue.values.map(String) });
    case 'invalid_format':
      return lacksDay(issue.input) ? fault('NO_SUCH_DAY') : fault('WRONG_FORM', { form: formOf(issue) });
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? fault('NOT_ONE_OF', { allowed: issue.options.map(String) })
        : fault('NOT_VALID');
    case 'custom':
      return isFault(issue.params) ? issue.params : fault('NOT_VALID');
    default:
      return fault('NOT_VALID');
  }
}

/** Patterns are known by what is said of them, whose name is the form's. */
const formOf = ({ format, message }: z.core.$ZodIssueInvalidStringFormat) =>
  Object.entries(forms).find(([, said]) => said === message)?.[0] ?? (format in forms ? format : 'any');

/** Whether a text begins with a day after the last one of its month. */
function lacksDay(given: unknown): boolean {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(3[01]|[12]\d)(?!\d)/.exec(String(given)) ?? [];
  // Calendars come again after 400 years, and of the first 100 `Date` has ideas of its own.
  return Number(day) > new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
}

const isFault = (params: object | undefined): params is Fault =>
  params !== undefined && 'code' in params && 'message' in params;

function innerIssuesOf(issue: Issue): readonly Issue[] | undefined {
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') return issue.issues;
  return issue.code === 'invalid_union' ? evidentlyMeant(issue.errors) : undefined;
}

/**
 * The alternative whose own shape fits best, whatever is wrong deeper inside; none when two fit equally well.
 */
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
