import { lookup } from '../conditions/lookup.ts';
import type { ExplanationDictionary } from '../locales/dictionary.ts';
import { labelIn } from '../locales/label.ts';
import type { WordOptions } from './words.ts';

/**
 * A reason that people choose from has a label. It is of a transfer, of a rejection, of a return, or of
 * letting a client go. Any other is said as it was written.
 */
export function reasonInWords(
  transfer: string | undefined,
  reason: string,
  { dictionary, conveyor }: WordOptions<ExplanationDictionary>,
): string {
  const { transfers = {}, releaseReasons } = conveyor?.blueprint ?? {};
  const { reasons, handoff } = lookup(transfers, transfer ?? '') ?? {};
  const own = transfer === undefined ? releaseReasons : undefined;
  const known = { ...own, ...reasons, ...handoff?.rejections, ...handoff?.onReturn?.reasons };
  const label = lookup(known, reason)?.label;
  return label ? labelIn(label, dictionary.language, conveyor?.blueprint.language) : reason;
}
