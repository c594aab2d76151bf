import type { ArrowKind, Diagram, DiagramArrow, DiagramGroup, DiagramNode } from './diagram.ts';
import type { Box, BoxSize, Point } from './geometry.ts';
import { type Lane, route } from './route.ts';
import { labelLines, labelSize, sizeOf } from './sizes.ts';

/**
 * A graph-layout library such as `@dagrejs/dagre`, taken structurally: it places the boxes and bends the
 * arrows around them. The library never imports it; hand in the module.
 */
export interface GraphLayoutLike {
  readonly graphlib: {
    readonly Graph: new (options?: {
      directed?: boolean;
      multigraph?: boolean;
      compound?: boolean;
    }) => LayoutGraphLike;
  };
  /** Gives every node and edge of the graph its place. */
  layout(graph: LayoutGraphLike, options: LayoutOptionsLike): unknown;
}

/** What goes above what; a layout that cannot keep to it may leave it aside. */
export type LayoutOptionsLike = { constraints: { left: string; right: string }[] };

/** The graph that a {@link GraphLayoutLike} works on, as far as it is used here. */
export interface LayoutGraphLike {
  /** Sizes and directions for the whole. */
  setGraph(label: object): unknown;
  /** A box, or a group of boxes. */
  setNode(name: string, label: object): unknown;
  /** Puts a box into a group. */
  setParent(name: string, parent: string): unknown;
  /** An arrow. */
  setEdge(from: string, to: string, label: object, name: string): unknown;
  /** The size of the whole. */
  graph(): unknown;
  /** Where a box stands. */
  node(name: string): unknown;
  /** How an arrow runs. */
  edge(from: string, to: string, name: string): unknown;
}

export interface PlacedArrow extends DiagramArrow {
  readonly points: readonly Point[];
  readonly lines: readonly string[];
  /** Where its words stand, if it has any. */
  readonly label?: Point;
}

/** A diagram of which everything has its place. */
export interface Placed extends BoxSize {
  readonly groups: readonly (DiagramGroup & Box)[];
  readonly nodes: readonly (DiagramNode & Box)[];
  readonly arrows: readonly PlacedArrow[];
}

const weights: Readonly<Record<ArrowKind, number>> = {
  entry: 4,
  handoff: 6,
  person: 3,
  event: 2,
  time: 2,
  setback: 1,
};

/** Arrows that lead back are laid out the other way round. So the client's way goes from left to right. */
export function place(
  { groups, nodes, arrows, hints }: Diagram,
  { graphlib, layout }: GraphLayoutLike,
): Placed {
  const graph = new graphlib.Graph({ directed: true, multigraph: true, compound: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 26, edgesep: 18, ranksep: 56, marginx: 24, marginy: 24 });
  for (const { id } of groups) graph.setNode(id, {});
  for (const node of nodes) {
    graph.setNode(node.id, { ...sizeOf(node) });
    if (node.group !== undefined) graph.setParent(node.id, node.group);
  }
  for (const [i, arrow] of arrows.entries()) {
    const [from, to] = ends(arrow);
    const size = labelSize(arrow);
    const label = { ...size, labelpos: 'c', weight: weights[arrow.kind], minlen: 1 };
    graph.setEdge(from, to, label, String(i));
  }
  for (const [i, [from, to]] of hints.entries())
    graph.setEdge(from, to, { weight: 2, minlen: 1, width: 0, height: 0 }, `hint ${i}`);
  layout(graph, { constraints: pairs(groups.map(({ id }) => id)) });
  const placedNodes = nodes.map((node) => ({ ...node, ...boxOf(graph, node.id) }));
  const byId = new Map(placedNodes.map((node) => [node.id, node]));
  const lanes = arrows.map((arrow, i): Lane => {
    const [from, to] = ends(arrow);
    const { points, x, y } = graph.edge(from, to, String(i)) as { points: Point[] } & Partial<Point>;
    const size = labelSize(arrow);
    const label = x === undefined || y === undefined || size.width === 0 ? undefined : { x, y, ...size };
    const [left, right] = [byId.get(from) as Lane['left'], byId.get(to) as Lane['right']];
    return { arrow, left, right, bends: points.slice(1, -1), ...(label && { label }) };
  });
  const routes = route(lanes);
  return {
    ...(graph.graph() as BoxSize),
    groups: groups.map((group) => ({ ...group, ...boxOf(graph, group.id) })),
    nodes: placedNodes,
    arrows: lanes.map(({ arrow, label }) => ({
      ...arrow,
      lines: labelLines(arrow),
      points: routes.get(arrow) as readonly Point[],
      ...(label && { label: { x: label.x, y: label.y } }),
    })),
  };
}

function boxOf(graph: LayoutGraphLike, name: string): Box {
  const { x, y, width, height } = graph.node(name) as Box;
  return { x, y, width, height };
}

/** Each with its next: the roles from top to bottom in the order of the blueprint. */
const pairs = (ids: readonly string[]) => ids.slice(1).map((right, i) => ({ left: ids[i] as string, right }));

const ends = ({ from, to, back }: DiagramArrow) => (back ? ([to, from] as const) : ([from, to] as const));
