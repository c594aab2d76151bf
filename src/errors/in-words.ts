import { assertKnown } from './assert-known.ts';
import { withArguments } from './with-arguments.ts';

/** What everything takes that puts something into words: one record of options serves all. */
const common = ['dictionary', 'conveyor', 'names'];

/**
 * Options of what puts something into words, with the names of its own ones.
 * @throws INVALID_ARGUMENT that names an unknown one with the nearest known one, or what is no record.
 */
export function inWords<
  Options extends { readonly dictionary: unknown; readonly names?: object | undefined },
>(of: string, options: Options, ...own: readonly string[]) {
  const { names } = options ?? {};
  withArguments(of, { options, 'options.names: object|undefined': names }, () => {
    assertKnown(of, 'options', options, [...common, ...own]);
    if (names) assertKnown(of, 'options.names', names, ['employees', 'clients']);
  });
  return { options, 'options.dictionary': options?.dictionary };
}
