import type { Block, Cell, Line, RegulationDocument } from './document.ts';

/**
 * The document as one HTML page without outside files, to be printed on A4. Pictures have landscape pages
 * of their own.
 */
export function toHtml({ title, language, blocks }: RegulationDocument): string {
  return [
    '<!doctype html>',
    `<html lang="${escaped(language)}">`,
    `<head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>`,
    '<body>',
    ...blocks.map(written),
    '</body>',
    '</html>\n',
  ].join('\n');
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return tag(`h${block.level}`, escaped(block.text));
    case 'text':
      return tag('p', lineOf(block.line));
    case 'list':
      return list(block.lines, block.numbered ? 'ol' : 'ul');
    case 'table':
      return tableOf(block.head, block.rows);
    case 'form':
      return block.fields
        .map((field) => tag('p', `${escaped(field)}: <span class="blank"></span>`))
        .join('\n');
    case 'picture':
      return `<figure><figcaption>${escaped(block.title)}</figcaption><img src="${escaped(block.source)}" alt="${escaped(block.title)}"></figure>`;
    case 'newPage':
      return '<div class="new-page"></div>';
  }
}

const tag = (name: string, content: string) => `<${name}>${content}</${name}>`;

const list = (lines: readonly Line[], kind: 'ol' | 'ul'): string =>
  tag(
    kind,
    lines.map((line) => tag('li', lineOf(line) + (line.below ? list(line.below, 'ul') : ''))).join('\n'),
  );

function lineOf({ lead, text }: Line): string {
  return [
    ...(lead === undefined ? [] : [tag('b', `${escaped(lead)}:`)]),
    ...(text ? [escaped(text)] : []),
  ].join(' ');
}

function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (content: Cell) =>
    tag('td', typeof content === 'string' ? escaped(content) : tag('code', escaped(content.code)));
  const body = rows.map((cells) => tag('tr', cells.map(cell).join(''))).join('\n');
  const top = tag('tr', head.map((text) => tag('th', escaped(text))).join(''));
  return tag('table', `${tag('thead', top)}\n${tag('tbody', body)}`);
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes markup in what people wrote, and drops characters that HTML may not hold. */
const escaped = (text: string): string =>
  [...text.replace(/[&<>"]/g, (sign) => signs[sign] ?? '')].filter(isAllowed).join('');

function isAllowed(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return code >= 0x20 ? code < 0x7f || code > 0x9f : code === 9 || code === 10;
}

const style = `
@page { size: A4; margin: 18mm 16mm 18mm 22mm; }
@page landscape { size: A4 landscape; margin: 12mm; }
body { font: 11pt/1.4 Georgia, 'Times New Roman', serif; color: #111; max-width: 180mm; margin: 0 auto; }
h1 { font-size: 17pt; margin: 0 0 6mm; } h2 { font-size: 13pt; margin: 7mm 0 2mm; } h3 { font-size: 11pt; margin: 4mm 0 1mm; }
h1, h2, h3 { break-after: avoid; } p { margin: 0 0 2mm; } ul, ol { margin: 0 0 2mm; padding-left: 6mm; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 4mm; } tr { break-inside: avoid; }
th, td { border: 0.3mm solid #777; padding: 1mm 2mm; text-align: left; vertical-align: top; } td:empty { height: 8mm; }
thead { display: table-header-group; } code { font-size: 9pt; }
.blank { display: inline-block; width: 70mm; border-bottom: 0.3mm solid #111; }
.new-page { break-before: page; }
figure { page: landscape; break-before: page; break-after: page; margin: 0; text-align: center; }
figure img { max-width: 100%; max-height: 168mm; }
`;
