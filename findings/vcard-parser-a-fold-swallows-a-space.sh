#!/usr/bin/env bash
# vcard-parser 1.0.0 beside ical.js 2.2.1 on Node 20. A long line of a vCard is folded: a line break and one blank, which
# are to be taken out again. Where the fold falls before a blank of the text, the next line begins with two, and one of
# them stays. The parser takes out both: "will call back" comes out as "willcall back". ical.js keeps it. One would have
# guessed that only the longest words are ever torn or joined. Notes, names of companies and addresses of imported cards
# lose a blank wherever the 75th letter happens to stand, and duplicates are no longer found by what is in them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vcard-parser@1.0.0 ical.js@2.2.1
cat > seen.mjs <<'JS'
import ICAL from 'ical.js';
import { createRequire } from 'node:module';
const vcard = createRequire(import.meta.url)('vcard-parser');
const card = (note) => ['BEGIN:VCARD', 'VERSION:3.0', 'FN:A. Person', `NOTE:${note}`, 'END:VCARD', ''].join('\r\n');
for (const note of ['the buyer will\r\n  call back', 'the buyer wi\r\n ll call back']) {
  const peer = new ICAL.Component(ICAL.parse(card(note))).getFirstPropertyValue('note');
  console.log('vcard-parser:', vcard.parse(card(note)).note[0].value, '| ical.js:', peer);
}
JS
seen=$(node seen.mjs)
expected='vcard-parser: the buyer willcall back | ical.js: the buyer will call back
vcard-parser: the buyer will call back | ical.js: the buyer will call back'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
