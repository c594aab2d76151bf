import {
  actions,
  type BlueprintInput,
  type BlueprintTransfer,
  type Condition,
  defineConveyor,
  type Label,
} from 'sales-conveyor';
import { protectingHolds } from '../src/blueprint/protecting-holds.ts';
import { holdersOf } from '../src/blueprint/regulation/usable-rights.ts';

/** What each preset consists of, in tables. */
export function presetPages(presets: Readonly<Record<string, () => BlueprintInput>>): string {
  const parts = Object.entries(presets).map(([name, preset]) => page(name, preset()));
  return `${[
    '# The presets',
    'Made from the presets by `npm run generate`. Each is a function that gives a new blueprint: `defineConveyor(mixed())`. `docs/defaults.md` says where the figures come from.',
    ...parts,
  ].join('\n\n')}\n`;
}

function page(name: string, input: BlueprintInput): string {
  const { blueprint } = defineConveyor(input);
  const { states, transfers, roles, facts, entries, services, holds, creditLimit } = blueprint;
  return [
    `## ${name}: ${english(blueprint.label)}`,
    `### States of \`${name}\``,
    table(
      ['state', 'means', 'responsible', 'also held by', 'hours a month', 'clocks'],
      Object.entries(states).map(([id, state]) => [
        code(id),
        english(state.label),
        code(state.responsible),
        codes(state.supporting),
        Object.entries(state.load)
          .map(([role, hours]) => `${hours} ${code(role)}`)
          .join(', '),
        [state.cadence && 'cadence', state.waiting && 'waits', state.final && 'final']
          .filter(Boolean)
          .join(', '),
      ]),
    ),
    `### Transfers of \`${name}\``,
    table(
      ['transfer', 'means', 'from', 'to', 'set off by', 'condition', 'handoff to', 'reasons'],
      Object.entries(transfers).map(([id, transfer]) => [
        code(id),
        english(transfer.label),
        codes(transfer.from),
        code(transfer.to),
        triggerOf(transfer),
        transfer.when ? conditionOf(transfer.when) : '',
        code(transfer.handoff?.to),
        codes(Object.keys(transfer.reasons ?? {})),
      ]),
    ),
    `### Roles, facts, entries, services and holds of \`${name}\``,
    table(
      ['role', 'means', 'takes out of its pool up to', 'may with its own clients', 'may with any client'],
      Object.entries(roles).map(([id, { label, claims, may }]) => [
        code(id),
        english(label),
        claims === undefined ? '' : String(claims),
        codes(may.own),
        may.any.length === actions.length ? 'everything' : codes(may.any),
      ]),
    ),
    table(
      ['fact', 'means', 'type', 'told by'],
      Object.entries(facts).map(([id, fact]) => [
        code(id),
        english(fact.label),
        'values' in fact && fact.values ? `${fact.type}: ${codes(fact.values)}` : fact.type,
        codes(fact.suppliedBy),
      ]),
    ),
    table(
      ['entry (source)', 'first state'],
      Object.entries(entries).map(([source, state]) => [code(source), code(state)]),
    ),
    table(
      ['service', 'may'],
      Object.entries(services).map(([id, { may }]) => [code(id), codes(may)]),
    ),
    table(
      ['hold', 'means', 'stops', 'clock', 'placed and lifted by', 'goes before'],
      Object.entries(holds).map(([id, hold]) => [
        code(id),
        english(hold.label),
        codes([...(hold.blocksTransfers ? ['transfer', 'acceptHandoff'] : []), ...(hold.blocks ?? [])]),
        hold.stopsClock ? 'stands still' : '',
        hold.by ? codes(holdersOf(hold, 'placeHold', 'any', blueprint)) : 'whoever may place holds',
        hold.review ? `${code(hold.review.by)} after ${span(hold.review.after)}` : '',
      ]),
    ),
    `A plan of redistribution leaves a client with its holder while it has one of: ${codes(protectingHolds(blueprint))}.`,
    `A holder lets a client go for one of: ${codes(Object.keys(blueprint.releaseReasons ?? {}))}.`,
    ...(creditLimit
      ? [
          `An order that takes what is unpaid above ${code(creditLimit.fact)} places ${code(creditLimit.hold)} by itself, and is released by itself.`,
        ]
      : []),
    `### Limits in time of \`${name}\``,
    table(
      ['handoff', 'answer', 'decision', 'first contact', 'given back', 'ends'],
      Object.entries(transfers).flatMap(([id, { handoff }]) =>
        handoff
          ? [
              [
                code(id),
                span(handoff.acceptWithin),
                `${code(handoff.escalateTo)}${handoff.decideWithin ? ` in ${span(handoff.decideWithin)}` : ''}`,
                handoff.firstContactWithin ? span(handoff.firstContactWithin) : '',
                handoff.onReturn ? span(handoff.onReturn.within) : '',
                handoff.lasts ? span(handoff.lasts) : '',
              ],
            ]
          : [],
      ),
    ),
  ].join('\n\n');
}

function triggerOf({ trigger }: BlueprintTransfer): string {
  if (trigger.kind === 'person') return codes(trigger.by);
  if (trigger.kind === 'event') return `event ${codes(trigger.on)}`;
  const { at, plus, plusWorkingMinutes: minutes, notice } = trigger;
  return [
    `time ${code(at)}`,
    plus && ` + ${span(plus)}`,
    minutes && ` + ${minutes} working minutes`,
    notice && `, notice ${span(notice)} before`,
  ]
    .filter(Boolean)
    .join('');
}

/** A limit, as it stands in the blueprint. */
const span = (limit: object) =>
  Object.entries(limit)
    .map(([unit, count]) => `${count} ${unit === 'workingHours' ? 'working hours' : unit}`)
    .join(' ');

/** As it stands in the blueprint, so that no dictionary can change it. */
function conditionOf(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, ' and ');
  if ('any' in condition) return joined(condition.any, ' or ');
  if ('not' in condition) return `not ${conditionOf(condition.not)}`;
  const { fact, is, value } = condition;
  return `${code(fact)} ${is}${value === undefined ? '' : ` ${code(JSON.stringify(value))}`}`;
}

const joined = (parts: readonly Condition[], by: string) => `(${parts.map(conditionOf).join(by)})`;

const english = (label: Label) => (typeof label === 'string' ? label : (label.en ?? ''));
const code = (name: string | undefined) => (name === undefined ? '' : `\`${name}\``);
const codes = (names: readonly string[] = []) => names.map(code).join(', ');

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
