/** Print the regulation that a head of sales would sign, in Russian or with `--locale en` in English, and draw the conveyor. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import dagre from '@dagrejs/dagre';
import { defineConveyor, type Locale, mixed } from 'sales-conveyor';
import { describeBlueprint, toSvg } from 'sales-conveyor/blueprints';

const { values } = parseArgs({ options: { locale: { type: 'string', default: 'ru' } } });
const locale = values.locale as Locale;
const { blueprint } = defineConveyor(mixed({ timeZone: 'Europe/Moscow', currency: 'RUB' }));

console.log(describeBlueprint(blueprint, { locale }));

const output = join(import.meta.dirname, 'output');
mkdirSync(output, { recursive: true });
const picture = join(output, `mixed.${locale}.svg`);
writeFileSync(picture, toSvg(blueprint, { layout: dagre, locale }));
console.log(relative(process.cwd(), picture));
