import type { Onboarding } from './decision-context.ts';
import { onboard } from './onboarding/onboard.ts';

/**
 * What a conveyor decides on opening balances by. `defineConveyor` has it; a page where nobody moves in can
 * do without.
 */
export const onboarding: Onboarding = { onboard };
