import { compileProblem } from '../compile.ts';
import type { FullProblem } from '../problem.ts';
import type { RedistributionProposal } from '../proposal.ts';
import { toStart } from '../propose.ts';
import { checkSolution, roundingOf } from '../solver/check.ts';
import type { PlanViolation } from './violation.ts';

/**
 * Whether the certificate proves what the plan claims. It is about the solver's instance, which is compiled anew: there the plan's
 * objective and the bound are whole numbers and are recomputed exactly.
 */
export function wrongClaims(
  problem: FullProblem,
  proposal: RedistributionProposal,
): readonly PlanViolation[] {
  const { certificate, status, gap, bound, objective: claimed } = proposal;
  const compiled = compileProblem(problem, proposal.near);
  const { instance, scale } = compiled;
  const { limits, balances, objective, bound: proven } = certificate;
  const numbers = [...limits, ...balances, certificate.scale];
  const fits = limits.length === instance.limits.length && balances.length === instance.balances.length;
  if (!fits || certificate.scale <= 0 || !numbers.every(Number.isSafeInteger))
    return [{ code: 'WRONG_CERTIFICATE' }];
  const { chosen } = toStart(compiled, proposal);
  const multipliers = {
    scale: certificate.scale,
    limits: Float64Array.from(limits),
    balances: Float64Array.from(balances),
  };
  const faults = checkSolution(instance, {
    status: 'feasible',
    stopped: 'done',
    chosen,
    objective,
    bound: proven,
    multipliers,
  });
  const violations = faults.map(
    (fault): PlanViolation =>
      fault.code === 'UNPROVEN_BOUND'
        ? { code: 'UNPROVEN_BOUND', proven: fault.bound / scale }
        : { code: 'WRONG_CERTIFICATE' },
  );
  const isOptimal = objective <= proven + roundingOf(instance, objective);
  const share = objective > proven ? (objective - proven) / Math.max(objective, 1) : 0;
  const isRounded = Math.abs(objective / scale - claimed.total) <= 1e-6 + ROUNDING * claimed.total;
  if (!isRounded) violations.push({ code: 'WRONG_CERTIFICATE' });
  if (status === 'optimal' && !isOptimal) violations.push({ code: 'WRONG_CLAIM', field: 'status' });
  if (Math.abs(bound - Math.min(proven / scale, claimed.total)) > 1e-12)
    violations.push({ code: 'WRONG_CLAIM', field: 'bound' });
  if (Math.abs(gap - share) > 1e-12) violations.push({ code: 'WRONG_CLAIM', field: 'gap' });
  return violations;
}

/** What rounding weights and amounts to whole numbers may come to. */
const ROUNDING = 3e-3;
