import type { Blueprint } from '../blueprint.ts';
import { type Line, said } from './document.ts';
import type { Speech } from './speech.ts';
import { canUse, whoCan } from './usable-rights.ts';

/** Until when somebody of the role takes clients out of its pool without being given them. */
export function claims(id: string, blueprint: Blueprint, { phrases, fill, number }: Speech): readonly Line[] {
  if (!canUse(id, 'assignHolder', 'own', blueprint)) return [];
  const { pools: words } = phrases;
  const { claims: limit } = blueprint.roles[id] ?? {};
  return said(words.claims, [
    limit === undefined ? words.noLimit : fill(words.limit, { limit: number(limit) }),
  ]);
}

/** Who lets a client go, and why. */
export function releases(blueprint: Blueprint, { phrases, fill, role, named }: Speech): readonly string[] {
  const { pools: words } = phrases;
  const own = whoCan('releaseHolder', 'own', blueprint);
  const any = whoCan('releaseHolder', 'any', blueprint);
  const { releaseReasons } = blueprint;
  const values = {
    own: own.map(role),
    any: any.length > 0 ? any.map(role) : [phrases.authority.nobody],
    reasons: releaseReasons && named(releaseReasons),
  };
  return [
    ...(own.length > 0 ? [fill(releaseReasons ? words.releaseFor : words.release, values)] : []),
    fill(words.releaseAny, values),
  ];
}
