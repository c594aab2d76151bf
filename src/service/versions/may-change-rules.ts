import type { Blueprint } from '../../blueprint/blueprint.ts';
import { authorityOf } from '../../blueprint/compile-blueprint.ts';
import type { RefusalReason } from '../../client/refusal.ts';
import type { Instant } from '../../time/instant.ts';
import { assertSender } from '../actors.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import type { Archive } from './blueprint-documents.ts';

/** The rules stay as they are: whoever asked may not change them. Nothing was stored. */
export interface RulesRefused {
  readonly ok: false;
  readonly refused: readonly RefusalReason<'NOT_AUTHORIZED'>[];
}

/**
 * The refusal to somebody who may not change these rules by themselves; undefined where they may.
 * @throws INVALID_COMMAND where nobody is named
 */
export async function refusedToChange(
  { store, tenant, now }: Pick<Archive, 'store' | 'tenant'> & { readonly now: () => Instant },
  blueprint: Blueprint,
  by: string,
): Promise<RulesRefused | undefined> {
  assertSender(by);
  const conveyor = { blueprint, rules: { blueprint, authority: authorityOf(blueprint) } };
  const refused = await unauthorizedTo({ conveyor, store, tenant, now }, 'changeRules', by);
  return refused.length > 0 ? { ok: false, refused } : undefined;
}
