#!/usr/bin/env bash
# currency.js 2.0.4 on Node 20. Several languages (Swedish, Norwegian, Finnish, Slovene) write a negative number with
# the minus sign U+2212, and so does Intl.NumberFormat of Node. currency.js drops what it does not know, and reads the
# credit note of -1 234,50 as a debt of 1 234,50, without an error; an accountant's number in parentheses it knows.
# One would have guessed that what Intl prints can be read back, or is refused. Amounts from a spreadsheet or an ERP of
# the north have their minus put in order before they are parsed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts currency.js@2.0.4
cat > seen.cjs <<'JS'
const currency = require('currency.js');
const read = (text) => currency(text, { separator: ' ', decimal: ',' }).value;
for (const tag of ['de-DE', 'sv-SE', 'nb-NO', 'sl-SI']) {
  const written = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, useGrouping: false }).format(-1234.5);
  console.log(tag, written.codePointAt(0).toString(16), read(written));
}
console.log('parentheses', read('(1234,50)'));
JS
seen=$(node seen.cjs)
expected='de-DE 2d -1234.5
sv-SE 2212 1234.5
nb-NO 2212 1234.5
sl-SI 2212 1234.5
parentheses -1234.5'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
