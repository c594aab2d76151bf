import type { DiagramGroup, DiagramNode } from './diagram.ts';
import type { Box } from './geometry.ts';
import { element, textAt } from './markup.ts';
import { badge, fontSize, lineHeight, nodeLines } from './sizes.ts';
import { groupClass } from './style.ts';

/** Room for the name above what the frame holds. */
const NAME = 16;

/** The frame of a role, with its name above. */
export function drawGroup({ title, x, y, width, height }: DiagramGroup & Box, index: number): string {
  const left = x - width / 2;
  const top = y - height / 2 - NAME;
  return (
    element('rect', { class: groupClass(index), x: left, y: top, width, height: height + NAME, rx: 16 }) +
    textAt(left + 14, top + 20, title, { class: 'group-title' })
  );
}

/** A state, a gate, a partner, or the dot at which clients come in. */
export function drawNode(node: DiagramNode & Box): string {
  if (node.kind === 'entry') return drawEntry(node);
  return node.kind === 'gate' || node.kind === 'partner' ? drawPill(node) : drawState(node);
}

function drawState(node: DiagramNode & Box): string {
  const { x, y, width, height, kind, letters, note } = node;
  const [left, top] = [x - width / 2, y - height / 2];
  const frame = {
    class: `box ${kind}`,
    x: left,
    y: top,
    width,
    height,
    rx: kind === 'final' ? height / 2 : 10,
  };
  const inner = {
    class: 'box',
    x: left + 4,
    y: top + 4,
    width: width - 8,
    height: height - 8,
    rx: height / 2 - 4,
  };
  const step = fontSize.node * lineHeight;
  const lines = nodeLines(node);
  const textTop = top + 9 + fontSize.node;
  const noteTop = textTop + (lines.length - 1) * step + fontSize.small * 1.6;
  const rowLeft = x - (letters.length * (badge + 3) - 3) / 2;
  return [
    element('rect', frame),
    ...(kind === 'final' ? [element('rect', inner)] : []),
    ...lines.map((line, i) => textAt(x, textTop + i * step, line, { class: 'name middle' })),
    ...(note === undefined ? [] : [textAt(x, noteTop, note, { class: 'small soft middle' })]),
    ...letters.map((letter, i) => drawLetter(letter, rowLeft + i * (badge + 3), top + height - badge - 7)),
  ].join('');
}

function drawPill(node: DiagramNode & Box): string {
  const { x, y, width, height, letters, note, kind } = node;
  const [left, top] = [x - width / 2, y - height / 2];
  const size = fontSize.small + 1;
  const step = size * lineHeight;
  const lines = nodeLines(node);
  const [letter] = letters;
  const middle = letter === undefined ? x : x + (badge + 6) / 2;
  const textHeight = lines.length * step + (note === undefined ? 0 : fontSize.small * 1.5);
  const textTop = y - textHeight / 2 + size;
  const frame = { class: `gate ${kind}`, x: left, y: top, width, height, rx: Math.min(14, height / 2) };
  return [
    element('rect', frame),
    ...(letter === undefined ? [] : [drawLetter(letter, left + 7, y - badge / 2)]),
    ...lines.map((line, i) => textAt(middle, textTop + i * step, line, { class: 'gate-name middle' })),
    ...(note === undefined
      ? []
      : [textAt(middle, textTop + lines.length * step - 1, note, { class: 'small soft middle' })]),
  ].join('');
}

function drawEntry(node: DiagramNode & Box): string {
  const { x, y, height } = node;
  const top = y - height / 2;
  return [
    element('circle', { class: 'dot', cx: x, cy: y, r: 6 }),
    ...nodeLines(node).map((line, i) =>
      textAt(x, top + height - 1 + i * fontSize.small * lineHeight, line, { class: 'small soft middle' }),
    ),
  ].join('');
}

/** A letter in its badge, by the badge's upper left corner. */
export function drawLetter(letter: string, left: number, top: number): string {
  return (
    element('rect', { class: 'badge', x: left, y: top, width: badge, height: badge, rx: 5 }) +
    textAt(left + badge / 2, top + badge / 2 + 3.8, letter, { class: 'letter' })
  );
}
