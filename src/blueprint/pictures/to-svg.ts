import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { capital } from '../../locales/capital.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { labelIn } from '../../locales/label.ts';
import type { Blueprint } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { withDefaults } from '../with-defaults.ts';
import type { ClientCount } from './client-count.ts';
import { type ShownPart, shownPart } from './shown-part.ts';
import { drawArrow, drawWords } from './svg/arrows.ts';
import { drawGroup, drawNode } from './svg/boxes.ts';
import { diagramOf } from './svg/diagram.ts';
import { drawLegend } from './svg/legend.ts';
import { element, escapeXml, textAt } from './svg/markup.ts';
import { type GraphLayoutLike, place } from './svg/place.ts';
import { fontSize } from './svg/sizes.ts';
import { styleSheet } from './svg/style.ts';
import { widthOf } from './svg/text-size.ts';

/** How a blueprint is drawn as a picture. */
export interface SvgOptions extends ShownPart {
  /** The module `@dagrejs/dagre`, or one with the same interface: it says where everything goes. */
  readonly layout: GraphLayoutLike;
  readonly dictionary: Dictionary;
  /** As for `toMermaid`. */
  readonly counts?: readonly ClientCount[];
}

const MARGIN = 24;
const TITLE = 52;

/**
 * The blueprint as one SVG picture, to print or to put on a page. Its colours suit light and dark screens.
 * Roles frame the states that they answer for, in the order in which the blueprint declares them. A handoff
 * is a thick double arrow and names its receiver, a dashed line is brought about by time, one with a diamond
 * follows from an event, a dotted one with a cross is a rejection or a return. A transfer from more than two
 * states is drawn once, with a letter that its states bear. With `role` only what concerns that role, which
 * fits on one landscape page; with `technical: 'hidden'` no transfers that only set records right. The same
 * blueprint, options and layout library give the same text.
 * @throws INVALID_ARGUMENT where the blueprint has no such role
 * @example toSvg(defineConveyor(mixed()).blueprint, { layout: dagre, dictionary: ru, counts: (await sales.census()).states })
 */
export function toSvg(blueprint: BlueprintInput | Blueprint, options: SvgOptions): string {
  return withArguments(
    'toSvg',
    { blueprint, ...inWords('toSvg', options, 'layout', 'counts', 'role', 'technical') },
    () => svgOf(withDefaults(blueprint), options),
  );
}

function svgOf(all: Blueprint, { layout, dictionary, counts: census, ...part }: SvgOptions): string {
  const blueprint = shownPart(all, part);
  const counts = census?.filter(
    ({ state }) => Object.hasOwn(blueprint.states, state) || !Object.hasOwn(all.states, state),
  );
  const role = part.role === undefined ? undefined : blueprint.roles[part.role];
  const { language, pictures: words } = dictionary;
  const {
    width: drawn,
    height,
    groups,
    nodes,
    arrows,
  } = place(diagramOf(blueprint, dictionary, counts), layout);
  const title = capital(
    say(role ? words.titleOfRole : words.title, {
      name: labelIn(blueprint.label, language, blueprint.language),
      role: role ? labelIn(role.label, language, blueprint.language) : '',
      version: blueprint.version,
    }),
  );
  const width = Math.max(drawn, widthOf(title, fontSize.title) * 1.1 + 2 * MARGIN, 480);
  const shown = new Set([
    ...arrows.map(({ kind }) => kind),
    ...nodes.map(({ kind }) => kind),
    ...(nodes.some(({ letters }) => letters.length > 0) ? ['letter'] : []),
  ]);
  const legend = drawLegend(words, width - 2 * MARGIN, shown);
  const whole = TITLE + height + legend.height + MARGIN;
  const { states, roles, transfers } = blueprint;
  const description = say(words.description, {
    states: Object.keys(states).length,
    roles: Object.keys(roles).length,
    transfers: Object.keys(transfers).length,
    handoffs: Object.values(transfers).filter(({ handoff }) => handoff).length,
  });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(whole)}`,
      width: Math.ceil(width),
      height: Math.ceil(whole),
      role: 'img',
      'aria-labelledby': 'picture-title picture-description',
      lang: language,
    },
    element('title', { id: 'picture-title' }, escapeXml(title)),
    element('desc', { id: 'picture-description' }, escapeXml(description)),
    element('style', {}, styleSheet()),
    element('rect', { class: 'paper', width: Math.ceil(width), height: Math.ceil(whole) }),
    textAt(MARGIN, 38, title, { class: 'title' }),
    element(
      'g',
      { transform: `translate(0 ${TITLE})` },
      ...groups.map(drawGroup),
      ...arrows.map(drawArrow),
      ...nodes.map(drawNode),
      ...arrows.map(drawWords),
    ),
    element('g', { transform: `translate(${MARGIN} ${Math.ceil(TITLE + height)})` }, legend.markup),
  );
}

const say = (phrase: string, values: Readonly<Record<string, string | number>>) =>
  phrase.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
