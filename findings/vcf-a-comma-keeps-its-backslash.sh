#!/usr/bin/env bash
# vcf 2.1.2 beside ical.js 2.2.1 on Node 20. It reads a vCard and leaves what is escaped as it is: "Acme\, Inc" has its
# backslash, and a note of two lines has "\n" as two letters. What is set by itself it does not escape: the comma goes
# out as a comma, and a line break vanishes, so that "Main St" and "Suite 5" become one word. One would have guessed
# that a value is what was meant, and that what it writes says what was set, as ical.js does with the same text. A
# company that came from a phone's contacts does not match the one in the CRM, and a card is written twice: take the
# escapes off before names are compared.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vcf@2.1.2 ical.js@2.2.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
import ICAL from 'ical.js';
const VCard = createRequire(import.meta.url)('vcf');
const text = ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Acme\\, Inc', 'NOTE:Main St\\nSuite 5', 'END:VCARD', ''].join('\r\n');
const other = ICAL.Component.fromString(text);
const card = new VCard().parse(text);
for (const name of ['fn', 'note'])
  console.log(name, JSON.stringify(card.get(name).valueOf()), 'ical.js:', JSON.stringify(other.getFirstPropertyValue(name)));
const written = new VCard();
written.set('fn', 'Acme, Inc');
written.set('note', 'Main St\nSuite 5');
console.log(JSON.stringify(written.toString('3.0').split('\r\n').slice(2, 4)));
JS
seen=$(TZ=UTC node seen.mjs)
expected='fn "Acme\\, Inc" ical.js: "Acme, Inc"
note "Main St\\nSuite 5" ical.js: "Main St\nSuite 5"
["FN:Acme, Inc","NOTE:Main StSuite 5"]'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
