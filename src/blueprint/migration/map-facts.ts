import type { FactDeclaration } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Blueprint } from '../blueprint.ts';
import type { MigrationDecisions } from './decisions.ts';
import type { FactImage } from './migration-map.ts';
import type { Unmapped } from './unmapped.ts';

/**
 * What the blueprint's own facts become. A fact that stays and suits its new declaration is not among the
 * images.
 */
export function mapFacts(before: Blueprint, after: Blueprint, decided: MigrationDecisions['facts'] = {}) {
  const images: Record<string, FactImage> = {};
  const unmapped: Unmapped[] = [];
  for (const [fact, old] of Object.entries(before.facts)) {
    if (Object.hasOwn(decided, fact)) {
      const decision = decided[fact];
      const { to = fact, values } = typeof decision === 'object' && decision !== null ? decision : {};
      const path = decision === null ? null : typeof decision === 'string' ? decision : to;
      images[fact] = { to: path, ...(values && { values }) };
      continue;
    }
    const declared = lookup(after.facts, fact);
    const lost = declared ? lostBy(old, declared) : [];
    if (lost === undefined) continue;
    unmapped.push(lost.length > 0 ? { kind: 'fact', fact, values: lost } : { kind: 'fact', fact });
  }
  return { images, unmapped };
}

/**
 * Values that the new declaration no longer has. None of them where it is another kind of fact; undefined
 * where all stay.
 */
function lostBy(old: FactDeclaration, declared: FactDeclaration): readonly string[] | undefined {
  if (old.type !== declared.type || unitOf(old) !== unitOf(declared)) return [];
  const admitted = valuesOf(declared);
  if (!admitted) return undefined;
  const values = valuesOf(old);
  if (!values) return [];
  const lost = values.filter((value) => !admitted.includes(value));
  return lost.length > 0 ? lost : undefined;
}

const unitOf = (declaration: FactDeclaration) => ('unit' in declaration ? declaration.unit : undefined);
const valuesOf = (declaration: FactDeclaration) => ('values' in declaration ? declaration.values : undefined);
