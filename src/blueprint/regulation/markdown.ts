/** Text as Markdown takes it: on one line, and nothing in it is taken for markup. */
export const plain = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~]/g, (sign) => `\\${sign}`);

/** A block of lines that belong together; blocks are parted by empty lines. */
export type Block = string;

/** Points of a list; what is nested comes indented already. */
export const points = (...lines: readonly (string | readonly string[])[]): Block =>
  lines
    .flat()
    .map((line) => `- ${line}`)
    .join('\n');

/** A point with points of its own below it. */
export const point = (head: string, below: readonly string[]): string =>
  [head, ...below.map((line) => `  - ${line.replaceAll('\n', '\n  ')}`)].join('\n');

/** `**Who:** somebody.` Nothing where there is nobody. */
export const said = (what: string, values: readonly string[], between = ', '): readonly string[] =>
  values.length === 0 ? [] : [`**${what}:** ${values.join(between)}.`];

export function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
