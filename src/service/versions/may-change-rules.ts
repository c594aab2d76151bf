import type { Blueprint } from '../../blueprint/blueprint.ts';
import { authorityOf } from '../../blueprint/compile-blueprint.ts';
import { mayWithAny, notAuthorized } from '../../client/may-with-any.ts';
import type { RefusalReason } from '../../client/refusal.ts';
import type { Instant } from '../../time/instant.ts';
import { assertSender, resolveActor } from '../actors.ts';
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
  const actor = await resolveActor({ conveyor: { blueprint }, store, tenant, now }, by);
  const asking = { by: actor, rules: { blueprint, authority: authorityOf(blueprint) } };
  if (mayWithAny('changeRules', asking)) return undefined;
  return { ok: false, refused: [notAuthorized('changeRules', asking)] };
}
