/** A line of a document, with a lead before it and points below it. All text is plain. */
export interface Line {
  readonly lead?: string;
  readonly text?: string;
  readonly below?: readonly Line[];
}

/** A cell of a table; `code` is set as program text. */
export type Cell = string | { readonly code: string };

/** A part of a document, without its looks. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly line: Line }
  | { readonly kind: 'list'; readonly lines: readonly Line[]; readonly numbered?: boolean }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  /** Blanks to fill in by hand, each with what belongs there. */
  | { readonly kind: 'form'; readonly fields: readonly string[] }
  | { readonly kind: 'picture'; readonly title: string; readonly source: string }
  | { readonly kind: 'newPage' };

/** A document before it becomes Markdown or HTML. */
export interface RegulationDocument {
  readonly title: string;
  readonly language: string;
  readonly blocks: readonly Block[];
}

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });

export const paragraph = (text: string): Block => ({ kind: 'text', line: { text } });

/** Points of a list. */
export const points = (...lines: readonly (string | Line | readonly (string | Line)[])[]): Block => ({
  kind: 'list',
  lines: lines.flat().map(toLine),
});

export const numbered = (lines: readonly string[]): Block => ({
  kind: 'list',
  lines: lines.map(toLine),
  numbered: true,
});

export const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): Block => ({
  kind: 'table',
  head,
  rows,
});

/** `Who: somebody.` Nothing where there is nobody. */
export const said = (lead: string, values: readonly string[], between = ', '): readonly Line[] =>
  values.length === 0 ? [] : [{ lead, text: `${values.join(between)}.` }];

/** `Why:`, and a point for each below. Nothing where there is none. */
export const listed = (lead: string, below: readonly (string | Line)[]): readonly Line[] =>
  below.length === 0 ? [] : [{ lead, below: below.map(toLine) }];

const toLine = (line: string | Line): Line => (typeof line === 'string' ? { text: line } : line);
