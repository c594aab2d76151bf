import type { DiagramArrow } from './diagram.ts';
import type { Box, BoxSize, Point } from './geometry.ts';

/** An arrow as it was laid out, from left to right. */
export interface Lane {
  readonly arrow: DiagramArrow;
  readonly left: Box & { readonly kind: string };
  readonly right: Box & { readonly kind: string };
  /** The bends that the layout found, without the ends. */
  readonly bends: readonly Point[];
  readonly label?: Point & BoxSize;
}

/** How far an arrow goes straight on before it turns. */
const STUB = 20;

/**
 * Leads arrows from the right side of a left box into the left side of its right one. They are spread along
 * the side in the order in which they come, and go straight through the place of their words: so none runs
 * behind a neighbouring box.
 */
export function route(lanes: readonly Lane[]): ReadonlyMap<DiagramArrow, readonly Point[]> {
  const starts = ports(lanes, 'left');
  const ends = ports(lanes, 'right');
  return new Map(
    lanes.map((lane) => {
      const start = starts.get(lane) as Point;
      const end = ends.get(lane) as Point;
      const bends = lane.bends.flatMap((bend) => throughLabel(bend, lane.label));
      const points = [start, { x: start.x + STUB, y: start.y }, ...bends, { x: end.x - STUB, y: end.y }, end];
      return [lane.arrow, lane.arrow.back ? points.toReversed() : points];
    }),
  );
}

function throughLabel(bend: Point, label: Lane['label']): readonly Point[] {
  if (!label || Math.abs(bend.x - label.x) > 1 || Math.abs(bend.y - label.y) > 1) return [bend];
  return [
    { x: label.x - label.width / 2, y: label.y },
    { x: label.x + label.width / 2, y: label.y },
  ];
}

/** Where each lane meets its left or right box. */
function ports(lanes: readonly Lane[], side: 'left' | 'right'): ReadonlyMap<Lane, Point> {
  const byBox = new Map<string, Lane[]>();
  for (const lane of lanes) {
    const key = `${lane[side].x} ${lane[side].y}`;
    byBox.set(key, [...(byBox.get(key) ?? []), lane]);
  }
  const found = new Map<Lane, Point>();
  const next = ({ bends, left, right }: Lane) =>
    side === 'left' ? (bends[0] ?? right) : (bends.at(-1) ?? left);
  for (const neighbours of byBox.values()) {
    const sorted = neighbours.toSorted((a, b) => next(a).y - next(b).y);
    for (const [i, lane] of sorted.entries()) {
      const { x, y, width, height, kind } = lane[side];
      const share = (i + 1) / (sorted.length + 1) - 0.5;
      const reach = kind === 'state' || kind === 'stranger' ? 1 : 0.45;
      const edge = kind === 'entry' ? 7 : width / 2;
      found.set(lane, { x: x + (side === 'left' ? edge : -edge), y: y + share * height * reach });
    }
  }
  return found;
}
