/** Print the regulation that a head of sales would sign, in Russian or with `--locale en` in English, and draw the conveyor. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import dagre from '@dagrejs/dagre';
import { defineConveyor } from 'sales-conveyor';
import { describeBlueprint, toSvg } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { oneOf, orUsage, readCommandLine } from '../shared/command-line.ts';

const usage = 'npx tsx examples/11-regulation/main.ts [--locale en|ru]';
const values = readCommandLine(usage, { locale: { type: 'string', default: 'ru' } });
const locale = orUsage(usage, () => oneOf('locale', values.locale, ['en', 'ru']));
const dictionary = { en, ru }[locale];
const { blueprint } = defineConveyor(mixed({ timeZone: 'Europe/Moscow', currency: 'RUB' }));

console.log(describeBlueprint(blueprint, { dictionary }));

const output = join(import.meta.dirname, 'output');
mkdirSync(output, { recursive: true });
const picture = join(output, `mixed.${locale}.svg`);
writeFileSync(picture, toSvg(blueprint, { layout: dagre, dictionary }));
console.log(relative(process.cwd(), picture));
