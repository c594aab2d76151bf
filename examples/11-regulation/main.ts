/**
 * Print the regulation that a head of sales would sign, in Russian or with `--locale en` in English; leave it behind as a page to print,
 * with a picture for each role.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import dagre from '@dagrejs/dagre';
import { defineConveyor, labelIn } from 'sales-conveyor';
import { describeBlueprint, toSvg } from 'sales-conveyor/blueprints';
import { mixed } from 'sales-conveyor/presets';
import { readCommandLine } from '../shared/command-line.ts';
import { localeOption, spokenIn } from '../shared/locale.ts';

const usage = 'npx tsx examples/11-regulation/main.ts [--locale en|ru]';
const values = readCommandLine(usage, { locale: { ...localeOption.locale, default: 'ru' } });
const { locale, dictionary } = spokenIn(usage, values.locale);
const { blueprint } = defineConveyor(mixed({ timeZone: 'Europe/Moscow', currency: 'RUB' }));

console.log(describeBlueprint(blueprint, { dictionary }));

const output = join(import.meta.dirname, 'output');
mkdirSync(output, { recursive: true });
const picture = join(output, `mixed.${locale}.svg`);
writeFileSync(picture, toSvg(blueprint, { layout: dagre, dictionary }));

const pictures = Object.entries(blueprint.roles).map(([role, { label }]) => {
  const drawn = toSvg(blueprint, { layout: dagre, dictionary, role, technical: 'hidden' });
  return { title: labelIn(label, locale), source: `data:image/svg+xml,${encodeURIComponent(drawn)}` };
});
const page = join(output, `mixed.${locale}.html`);
writeFileSync(page, describeBlueprint(blueprint, { dictionary, format: 'html', pictures }));
for (const file of [picture, page]) console.log(relative(process.cwd(), file));
