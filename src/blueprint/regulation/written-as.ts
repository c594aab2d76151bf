import { assertName } from '../../errors/assert-name.ts';
import { fault } from '../../errors/problem.ts';
import type { RegulationDocument } from './document.ts';
import { toHtml } from './to-html.ts';
import { toMarkdown } from './to-markdown.ts';

/** As what a document is written: Markdown, or one HTML page with its own styles, to print on A4. */
type RegulationFormat = 'markdown' | 'html';

const writers: Readonly<Record<RegulationFormat, (document: RegulationDocument) => string>> = {
  markdown: toMarkdown,
  html: toHtml,
};

/**
 * Writes a document in a format, Markdown where none is asked for.
 * @throws INVALID_ARGUMENT where there is no such format; `of` is the function that was called
 */
export function writtenAs(
  format: RegulationFormat = 'markdown',
  document: RegulationDocument,
  of: string,
): string {
  assertName(of, 'options.format', format, Object.keys(writers), (_, allowed) =>
    fault('NOT_ONE_OF', { allowed }),
  );
  return writers[format](document);
}
