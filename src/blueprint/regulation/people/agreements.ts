import type { Action } from '../../action.ts';
import type { Blueprint } from '../../blueprint.ts';
import { protectingHolds } from '../../protecting-holds.ts';
import { rightFor } from '../../rules-right.ts';
import { type Block, numbered, paragraph } from '../document.ts';
import { describeHolds } from '../holds.ts';
import type { Speech } from '../speech.ts';
import { whoCan } from '../usable-rights.ts';

/** Agreements in words, with the roles that may act: each section by the name of its heading. */
export function agreements(blueprint: Blueprint, speech: Speech) {
  const words = speech.phrases.forPeople;
  const values = {
    roles: Object.values(blueprint.roles).map(speech.name),
    planners: whoMay('planRedistribution', blueprint, speech),
    approvers: whoMay('approveRedistribution', blueprint, speech),
    assigners: whoMay('assignHolder', blueprint, speech, 'any'),
    mergers: whoMay('mergeDuplicate', blueprint, speech),
    overriders: whoMay('override', blueprint, speech),
    rulers: whoMay(rightFor('changeRules', blueprint), blueprint, speech),
    mergedState: speech.state(blueprint.mergedState),
    holds: protecting(blueprint, speech),
  };
  const rules = (lines: readonly string[]): Block[] => [
    numbered(lines.map((line) => speech.fill(line, values))),
  ];
  return {
    redistribution: () => rules(words.redistribution),
    absence: () => rules(words.absence),
    request: () => rules(words.request),
    disputes: () => rules(words.disputes),
    groups: () => rules(words.groups),
    responsibility: () => rules(words.responsibility),
    holds: () => [
      ...(Object.keys(blueprint.holds).length > 0 ? [paragraph(words.holds.intro)] : []),
      ...describeHolds(blueprint, speech, words.holds.debt),
    ],
  };
}

/** The roles that may do it with any client; else those that may with their own. */
function whoMay(action: Action, blueprint: Blueprint, speech: Speech, scope?: 'any'): string {
  const all = whoCan(action, 'any', blueprint);
  const able = scope || all.length > 0 ? all : whoCan(action, 'own', blueprint);
  return able.length > 0 ? able.map(speech.role).join(', ') : speech.phrases.forPeople.nobody;
}

/** The clients that plans protect where their policy names no others. */
function protecting(blueprint: Blueprint, speech: Speech): string {
  const names = protectingHolds(blueprint).map((id) => speech.hold(id));
  return names.length > 0 ? names.join(', ') : speech.phrases.forPeople.noHolds;
}
