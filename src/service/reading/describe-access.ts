import { explain } from '../../client/explain.ts';
import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { Access, AccessReason } from './access.ts';

/**
 * Why somebody sees a client or does not, in words. First the verdict, then a line for each reason; what a
 * role's condition lacks stands below it.
 */
export function describeAccess(access: Access, options: WordOptions<Dictionary>): string {
  return withArguments('describeAccess', { access, ...inWords('describeAccess', options) }, () => {
    const { access: words } = options.dictionary;
    const verdict = fill(access.isVisible ? words.visible : words.hidden, access, options);
    return [verdict, ...access.reasons.flatMap((reason) => inLines(reason, options))].join('\n');
  });
}

function inLines(reason: AccessReason, options: WordOptions<Dictionary>): readonly string[] {
  const line = `– ${fill(options.dictionary.access.reasons[reason.code], reason, options)}`;
  if (reason.code !== 'MAY_NOT_READ') return [line];
  const { explanation } = reason;
  // The verdict is said; what stands in the way follows it.
  const [, ...lines] = explain(
    { reasons: [{ code: 'CONDITION_NOT_MET', transfer: '', explanation }] },
    options,
  ).split('\n');
  return lines.length === 0 ? [line] : [`${line}:`, ...lines.map((one) => `  ${one}`)];
}
