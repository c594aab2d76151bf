import {
  type BlueprintInput,
  type BlueprintTransfer,
  type Condition,
  defineConveyor,
  type Label,
} from 'sales-conveyor';

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
  const { states, transfers, roles, facts, entries, services, holds } = blueprint;
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
      ['role', 'means'],
      Object.entries(roles).map(([id, role]) => [code(id), english(role.label)]),
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
      ['hold', 'means', 'stops the clock', 'blocks transfers'],
      Object.entries(holds).map(([id, hold]) => [
        code(id),
        english(hold.label),
        hold.stopsClock ? 'yes' : '',
        hold.blocksTransfers ? 'yes' : '',
      ]),
    ),
  ].join('\n\n');
}

function triggerOf({ trigger }: BlueprintTransfer): string {
  if (trigger.kind === 'person') return codes(trigger.by);
  if (trigger.kind === 'event') return `event ${codes(trigger.on)}`;
  const plus = Object.entries(trigger.plus ?? {}).map(([unit, count]) => ` + ${count} ${unit}`);
  return `time ${code(trigger.at)}${plus.join('')}`;
}

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
