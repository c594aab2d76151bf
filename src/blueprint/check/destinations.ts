import type { BlueprintTransfer } from '../blueprint.ts';

/**
 * Where a client may come to stand by a transfer: its target, and where its handoff's rejection or return
 * leads.
 */
export function destinations({ to, handoff }: BlueprintTransfer): string[] {
  const rejected = Object.values(handoff?.rejections ?? {}).flatMap((reason) => reason.to ?? []);
  return [to, ...rejected, ...(handoff?.onReturn ? [handoff.onReturn.to] : [])];
}
