import { fillTemplate } from '../../errors/fill-template.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { capital } from '../../locales/capital.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { Blueprint } from '../blueprint.ts';
import type { BlueprintInput } from '../blueprint-input.ts';
import { withDefaults } from '../with-defaults.ts';
import { type BlueprintChange, type BlueprintSection, changesBetween } from './diff-blueprints.ts';
import { type PartWords, partWords } from './part-in-words.ts';

/** How a diff is told. */
export interface DiffDescriptionOptions {
  readonly dictionary: Dictionary;
}

/**
 * What is different in the second blueprint, in words: a line for each thing, indented lines for its details.
 * Conditions and limits are given before and after. Names are said as each of the blueprints labels them.
 * @example describeDiff(before, after, { dictionary: ru })
 */
export function describeDiff(
  before: BlueprintInput | Blueprint,
  after: BlueprintInput | Blueprint,
  options: DiffDescriptionOptions,
): string {
  return withArguments('describeDiff', { before, after, ...inWords('describeDiff', options) }, () => {
    const [old, fresh] = [withDefaults(before), withDefaults(after)];
    const telling = new Telling(old, fresh, options.dictionary);
    const changes = changesBetween(old, fresh);
    return changes.length === 0 ? telling.words.nothing : telling.tell(changes).join('\n');
  });
}

class Telling {
  readonly words;
  readonly #before: PartWords;
  readonly #after: PartWords;

  constructor(
    before: Blueprint,
    private readonly after: Blueprint,
    dictionary: Dictionary,
  ) {
    this.words = dictionary.diff;
    this.#before = partWords(before, dictionary);
    this.#after = partWords(after, dictionary);
  }

  tell(changes: readonly BlueprintChange[]): string[] {
    let heading = '';
    return changes.flatMap((change) => {
      const thing = this.#thing(change);
      if (change.part === undefined) return this.#whole(change, thing);
      const lines = [`  ${this.#part(change)}`];
      if (thing !== heading) lines.unshift(`${capital(thing)}:`);
      heading = thing;
      return lines;
    });
  }

  /** What was changed, by its name of now. */
  #thing({ of, name = '', after, part }: BlueprintChange): string {
    const from = part === undefined && after === undefined ? this.#before : this.#after;
    return fillTemplate(this.words.thing[of], { name: from.name(of, name) });
  }

  #whole({ of, before, after }: BlueprintChange, thing: string): string[] {
    const { words } = this;
    if (of === 'cadence' || (of === 'entry' && before !== undefined && after !== undefined)) {
      const sides = { before: this.#before.value(of, '', before), after: this.#after.value(of, '', after) };
      return [fillTemplate(words.changed, { part: capital(thing), ...sides })];
    }
    if (after === undefined) return [fillTemplate(words.removed, { thing })];
    const heading = fillTemplate(words.added, { thing });
    if (of === 'entry') return [`${heading} ${this.#after.value(of, '', after)}`];
    return [heading, ...this.#parts(of, after as object, '').map((line) => `  ${line}`)];
  }

  /** Everything that a new thing says and that is not simply absent. */
  #parts(of: BlueprintSection, value: object, path: string): string[] {
    return Object.entries(value).flatMap(([key, part]) => {
      const whole = path ? `${path}.${key}` : key;
      if (whole === 'label' || isNothing(part)) return [];
      if (whole === 'load' || whole === 'may') return isPlain(part) ? this.#parts(of, part, whole) : [];
      return fillTemplate(this.words.gained, {
        part: this.#label(of, whole),
        after: this.#after.value(of, starred(of, whole), part),
      });
    });
  }

  #part({ of, part = '', before, after }: BlueprintChange): string {
    const { words } = this;
    const path = starred(of, part);
    const label = this.#label(of, part);
    const [a, b] = [this.#said(this.#before, of, path, before), this.#said(this.#after, of, path, after)];
    if (a === undefined) return fillTemplate(words.gained, { part: label, after: b });
    if (b === undefined) return fillTemplate(words.lost, { part: label, before: a });
    if (isNames(before) && isNames(after)) return this.#members(of, path, label, before, after);
    if (a === b) return fillTemplate(words.rewritten, { part: label, after: b });
    return fillTemplate(words.changed, { part: label, before: a, after: b });
  }

  #said(words: PartWords, of: BlueprintSection, path: string, value: unknown): string | undefined {
    return value === undefined ? undefined : words.value(of, path, value);
  }

  /** Which names came and which went. */
  #members(
    of: BlueprintSection,
    path: string,
    part: string,
    before: readonly unknown[],
    after: readonly unknown[],
  ): string {
    const { words } = this;
    const came = after.filter((name) => !before.includes(name));
    const went = before.filter((name) => !after.includes(name));
    const changes = [
      ...(came.length > 0
        ? [fillTemplate(words.addedMember, { names: this.#after.value(of, path, came) })]
        : []),
      ...(went.length > 0
        ? [fillTemplate(words.removedMember, { names: this.#before.value(of, path, went) })]
        : []),
    ];
    const said = changes.length > 0 ? changes.join(words.listJoint) : this.#after.value(of, path, after);
    return fillTemplate(words.members, { part, changes: said });
  }

  /** What a part is called; one that has no word of its own is called by its path. */
  #label(of: BlueprintSection, part: string): string {
    const labels: Readonly<Record<string, string>> = this.words.parts[of];
    const name = nameIn(of, part) ?? '';
    const role = this.#roleName(name);
    return fillTemplate(labels[starred(of, part)] ?? part, { name, role });
  }

  /** By its label of now; a role that is gone by its last one. */
  #roleName(role: string): string {
    const words = Object.hasOwn(this.after.roles, role) ? this.#after : this.#before;
    return words.name('role', role);
  }
}

/** Where a name stands in the path of a part. */
const namedParts: readonly (readonly [BlueprintSection, RegExp])[] = [
  ['fact', /^(valueLabels\.)(.+)()$/],
  ['blueprint', /^(entryLabels\.)(.+)()$/],
  ['role', /^(loadBy\.factors\.)(.+)()$/],
  ['state', /^(load\.)(.+)()$/],
  ['transfer', /^(reasons\.)(.+)()$/],
  ['transfer', /^(handoff\.onReturn\.reasons\.)(.+)()$/],
  ['transfer', /^(handoff\.rejections\.)([^.]+)(\..+)?$/],
];

function starred(of: BlueprintSection, part: string): string {
  for (const [section, pattern] of namedParts) {
    if (section === of && pattern.test(part))
      return part.replace(pattern, (_, head, _name, tail = '') => `${head}*${tail}`);
  }
  return part;
}

function nameIn(of: BlueprintSection, part: string): string | undefined {
  return namedParts.find(([section, pattern]) => section === of && pattern.test(part))?.[1].exec(part)?.[2];
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown) =>
  value === false ||
  value === 0 ||
  value === undefined ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
