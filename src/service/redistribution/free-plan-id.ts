import type { Plan } from '../../redistribution/plan/plan.ts';
import type { ServiceContext } from '../service-context.ts';
import { PlanRepository } from './plan-repository.ts';

/**
 * The id of a plan that the library names itself. It is the wanted one, or the first free one of `undo-p-2`,
 * `undo-p-3`, ... where a caller's plan has that already. that no plan has. A plan that `isSame` is not
 * passed over.
 */
export async function freePlanId(
  context: ServiceContext,
  wanted: string,
  isSame: (plan: Plan) => boolean = () => false,
): Promise<string> {
  const plans = new PlanRepository(context);
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    const taken = await plans.read(id);
    if (!taken || isSame(taken.kept.plan)) return id;
  }
}
