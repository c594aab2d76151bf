import { invalidInput } from '../errors/invalid-input.ts';
import { fault, type Problem } from '../errors/problem.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { mondayOf } from '../time/calendar-day.ts';
import { isAmount } from './amount.ts';
import type { AssignmentCandidate, AssignmentRequest } from './candidate.ts';
import type { AssignmentAccount, AssignmentLedger } from './ledger.ts';
import type { AssignmentObstacle } from './obstacle.ts';
import { moreOffered, withOffered } from './offered.ts';
import type { AssignmentOutcome, CandidateFigures } from './outcome.ts';
import type { AssignmentPolicy } from './policy.ts';

/** Who gets the client, and the ledger after it: the same ledger where nobody can. */
export interface AssignmentDecision {
  readonly outcome: AssignmentOutcome;
  readonly ledger: AssignmentLedger;
}

/** Scores that differ by less are rounding. */
const EVEN = 1e-9;

/**
 * Decides who gets a client now, in a role. Whoever can take it is entitled to a part of it by their share of
 * the capacity of all who can; the one who is owed most, the bonus counted in, gets it whole and is charged
 * for it. Who is absent or not eligible neither earns nor is charged. Received and entitled never drift apart
 * by more than `unfairnessBound` says, whatever happens.
 *
 * Pure and deterministic, whatever the order of the candidates: of those who are owed the same, the one whose
 * latest assignment is oldest gets the client, then the first by id.
 * @throws INVALID_ASSIGNMENT where a number is not finite or below 0, or a candidate comes twice
 * (`details.problems` names each).
 * @example
 * const policy = parseAssignmentPolicy({ measure: 'clients' });
 * const at = '2026-01-05T09:00:00.000Z';
 * const request = { clientId: 'acme', role: 'clientManager', hours: 2, at, day: '2026-01-05' };
 * const candidates = [
 *   { employeeId: 'ivanova', capacity: 130, openClients: 40, openHours: 90 },
 *   { employeeId: 'petrov', capacity: 65, openClients: 12, openHours: 20 },
 * ];
 * const { outcome, ledger } = assignNext(request, candidates, emptyAssignmentLedger, policy);
 * // outcome.employeeId is 'ivanova': entitled to two thirds of a client, charged one, ahead by a third
 * // the next client is Petrov's, and the one after that Ivanova's again
 */
export function assignNext(
  request: AssignmentRequest,
  candidates: readonly AssignmentCandidate[],
  ledger: AssignmentLedger,
  policy: AssignmentPolicy,
): AssignmentDecision {
  const given = {
    request,
    'request.day: string': request?.day,
    'candidates: array': candidates,
    ledger,
    policy,
  };
  return withArguments('assignNext', given, () => assign(request, candidates, ledger, policy));
}

function assign(
  request: AssignmentRequest,
  candidates: readonly AssignmentCandidate[],
  ledger: AssignmentLedger,
  policy: AssignmentPolicy,
): AssignmentDecision {
  if (!Array.isArray(candidates)) throw new TypeError('No list of candidates');
  assertFigures(request, candidates);
  const { clientId, role, at, hours, refunded, taken } = request;
  const amount = refunded ?? amountOf(request, policy);
  const accounts = new Map(ledger.entries.map((entry) => [entry.employeeId, entry]));
  const sorted = candidates
    .map((candidate) => withOffered(candidate, accounts.get(candidate.employeeId)))
    .sort((a, b) => (a.employeeId < b.employeeId ? -1 : 1));
  const week = mondayOf(request.day);
  const obstacles = sorted.map((candidate) =>
    obstaclesOf(candidate, { request, week }, accounts.get(candidate.employeeId), policy),
  );
  const able = sorted.filter(({ employeeId }, i) => employeeId === taken || obstacles[i]?.length === 0);
  const capacity = able.reduce((sum, candidate) => sum + candidate.capacity, 0);

  const figures = sorted.map((candidate, i): CandidateFigures => {
    const { employeeId, openClients, openHours } = candidate;
    const { received, debt } = accounts.get(employeeId) ?? noAccount;
    const against = obstacles[i] ?? [];
    const canTake = employeeId === taken || against.length === 0;
    // Without any capacity there is only the one who took it.
    const part = capacity > 0 ? candidate.capacity / capacity : 1;
    const share = canTake && refunded === undefined ? amount * part : 0;
    const bonus = Math.min(candidate.bonus ?? 0, policy.maxBonus);
    return {
      employeeId,
      capacity: candidate.capacity,
      present: !against.some(({ code }) => absences.has(code)),
      openClients,
      openHours,
      ...(candidate.capacity > 0 && { utilisation: openHours / candidate.capacity }),
      received,
      share,
      debtBefore: debt,
      debtAfter: debt + share,
      bonus,
      ...(canTake && { score: debt + share + bonus }),
      obstacles: against,
    };
  });

  const decided = { clientId, role, at, measure: policy.measure, hours, amount };
  const winner =
    taken === undefined
      ? mostOwed(figures, accounts)
      : figures.find(({ employeeId }) => employeeId === taken);
  if (!winner) {
    return { outcome: { ...decided, pool: role, reason: reasonsIn(figures), candidates: figures }, ledger };
  }
  const charged = figures.map((one) =>
    one === winner ? { ...one, debtAfter: one.debtAfter - amount } : one,
  );
  const { employeeId } = winner;
  return {
    outcome: { ...decided, employeeId, candidates: charged },
    ledger: entered(ledger, charged, { ...request, employeeId, amount }),
  };
}

