import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { Blueprint } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { withDefaults } from '../with-defaults.ts';
import { type Block, heading, type RegulationDocument } from './document.ts';
import { regulationForPeople } from './people/regulation-for-people.ts';
import { createSpeech } from './speech.ts';
import { systemRules } from './system-rules.ts';
import { writtenAs } from './written-as.ts';

/** How a blueprint is put into words. */
export interface RegulationOptions {
  readonly dictionary: Dictionary;
  /** Markdown unless HTML is asked for: one page with its own styles, to print on A4. */
  readonly format?: 'markdown' | 'html' | undefined;
  /** What people read and sign, or the rules of the system. Default: both, the second as an appendix. */
  readonly part?: 'people' | 'system' | undefined;
  /**
   * Further chapters after the regulation, such as `workChapter` of work in queues gives. Each begins on a
   * new page.
   */
  readonly chapters?: readonly RegulationDocument[] | undefined;
  /**
   * Pictures, such as `toSvg` draws, between the two parts. Each has a title and an address or `data:` URL;
   * in HTML each has a landscape page.
   */
  readonly pictures?: readonly RegulationPicture[] | undefined;
}

/** A picture of a regulation. */
export interface RegulationPicture {
  readonly title: string;
  readonly source: string;
}

/**
 * The blueprint in words: the regulation («Регламент») with the system's rules («Правила системы») as its
 * appendix. A head of sales prints the regulation, signs it and hands it out. It tells people who looks
 * after a client, when, under which conditions and within which time it is handed on, and what is done in a
 * dispute, a departure or a redistribution. The appendix has everything: each role, state and transfer, the
 * limits in time, the purchase cadence, holds, authority, facts, words.
 * Everything is taken from the blueprint, so the regulation says what the conveyor does. The same blueprint
 * gives the same text.
 * @example describeBlueprint(defineConveyor(mixed()).blueprint, { dictionary: ru, format: 'html' })
 */
export function describeBlueprint(blueprint: BlueprintInput | Blueprint, options: RegulationOptions): string {
  return withArguments(
    'describeBlueprint',
    { blueprint, ...inWords('describeBlueprint', options, 'format', 'part', 'chapters', 'pictures') },
    () => {
      const document = documentOf(withDefaults(blueprint), options);
      return writtenAs(options.format, document, 'describeBlueprint');
    },
  );
}

function documentOf(
  blueprint: Blueprint,
  { dictionary, part, chapters = [], pictures = [] }: RegulationOptions,
): RegulationDocument {
  const speech = createSpeech(blueprint, dictionary);
  const { phrases, fill, quoted, name } = speech;
  const called = { name: quoted(name(blueprint)) };
  const title = fill((part === 'system' ? phrases : phrases.forPeople).title, called);
  const drawn = pictures.map((picture): Block => ({ kind: 'picture', ...picture }));
  const language = dictionary.tag;
  const blocks = [
    heading(1, title),
    ...(part === 'system' ? [] : regulationForPeople(blueprint, speech)),
    ...chapters.flatMap((chapter): Block[] => [{ kind: 'newPage' }, ...chapter.blocks]),
    ...drawn,
    ...(part === undefined ? [{ kind: 'newPage' } as const, heading(1, phrases.forPeople.appendix)] : []),
    ...(part === 'people' ? [] : systemRules(blueprint, speech)),
  ];
  return { title, language, blocks };
}
