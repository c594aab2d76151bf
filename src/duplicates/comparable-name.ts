import { withArguments } from '../errors/with-arguments.ts';

const wordsOf = (...lines: readonly string[]) => new Set(lines.flatMap((line) => line.split(' ')));

/** What a company is by law says nothing of which one it is. The second line is Russian in Latin letters. */
const legalForms = wordsOf(
  'ооо оао зао пао ао нао ип пк нко ано гуп муп фгуп фгбу гбу кфх тоо чуп оду одо спк лтд лимитед инк гмбх',
  'ooo oao zao pao ao nao',
  'llc ltd limited inc incorporated corp corporation co company plc lp llp gmbh mbh ag kg ohg ug se sa sas sarl srl spa sl',
  'bv nv oy oyj ab as asa aps sro doo zoo ood eood kft zrt sia uab ou',
);

const joints = wordsOf('и and und');

const longForms = [
  /общество с ограниченной ответственностью/g,
  /(публичное |закрытое |открытое |непубличное )?акционерное общество/g,
  /индивидуальный предприниматель/g,
  /(государственное|муниципальное) унитарное предприятие/g,
  /крестьянское \(?фермерское\)? хозяйство/g,
];

/** Latin letters that look like Cyrillic ones, large or small, and these. */
const [latin, cyrillic] = ['aceopxyhkmtb', 'асеорхункмтв'];

/**
 * A company's name as it is compared. It has no legal form and no punctuation, ё is е, letters are small,
 * words are in order of the alphabet. «ООО "Север-Торг"» and «Торг Север, ООО» are one. Initials stay
 * together, in their order. Undefined where nothing is left.
 * @throws INVALID_ARGUMENT where it is no text.
 */
export function comparableName(name: string): string | undefined {
  return withArguments('comparableName', { name }, () => {
    const words = withInitials(plain(name)).match(/_?[\p{L}\p{M}\d]+/gu) ?? [];
    const own = words.filter((word) => !legalForms.has(word) && !joints.has(word));
    const telling = own.length > 0 ? own : words;
    return telling.length > 0
      ? telling
          .map((word) => word.replace('_', ''))
          .toSorted()
          .join(' ')
      : undefined;
  });
}

/** Small letters of one alphabet a word, without long legal forms. */
function plain(name: string): string {
  const small = name
    .replace(/[№_]/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’`]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[\p{L}\p{M}]+/gu, (word) => (/\p{Script=Cyrillic}/u.test(word) ? inCyrillic(word) : word));
  return longForms.reduce((text, form) => text.replace(form, ' '), small);
}

const inCyrillic = (word: string) =>
  word.replace(/[a-z]/g, (letter) => cyrillic[latin.indexOf(letter)] ?? letter);

/**
 * Single letters that follow each other are one word: S.A., О.О.О., z o.o., И. И. One or two Cyrillic ones
 * behind a name are a person's initials, and no legal form.
 */
function withInitials(name: string): string {
  return name
    .replace(/(?<!\p{L})z\s*o\.\s*o\.?/gu, 'zoo')
    .replace(
      /(?<![\p{L}\d])\p{L}(?:\.\s?\p{L}(?![\p{L}\d])|\s\p{L}(?![\p{L}\d]))*\.?(?![\p{L}\d])/gu,
      (letters, at) => {
        const joined = letters.replace(/[.\s]/g, '');
        const isInitials =
          name.slice(0, at).trim() !== '' && /^\p{Script=Cyrillic}{1,2}$/u.test(joined) && letters !== 'и';
        return isInitials ? `_${joined} ` : `${joined} `;
      },
    );
}
