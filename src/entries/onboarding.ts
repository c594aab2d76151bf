/**
 * Clients move in from another system: `onboardClients` takes them with all that they bring along, and
 * reports what was odd.
 * @packageDocumentation
 */

export { describeOddity } from '../service/onboarding/describe-oddity.ts';
export {
  type Newcomer,
  type NewcomerOddity,
  type OddNewcomer,
  type OnboardingResult,
  onboardClients,
} from '../service/onboarding/onboard-clients.ts';
