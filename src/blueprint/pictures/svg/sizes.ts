import type { DiagramArrow, DiagramNode } from './diagram.ts';
import type { BoxSize } from './geometry.ts';
import { widest, widthOf, wrap } from './text-size.ts';

/** Sizes of letters, in pixels. */
export const fontSize = { title: 22, group: 13, node: 14, small: 11, label: 11.5 } as const;
export const lineHeight = 1.25;
/** The side of a letter's badge. */
export const badge = 17;

const NODE_TEXT = 150;
const LABEL_TEXT = 128;

/** The lines of a box's own text. */
export const nodeLines = ({ text, kind }: DiagramNode): readonly string[] =>
  wrap(text, kind === 'state' || kind === 'final' ? fontSize.node : fontSize.small + 1, NODE_TEXT);

/** The lines of the words at an arrow: each transfer on its own. */
export const labelLines = ({ texts }: DiagramArrow): readonly string[] =>
  texts.flatMap((text) => wrap(text, fontSize.label, LABEL_TEXT));

export function labelSize(arrow: DiagramArrow): BoxSize {
  const lines = labelLines(arrow);
  if (lines.length === 0) return { width: 0, height: 0 };
  return { width: widest(lines, fontSize.label) + 8, height: lines.length * fontSize.label * lineHeight + 6 };
}

export function sizeOf(node: DiagramNode): BoxSize {
  const lines = nodeLines(node);
  const note = node.note === undefined ? 0 : widthOf(node.note, fontSize.small);
  const noteHeight = node.note === undefined ? 0 : fontSize.small * 1.5;
  switch (node.kind) {
    case 'entry':
      return {
        width: Math.max(16, widest(lines, fontSize.small) + 6),
        height: 16 + lines.length * fontSize.small * lineHeight + 2,
      };
    case 'gate':
    case 'partner': {
      const own = node.kind === 'gate' && node.letters.length > 0 ? badge + 8 : 0;
      return {
        width: Math.max(widest(lines, fontSize.small + 1) + own, note) + 26,
        height: Math.max(26, lines.length * (fontSize.small + 1) * lineHeight + noteHeight + 10),
      };
    }
    default: {
      const letters = node.letters.length * (badge + 3);
      return {
        width: Math.max(84, widest(lines, fontSize.node) * 1.06, note, letters) + 24,
        height: lines.length * fontSize.node * lineHeight + noteHeight + (letters > 0 ? badge + 5 : 0) + 18,
      };
    }
  }
}
