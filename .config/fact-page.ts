import { builtInFacts, type FactDeclaration } from 'sales-conveyor';

/** The facts that the library derives, in a table. */
export function factPage(): string {
  const rows = Object.entries<FactDeclaration>(builtInFacts).map(([path, declaration]) => [
    `\`${path}\``,
    typeOf(declaration),
    wordIn(declaration, 'en'),
    wordIn(declaration, 'ru'),
  ]);
  const lines = [['fact', 'type', 'label', 'in Russian'], ['---', '---', '---', '---'], ...rows];
  return `${[
    '# Built-in facts',
    'Made from `builtInFacts` by `npm run generate`. The library derives them from what happened to a client; conditions, queries and `rankClients` ask about them by these names, and about the facts that a blueprint declares. Counts are always known; another fact without a value (the last order of a client who never ordered) is unknown, so no condition on it passes.',
    lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  ].join('\n\n')}\n`;
}

function typeOf(declaration: FactDeclaration): string {
  const { type } = declaration;
  const unit = 'unit' in declaration && declaration.unit ? `, ${declaration.unit}` : '';
  const values =
    'values' in declaration && declaration.values
      ? `: ${declaration.values.map((value) => `\`${value}\``).join(', ')}`
      : '';
  return `${type}${unit}${values}`;
}

const wordIn = ({ label }: FactDeclaration, language: 'en' | 'ru') =>
  typeof label === 'object' ? label[language] : label;
