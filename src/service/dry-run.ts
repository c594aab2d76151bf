import { type ExecuteResult, runTogether } from './execute.ts';
import type { Request } from './request.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * What would come of a request now; nothing is written or observed.
 * @throws what `execute` throws.
 */
export async function dryRun(context: ServiceContext, request: Request): Promise<ExecuteResult> {
  const [result] = await runTogether({ ...context, watch: undefined }, [request], () => undefined);
  if (result && 'error' in result) throw result.error;
  return result as ExecuteResult;
}
