import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { type Label, labelIn } from '../../locales/label.ts';
import { numberIn } from '../../locales/number-in.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { withDefaults } from '../with-defaults.ts';
import { type ClientCount, countsOf } from './client-count.ts';

/** How a blueprint is drawn. */
export interface DiagramOptions {
  readonly dictionary: Dictionary;
  /**
   * How many clients stand in each state, as `sales.census().states` tells; without it no numbers are shown.
   * States that the blueprint does not know are drawn in a group of their own.
   */
  readonly counts?: readonly ClientCount[];
}

/**
 * The blueprint as a Mermaid flowchart; the same blueprint gives the same text. States are grouped by the
 * role that answers for them, final ones are round. A thick arrow is a handoff and names its receiver, a
 * crossed one shows where a rejection or a return leads, a dashed one is brought about by time, ⚡ marks what
 * follows from an event. What can happen in every open state starts from `*`. With `counts` every state says
 * how many clients stand in it.
 * @example toMermaid(defineConveyor(mixed()).blueprint, { dictionary: ru })
 */
export function toMermaid(blueprint: BlueprintInput | Blueprint, options: DiagramOptions): string {
  return withArguments('toMermaid', { blueprint, ...inWords('toMermaid', options, 'counts') }, () =>
    mermaidOf(withDefaults(blueprint), options),
  );
}

function mermaidOf(blueprint: Blueprint, { dictionary, counts }: DiagramOptions): string {
  const { roles, states, transfers } = blueprint;
  const { tag, language } = dictionary;
  const { notInBlueprint } = dictionary.pictures;
  const clients = countsOf(blueprint, counts);
  const open = Object.values(states).filter(({ final }) => !final);
  const say = ({ label }: { readonly label: Label }) => escaped(labelIn(label, language, blueprint.language));

  const counted = (name: string, count: number | undefined) =>
    count === undefined ? name : `${name}<br/>${escaped(numberIn(tag, count))}`;
  const nodesOf = (role?: string) =>
    Object.entries(states)
      .filter(([, { responsible }]) => responsible === role)
      .map(([id, state]) => {
        const text = `"${counted(say(state), clients.of(id))}"`;
        return `${nodeOf(id)}${state.final ? `([${text}])` : `[${text}]`}`;
      });
  const strangers = clients.elsewhere.map(
    ({ state, clients }, i) => `elsewhere_${i}["${counted(escaped(state), clients)}"]`,
  );
  const groups = Object.entries(roles).flatMap(([id, role]) => {
    const nodes = nodesOf(id);
    return nodes.length > 0 ? [`subgraph role_${nodeOf(id)}["${say(role)}"]`, ...nodes, 'end'] : [];
  });
  const arrows = Object.values(transfers).flatMap((transfer) => {
    const { from, to, trigger, handoff } = transfer;
    const receiver = handoff && roles[handoff.to];
    const words = `${trigger.kind === 'event' ? '⚡ ' : ''}${say(transfer)}${receiver ? ` → ${say(receiver)}` : ''}`;
    const arrow = handoff ? '==>' : trigger.kind === 'time' ? '-.->' : '-->';
    const source = from.length < open.length ? nodesIn(from) : 'any(("*"))';
    return [`${source} ${arrow}|"${words}"| ${nodeOf(to)}`, ...setbacks(transfer)];
  });
  const elsewhere =
    strangers.length > 0 ? [`subgraph elsewhere["${escaped(notInBlueprint)}"]`, ...strangers, 'end'] : [];
  return ['flowchart LR', ...groups, ...nodesOf(), ...elsewhere, ...arrows].join('\n');
}

function setbacks({ from, to, handoff }: BlueprintTransfer): string[] {
  if (!handoff) return [];
  const rejected = new Set(Object.values(handoff.rejections).flatMap((reason) => reason.to ?? []));
  const lines = [...rejected].map((target) => `${nodesIn(from)} --x ${nodeOf(target)}`);
  return handoff.onReturn ? [...lines, `${nodeOf(to)} --x ${nodeOf(handoff.onReturn.to)}`] : lines;
}

const nodesIn = (states: readonly string[]) => states.map(nodeOf).join(' & ');

/** Mermaid takes `end` for a keyword and `--` for an arrow; no name in a blueprint has a dot. */
const nodeOf = (id: string) => `s_${id.replaceAll('-', '.')}`;

/** Whatever Mermaid could take for syntax is written as a character code. */
const escaped = (text: string) =>
  text.replace(/[^\p{L}\p{N} ,:()'-]/gu, (char) => `#${char.codePointAt(0)};`);
