import { createSales, type Sales, type SalesOptions } from 'sales-conveyor';
import { type AssignmentPolicyInput, type Assignments, openAssignment } from 'sales-conveyor/assignment';
import {
  openRedistribution,
  type RedistributionOptions,
  type Redistributions,
} from 'sales-conveyor/redistribution';
import { openSubscriptions, type Subscriptions } from 'sales-conveyor/subscriptions';

/** Sales with every feature opened. */
export interface OpenSales extends Sales {
  readonly assignment: Assignments;
  readonly redistribution: Redistributions;
  readonly subscriptions: Subscriptions;
}

/** What sales and their features are opened with. */
export interface OpenOptions extends SalesOptions, RedistributionOptions {
  readonly assignment?: Readonly<Record<string, AssignmentPolicyInput>>;
}

/** Opens sales with every feature. */
export function openSales({
  assignment = {},
  onMovesInTransaction,
  keepPlansDays,
  ...options
}: OpenOptions): OpenSales {
  const sales = createSales(options);
  return {
    ...sales,
    assignment: openAssignment(sales, { policies: assignment }),
    redistribution: openRedistribution(sales, {
      ...(onMovesInTransaction && { onMovesInTransaction }),
      ...(keepPlansDays !== undefined && { keepPlansDays }),
    }),
    subscriptions: openSubscriptions(sales),
  };
}
