import type { Action } from '../../action.ts';
import type { Blueprint } from '../../blueprint.ts';
import { type Block, numbered, paragraph, points } from '../document.ts';
import { holdLines } from '../limits.ts';
import type { Speech } from '../speech.ts';

/** Agreements in words, with the roles that may act: each section by the name of its heading. */
export function agreements(blueprint: Blueprint, speech: Speech) {
  const words = speech.phrases.forPeople;
  const values = {
    roles: Object.values(blueprint.roles).map(speech.name),
    planners: whoMay('planRedistribution', blueprint, speech),
    approvers: whoMay('approveRedistribution', blueprint, speech),
    assignersOfAny: whoMay('assignHolder', blueprint, speech, 'any'),
    assignersOfOwn: whoMay('assignHolder', blueprint, speech, 'own'),
    mergers: whoMay('mergeDuplicate', blueprint, speech),
    overriders: whoMay('override', blueprint, speech),
    mergedState: speech.state(blueprint.mergedState),
    holds: protecting(blueprint, speech),
    moves: words.headings.moves,
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
    holds: () => describeHolds(blueprint, speech),
  };
}

/** The roles that may do it with any client; else those that may with their own. */
function whoMay(action: Action, { roles }: Blueprint, speech: Speech, scope?: 'own' | 'any'): string {
  const allowed = (one: 'own' | 'any') => Object.values(roles).filter(({ may }) => may[one].includes(action));
  const able = allowed(scope ?? (allowed('any').length > 0 ? 'any' : 'own'));
  return able.length > 0 ? able.map(speech.name).join(', ') : speech.phrases.forPeople.nobody;
}

/** The clients that plans protect where their policy names no others. */
function protecting({ holds }: Blueprint, speech: Speech): string {
  const kept = Object.entries(holds).filter(([id, hold]) => id === 'protected' || hold.blocksTransfers);
  const names = speech.named(Object.fromEntries(kept));
  return names.length > 0 ? names.join(', ') : speech.phrases.forPeople.noHolds;
}

function describeHolds(blueprint: Blueprint, speech: Speech): Block[] {
  const { forPeople, holds: effects } = speech.phrases;
  const words = forPeople.holds;
  const lines = holdLines(blueprint.holds, speech);
  if (lines.length === 0) return [paragraph(effects.none)];
  const able = {
    any: whoMay('placeHold', blueprint, speech, 'any'),
    own: whoMay('placeHold', blueprint, speech, 'own'),
  };
  return [paragraph(words.intro), points(lines), points(speech.fill(words.placed, able), words.debt)];
}
