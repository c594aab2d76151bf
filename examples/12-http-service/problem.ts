import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { HTTPException } from 'hono/http-exception';
import { type Conveyor, explain, isConveyorError, type Refusal } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';

type Status = 400 | 404 | 409 | 500 | 503;

interface ProblemDetails {
  readonly title: string;
  readonly status: Status;
  readonly [member: string]: unknown;
}

/** An answer as RFC 9457 has it: `type` says which kind, what else it carries is data. */
function answer(kind: string, problem: ProblemDetails, headers: Record<string, string> = {}): Response {
  return Response.json(
    { type: `urn:sales-conveyor:${kind}`, ...problem },
    { status: problem.status, headers: { ...headers, 'Content-Type': 'application/problem+json' } },
  );
}

/** Input that is not valid, with every fault and its path. */
export function invalid(errors: unknown): Response {
  return answer('invalid-input', { title: 'The input is not valid', status: 400, errors });
}

export function notFound(what: string): HTTPException {
  return new HTTPException(404, { res: answer('not-found', { title: `No such ${what}`, status: 404 }) });
}

/** A refusal keeps its structure; `detail` says the same in the reader's language. */
export function refused(c: Context, refusal: Refusal, conveyor: Conveyor): HTTPException {
  const dictionary = dictionaryFor(c);
  const status = refusal.reasons.some(({ code }) => code === 'UNKNOWN_CLIENT') ? 404 : 409;
  const detail = explain(refusal, { conveyor, dictionary });
  const res = answer(
    'refusal',
    { title: 'The conveyor refuses', status, detail, ...refusal },
    { 'Content-Language': dictionary.language, Vary: 'Accept-Language' },
  );
  return new HTTPException(status, { res });
}

/** What was thrown, as an answer; what only the operator should know goes to the log. */
export function failed(error: Error): Response {
  if (error instanceof HTTPException) return error.res ?? invalid([{ path: '', message: error.message }]);
  if (isConveyorError(error, 'INVALID_COMMAND')) return invalid(error.details.problems);
  if (isConveyorError(error, 'REVISION_CONFLICT') || isConveyorError(error, 'STORE_BUSY')) {
    return answer('busy', { title: 'Others were faster; try again', status: 503 }, { 'Retry-After': '1' });
  }
  console.error(error);
  return answer('fault', { title: 'The service has a fault', status: 500 });
}

/** `ru-RU` is Russian, too. */
function dictionaryFor(c: Context) {
  const language = accepts(c, {
    header: 'Accept-Language',
    supports: ['en', 'ru'],
    default: 'en',
    match: (wanted, { supports, default: otherwise }) =>
      [...wanted]
        .filter(({ q }) => q > 0)
        .sort((one, other) => other.q - one.q)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find((language) => supports.includes(language)) ?? otherwise,
  });
  return language === 'ru' ? ru : en;
}
