/**
 * Clients move in from another system: `onboardClients` takes them with all that they bring along, and
 * reports what was odd.
 * @packageDocumentation
 */

export { describeOddity } from '../service/onboarding/describe-oddity.ts';
export type { NewcomerOddity } from '../service/onboarding/newcomer-oddity.ts';
export {
  type Newcomer,
  type OddNewcomer,
  type OnboardingResult,
  onboardClients,
} from '../service/onboarding/onboard-clients.ts';