/** What a client counts in the policy's measure. */
function amountOf({ hours }: AssignmentRequest, { measure, leastHours }: AssignmentPolicy): number {
  return measure === 'clients' ? 1 : Math.max(hours, leastHours);
}

const noAccount = { received: 0, debt: 0 };
const absences: ReadonlySet<string> = new Set<AssignmentObstacle['code']>([
  'NOT_HIRED_YET',
  'LEFT',
  'ABSENT',
]);

/** Everything that stands against a candidate; nothing short-circuits. */
function obstaclesOf(
  { capacity, openClients, openHours, obstacles = [] }: AssignmentCandidate,
  { request, week }: { readonly request: AssignmentRequest; readonly week: string },
  account: AssignmentAccount | undefined,
  { caps }: AssignmentPolicy,
): AssignmentObstacle[] {
  const found = [...(request.obstacles ?? []), ...obstacles];
  const isThere = !found.some(({ code }) => code === 'LEFT' || code === 'ABSENT' || code === 'NOT_HIRED_YET');
  if (isThere && !(capacity > 0)) found.push({ code: 'NO_CAPACITY' });
  const { latest } = account ?? {};
  const loads = {
    openClients: openClients + 1,
    utilisation: capacity > 0 ? (openHours + request.hours) / capacity : 0,
    newPerDay: latest?.day === request.day ? latest.onDay + 1 : 1,
    newPerWeek: latest?.week === week ? latest.inWeek + 1 : 1,
  };
  for (const cap of ['openClients', 'utilisation', 'newPerDay', 'newPerWeek'] as const) {
    const limit = caps[cap];
    const actual = loads[cap];
    if (limit !== undefined && actual > limit + EVEN) found.push({ code: 'OVER_CAP', cap, limit, actual });
  }
  return found;
}

function mostOwed(
  figures: readonly CandidateFigures[],
  accounts: ReadonlyMap<string, AssignmentAccount>,
): CandidateFigures | undefined {
  const scores = figures.flatMap(({ score }) => score ?? []);
  const highest = Math.max(...scores);
  const even = figures.filter(({ score }) => score !== undefined && score >= highest - EVEN);
  const latestOf = ({ employeeId }: CandidateFigures) => accounts.get(employeeId)?.latest?.at ?? '';
  return even.reduce<CandidateFigures | undefined>(
    (first, one) => (first && latestOf(first) <= latestOf(one) ? first : one),
    undefined,
  );
}

function reasonsIn(figures: readonly CandidateFigures[]) {
  if (figures.length === 0) return ['NO_CANDIDATES'] as const;
  return [...new Set(figures.flatMap(({ obstacles }) => obstacles.map(({ code }) => code)))].toSorted();
}

interface Charge extends AssignmentRequest {
  readonly employeeId: string;
  readonly amount: number;
}

/**
 * The ledger with everybody's entitlement and the winner's charge. Who could not take the client is not
 * touched.
 */
function entered(
  ledger: AssignmentLedger,
  figures: readonly CandidateFigures[],
  charge: Charge,
): AssignmentLedger {
  const accounts = new Map(ledger.entries.map((entry) => [entry.employeeId, entry]));
  const ofTheirOwn = charge.taken !== undefined;
  let largestStep = ledger.largestStep;
  for (const { employeeId, score, received, debtAfter, bonus } of figures) {
    if (score === undefined) continue;
    if (!ofTheirOwn) largestStep = Math.max(largestStep, charge.amount + bonus);
    const account = { ...accounts.get(employeeId), employeeId, received, debt: debtAfter };
    accounts.set(employeeId, employeeId === charge.employeeId ? charged(account, charge) : account);
  }
  const entries = [...accounts.values()].sort((a, b) => (a.employeeId < b.employeeId ? -1 : 1));
  const taken = ofTheirOwn && charge.refunded === undefined ? charge.amount : 0;
  return { ...ledger, entries, largestStep, ...(taken > 0 && { taken: (ledger.taken ?? 0) + taken }) };
}

function charged(account: AssignmentAccount, charge: Charge): AssignmentAccount {
  const { amount, at, day, hours, offered } = charge;
  const { latest } = account;
  const week = mondayOf(day);
  const onDay = latest?.day === day ? latest.onDay + 1 : 1;
  const inWeek = latest?.week === week ? latest.inWeek + 1 : 1;
  return {
    ...account,
    received: account.received + amount,
    latest: { at, day, onDay, week, inWeek },
    ...(offered && { offered: moreOffered(account, hours) }),
  };
}

const FIGURES = ['capacity', 'openClients', 'openHours', 'bonus'] as const;

function assertFigures(request: AssignmentRequest, candidates: readonly AssignmentCandidate[]): void {
  const problems: Problem[] = [];
  const isWrong = (value: unknown) => value !== undefined && !isAmount(value);
  for (const path of ['hours', 'refunded'] as const)
    if (isWrong(request[path])) problems.push({ path, ...fault('NOT_AN_AMOUNT') });
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const { employeeId } = candidate;
    for (const figure of FIGURES)
      if (isWrong(candidate[figure]))
        problems.push({ path: `${employeeId}.${figure}`, ...fault('NOT_AN_AMOUNT') });
    if (seen.has(employeeId)) problems.push({ path: employeeId, ...fault('CANDIDATE_TWICE') });
    seen.add(employeeId);
  }
  if (problems.length > 0) throw invalidInput('INVALID_ASSIGNMENT', 'an assignment', problems);
}
