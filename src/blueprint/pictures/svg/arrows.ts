import type { ArrowKind } from './diagram.ts';
import type { Point } from './geometry.ts';
import { element, round, textAt } from './markup.ts';
import type { PlacedArrow } from './place.ts';
import { fontSize, lineHeight } from './sizes.ts';
import { widest } from './text-size.ts';

/** The line of an arrow with its head; a handoff is a double one. */
export function drawArrow({ kind, points }: PlacedArrow): string {
  const end = points.at(-1) as Point;
  const before = points.at(-2) as Point;
  const length = kind === 'handoff' ? 13 : kind === 'setback' ? 4 : 9;
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const neck = { x: end.x - Math.cos(angle) * length, y: end.y - Math.sin(angle) * length };
  const path = roundedPath([...points.slice(0, -1), neck]);
  const lines =
    kind === 'handoff'
      ? [
          element('path', { class: 'arrow handoff', d: path }),
          element('path', { class: 'arrow handoff-core', d: path }),
        ]
      : [element('path', { class: `arrow ${kind}`, d: path })];
  const mark = kind === 'event' ? [diamond(points[0] as Point)] : [];
  return [...lines, ...mark, head(kind, neck, angle)].join('');
}

/** The words of an arrow, in the middle of its label's place. */
export function drawWords({ kind, lines, label }: PlacedArrow): string {
  if (!label) return '';
  const step = fontSize.label * lineHeight;
  const top = label.y - (lines.length * step) / 2 + fontSize.label;
  const width = widest(lines, fontSize.label) + 4;
  const height = lines.length * step + 2;
  const chip = { class: 'chip', x: label.x - width / 2, y: label.y - height / 2, width, height, rx: 6 };
  const words = lines.map((line, i) => textAt(label.x, top + i * step, line, { class: `middle ${kind}` }));
  return element('rect', chip) + words.join('');
}

/** Points up at the end of the line; a setback ends in a cross. */
function head(kind: ArrowKind, { x, y }: Point, angle: number): string {
  const turn = `translate(${round(x)} ${round(y)}) rotate(${round((angle * 180) / Math.PI)})`;
  const shapes: Partial<Record<ArrowKind, string>> = {
    handoff: 'M-1 -8L13 0L-1 8Z',
    setback: 'M-4 -4L4 4M-4 4L4 -4',
  };
  return element('path', { class: `head ${kind}`, transform: turn, d: shapes[kind] ?? 'M0 -4.5L9 0L0 4.5Z' });
}

const diamond = ({ x, y }: Point) =>
  element('path', {
    class: 'head event',
    d: `M${round(x - 4)} ${round(y)}L${round(x)} ${round(y - 4)}L${round(x + 4)} ${round(y)}L${round(x)} ${round(y + 4)}Z`,
  });

/** Straight pieces with rounded corners. */
function roundedPath(points: readonly Point[], radius = 24): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  const parts = [`M${at(first)}`];
  for (const [i, corner] of rest.entries()) {
    const next = rest[i + 1];
    const before = points[i] as Point;
    if (!next) parts.push(`L${at(corner)}`);
    else {
      const from = towards(corner, before, radius);
      const to = towards(corner, next, radius);
      parts.push(`L${at(from)}Q${at(corner)} ${at(to)}`);
    }
  }
  return parts.join('');
}

function towards(corner: Point, other: Point, distance: number): Point {
  const [dx, dy] = [other.x - corner.x, other.y - corner.y];
  const length = Math.hypot(dx, dy);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: corner.x + dx * share, y: corner.y + dy * share };
}

const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
