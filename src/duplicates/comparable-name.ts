/** What a company is by law says nothing of which one it is. */
const legalForms = new Set(
  [
    'ооо оао зао пао ао нао ип пк нко ано гуп муп фгуп фгбу гбу кфх тоо чуп оду',
    'llc ltd limited inc incorporated corp corporation co company plc lp llp gmbh mbh ag kg ohg ug se sa sas sarl srl spa sl',
    'bv nv oy oyj ab as asa aps sro doo zoo ood eood kft zrt sia uab ou',
  ].flatMap((line) => line.split(' ')),
);

const longForms = [
  /общество с ограниченной ответственностью/g,
  /(публичное |закрытое |открытое |непубличное )?акционерное общество/g,
  /индивидуальный предприниматель/g,
  /(государственное|муниципальное) унитарное предприятие/g,
];

/**
 * A company's name as it is compared. It has no legal form and no punctuation, ё is е, letters are small,
 * words are in order of the alphabet. «ООО "Север-Торг"» and «Торг Север, ООО» are one. Undefined where
 * nothing is left.
 */
export function comparableName(name: string): string | undefined {
  const plain = longForms
    .reduce(
      (text, form) => text.replace(form, ' '),
      name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е'),
    )
    // S.A., О.О.О., z o.o.
    .replace(/(?<!\p{L})z\s*o\.\s*o\.?/gu, 'zoo')
    .replace(/(?<![\p{L}\d])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\d])/gu, (text) => text.replaceAll('.', ''))
    .replace(/['’`]/g, '');
  const words = plain.match(/[\p{L}\p{M}\d]+/gu) ?? [];
  const own = words.filter((word) => !legalForms.has(word));
  const telling = own.length > 0 ? own : words;
  return telling.length > 0 ? telling.toSorted().join(' ') : undefined;
}
