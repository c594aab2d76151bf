import type { PictureWords } from '../../../locales/pictures.en.ts';
import { drawArrow } from './arrows.ts';
import { drawLetter } from './boxes.ts';
import type { ArrowKind } from './diagram.ts';
import type { BoxSize } from './geometry.ts';
import { element, textAt } from './markup.ts';
import { badge, fontSize } from './sizes.ts';
import { widthOf } from './text-size.ts';

const ROW = 26;
const SAMPLE = 54;

/** What every kind of line and box means, in rows as wide as the picture. */
export function drawLegend(
  { legend }: PictureWords,
  width: number,
  shown: ReadonlySet<string>,
): BoxSize & { readonly markup: string } {
  const kinds = ['person', 'event', 'time', 'handoff', 'setback', 'entry', 'final', 'letter'] as const;
  const parts = [textAt(0, ROW - 8, legend.title, { class: 'group-title' })];
  let [x, y] = [0, ROW];
  for (const kind of kinds.filter((each) => shown.has(each))) {
    const needed = SAMPLE + widthOf(legend[kind], fontSize.label) + 24;
    if (x > 0 && x + needed > width) [x, y] = [0, y + ROW];
    parts.push(sample(kind, x, y + ROW / 2), textAt(x + SAMPLE, y + ROW / 2 + 4, legend[kind]));
    x += needed;
  }
  return { width, height: y + ROW, markup: parts.join('') };
}

function sample(kind: keyof PictureWords['legend'], x: number, y: number): string {
  if (kind === 'letter') return drawLetter('A', x + 14, y - badge / 2);
  if (kind === 'entry') return element('circle', { class: 'dot', cx: x + 22, cy: y, r: 6 });
  if (kind === 'final') {
    const frame = (gap: number) =>
      element('rect', {
        class: 'box final',
        x: x + 4 + gap,
        y: y - 9 + gap,
        width: 38 - 2 * gap,
        height: 18 - 2 * gap,
        rx: 9 - gap,
      });
    return frame(0) + frame(3);
  }
  const points = [
    { x: x + 4, y },
    { x: x + 42, y },
  ];
  return drawArrow({ from: '', to: '', kind: kind as ArrowKind, texts: [], back: false, points, lines: [] });
}
