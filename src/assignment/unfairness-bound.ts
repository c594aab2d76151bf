import { withArguments } from '../errors/with-arguments.ts';
import type { AssignmentLedger } from './ledger.ts';

/**
 * How far anybody's `received` can be from what they were entitled to, whatever happened so far. It is
 * `(n - 1) / 2 * largestStep + refunded + taken`, where n people have an account.
 *
 * Proof. An assignment of amount h entitles each eligible i to a part a(i), with sum h, and charges h to a j
 * whose debt d(j) + a(j) is within the largest bonus B of everybody else's d(i) + a(i); h + B <= L, the
 * largest step. Let f(k) = k (n - k) L / 2. Claim: the debts of any k people add up to at most f(k), and
 * those of all n to f(n) = 0. It holds at the start. Take k people S after an assignment. With j among them
 * their sum has not grown, nor has it with nobody eligible among them. Otherwise let A be the m >= 1 eligible
 * ones among them; each of A has d(i) + a(i) <= d(j) + a(j) + B. Weighing this by 1 / (m + 1) and d(i) + a(i)
 * itself by m / (m + 1), the new sum of S is at most
 *   m / (m + 1) * (old sum of S and j) + 1 / (m + 1) * (old sum of S without A) + m / (m + 1) * (h + B)
 *   <= (m f(k + 1) + f(k - m)) / (m + 1) + m / (m + 1) * L = f(k) - m L / 2 + m L / (m + 1) <= f(k).
 * So nobody's debt exceeds f(1), and as the others' sum is at most f(n - 1) = f(1), nobody's is below -f(1).
 * Whoever joins later can be counted in from the start with debt 0. A refund adds its amount to one debt
 * until the client is assigned again, which entitles nobody: every f(k) grows by it at most. What somebody
 * takes of their own accord entitles any k people to no more than its amount: every f(k) grows by that.
 *
 * For equal shares and unit amounts this is the greedy rule of the carpool problem with its bound (n - 1) /
 * 2: Fagin and Williams, 1983; Ajtai, Aspnes, Naor, Rabani, Schulman and Waarts, "Fairness in scheduling",
 * 1998. It takes an adversary who chooses who is eligible; where that is chance, nobody drifts much further
 * than one client. As long as everybody always is, the same argument with A = S gives less: nobody is owed
 * more than (H(n) - 1) * L, H(n) being the harmonic number (3.5 L for 50 people), and nobody is ahead by more
 * than L.
 */
export function unfairnessBound(ledger: AssignmentLedger): number {
  return withArguments('unfairnessBound', { ledger }, () => {
    const { entries, largestStep, refunded, taken = 0 } = ledger;
    return (Math.max(0, entries.length - 1) / 2) * largestStep + refunded + taken;
  });
}
