import { type Label, labelIn } from 'sales-conveyor';
import { ru } from 'sales-conveyor/locales/ru';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';
import { builtInFacts } from '../../src/blueprint/built-in-facts.ts';
import type { glossaryRu } from '../../src/locales/glossary.ru.ts';

/** What the words of the glossary stand instead of. */
const instead = {
  pool: /(?<![а-яё])пул(а|у|ом|е|ы|ов)?(?![а-яё])/i,
  holder: /держател/i,
  deputy: /заместител/i,
  decisionDate: /(?<![а-яё])(окно|окна|окну|окном|окне|окон)(?![а-яё])/i,
  wakeDate: /дат[аыуе]й? возврата к клиенту/i,
  group: /холдинг/i,
  // Every seller reads it as debt.
  cadence: /(просроч|просрочк)(?!енн(ый|ого|ому|ым|ом) долг)/i,
} satisfies { readonly [Word in keyof typeof glossaryRu]?: RegExp };
/** What only programs say, or what says of a client who is new or buys what is said of a machine. */
const never = [/разгон/i, /регулярн/i, /проиграно/i, /откреплён/i, /undefined/];

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function labelsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ru' in value && 'en' in value) return [labelIn(value as Label, 'ru')];
  return Object.values(value).flatMap(labelsIn);
}

const said = [
  ...textsIn(ru),
  ...labelsIn(builtInFacts),
  ...[mixed(), transactional(), consultative(), project()].flatMap(labelsIn),
];

test('the Russian texts, facts and presets keep to the words of the glossary', () => {
  expect(said.length).toBeGreaterThan(800);
  for (const text of said)
    for (const word of [...Object.values(instead), ...never]) expect(text).not.toMatch(word);
});

test('no label ends in a preposition, no sentence in two full stops or in a dash', () => {
  for (const text of said) {
    expect(text).not.toMatch(/(^| )(с|в|на|за|от|к|у|по|для|из)$/);
    expect(text).not.toMatch(/\.\.|.—$| {2}/);
  }
});
