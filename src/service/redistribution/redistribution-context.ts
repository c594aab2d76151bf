import type { ServiceContext } from '../service-context.ts';

/** The shell with what redistribution was opened with. */
export interface RedistributionContext extends ServiceContext {
  /** For how many days after its end a plan keeps its rows. */
  readonly keepPlansDays: number;
}
