/**
 * Clients move in from another system: `onboardClients` takes them with all that they bring along, and
 * reports what was odd. `windowFromRule` makes a decision window of a rule in their calendar.
 * @packageDocumentation
 */

export {
  type RecurringWindow,
  type WindowRule,
  windowFromRule,
} from '../client/onboarding/window-from-rule.ts';
export { describeOddity } from '../service/onboarding/describe-oddity.ts';
export type { NewcomerOddity } from '../service/onboarding/newcomer-oddity.ts';
export {
  type Newcomer,
  type OddNewcomer,
  type OnboardingResult,
  onboardClients,
} from '../service/onboarding/onboard-clients.ts';
