#!/usr/bin/env bash
# written-number 0.11.1, Russian, on Node 20. Eleven, and with it every number that ends in eleven, lacks a letter; a
# negative number is the empty text, and one and a half is two. One would have guessed that a language that is listed
# was read once by somebody who speaks it, and that a number which cannot be said is refused. Sums in words on an
# invoice come from a library of that language, compared with a table from 0 to 40.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts written-number@0.11.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const written = createRequire(import.meta.url)('written-number');
for (const n of [1, 11, 111, 12, -5, 1.5]) console.log(n, JSON.stringify(written(n, { lang: 'ru' })));
JS
seen=$(TZ=UTC node seen.mjs)
expected='1 "один"
11 "одинадцать"
111 "сто одинадцать"
12 "двенадцать"
-5 ""
1.5 "два"'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
