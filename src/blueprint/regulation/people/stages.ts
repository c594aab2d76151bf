import type { Action } from '../../action.ts';
import type { Blueprint, BlueprintRole, BlueprintTransfer } from '../../blueprint.ts';
import { type Block, heading, type Line, points, said } from '../document.ts';
import { dutiesOf } from '../duties.ts';
import { entryTable } from '../overview.ts';
import { claims, releases } from '../pools.ts';
import { reading } from '../reading.ts';
import type { Speech } from '../speech.ts';
import { canUse, startersOf } from '../usable-rights.ts';

/** Where clients come from, and what each role does with them. */
export function describeStages(blueprint: Blueprint, speech: Speech): Block[] {
  return [
    entryTable(blueprint, speech.phrases.forPeople.sources, speech),
    ...Object.keys(blueprint.roles).flatMap((id) => [
      heading(3, speech.capital(speech.role(id))),
      points(duties(id, blueprint, speech)),
    ]),
    points(releases(blueprint, speech)),
  ];
}

function duties(id: string, blueprint: Blueprint, speech: Speech): readonly (Line | string)[] {
  const words = speech.phrases.forPeople.role;
  const { responsible, supporting, receives, decides, supplies } = dutiesOf(id, blueprint, speech);
  const makers = (transfer: BlueprintTransfer) => startersOf(transfer, blueprint);
  const byHand = Object.entries(blueprint.transfers).filter(([, { trigger }]) => trigger.kind === 'person');
  const made = byHand.filter(([, transfer]) => makers(transfer).includes(id));
  const makesAll =
    made.length === byHand.length &&
    made.some(([, transfer]) => makers(transfer).length > 1) &&
    rightsOfRoles(blueprint).every((action) => blueprint.roles[id]?.may.any.includes(action));
  const own = made.filter(([, transfer]) => !makesAll || makers(transfer).length === 1);
  return [
    ...said(words.responsible, responsible),
    ...said(words.supporting, supporting),
    ...said(
      words.starts,
      own.filter(([, { handoff }]) => !handoff).map(([name]) => speech.transfer(name)),
    ),
    ...said(
      words.offers,
      own.flatMap(([name, { handoff }]) =>
        handoff
          ? [speech.fill(words.offer, { transfer: speech.transfer(name), receiver: speech.role(handoff.to) })]
          : [],
      ),
      '; ',
    ),
    ...said(words.receives, receives),
    ...said(words.supplies, supplies),
    ...said(words.decides, decides),
    ...claims(id, blueprint, speech),
    ...reading(id, blueprint, speech),
    ...rights(id, makesAll, blueprint, speech),
    ...(makesAll ? [words.everything] : []),
  ];
}

/** Everything that any role may do. */
const rightsOfRoles = ({ roles }: Blueprint): Action[] =>
  Object.values(roles).flatMap(({ may }) => [...may.own, ...may.any]);

/** The rights that only few roles have. Common ones are in the appendix. */
function rights(id: string, mayAll: boolean, blueprint: Blueprint, speech: Speech): readonly Line[] {
  const { roles } = blueprint;
  const { may } = roles[id] ?? { may: { own: [], any: [] } };
  const most = Object.keys(roles).length / 2;
  const has = (of: BlueprintRole, scope: 'own' | 'any', action: Action) => of.may[scope].includes(action);
  const others = Object.keys(roles).flatMap((other) => (other !== id && roles[other] ? [roles[other]] : []));
  const rare = (scope: 'own' | 'any') => (action: Action) =>
    canUse(id, action, scope, blueprint) &&
    (mayAll
      ? !others.some((other) => has(other, 'own', action) || has(other, 'any', action))
      : others.filter((other) => has(other, scope, action)).length < most - 1);
  const inWords = (list: readonly Action[]) => list.map((action) => speech.phrases.actions[action]);
  const words = speech.phrases.forPeople.role;
  return [
    ...said(words.may, inWords(may.own.filter((action) => action !== 'assignHolder').filter(rare('own')))),
    ...said(words.mayAny, inWords(may.any.filter(rare('any')))),
  ];
}
