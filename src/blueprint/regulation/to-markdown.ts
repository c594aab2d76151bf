import type { Block, Cell, Line, RegulationDocument } from './document.ts';

/** The document as Markdown; what people wrote is never taken for markup. */
export function toMarkdown({ blocks }: RegulationDocument): string {
  return `${blocks.map(written).join('\n\n')}\n`;
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${plain(block.text)}`;
    case 'text':
      return lineOf(block.line);
    case 'list':
      return block.lines.map((line, i) => item(line, block.numbered ? `${i + 1}.` : '-', '')).join('\n');
    case 'table':
      return tableOf(block.head, block.rows);
    case 'form':
      return block.fields.map((field) => `${plain(field)}: ${BLANK}`).join('\n\n');
    case 'picture':
      return `![${plain(block.title)}](<${block.source.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
    case 'newPage':
      return '---';
  }
}

const BLANK = '_'.repeat(30).replaceAll('_', '\\_');

function item(line: Line, mark: string, indent: string): string {
  const below = (line.below ?? []).map((each) => item(each, '-', `${indent}  `));
  return [`${indent}${mark} ${lineOf(line)}`, ...below].join('\n');
}

function lineOf({ lead, text }: Line): string {
  const parts = [
    ...(lead === undefined ? [] : [`**${plain(lead)}:**`]),
    ...(text ? [lead === undefined ? started(plain(text)) : plain(text)] : []),
  ];
  return parts.join(' ');
}

function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = (content: Cell) => (typeof content === 'string' ? plain(content) : `\`${content.code}\``);
  return [
    row(head.map(plain)),
    row(head.map(() => '---')),
    ...rows.map((cells) => row(cells.map(cell))),
  ].join('\n');
}

/** Text as Markdown: on one line, with all markup escaped. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, (gap) => (gap.includes('\u00a0') ? '\u00a0' : ' '))
    .replace(/[\\`*_[\]<>|#~]/g, (sign) => `\\${sign}`);

/** The same at the start of a line, where it could begin a list, too. */
const started = (text: string): string =>
  text.replace(/^(\d+)([.)])/, '$1\\$2').replace(/^[-+](?= )/, '\\$&');
