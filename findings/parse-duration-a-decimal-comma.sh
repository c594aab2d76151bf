#!/usr/bin/env bash
# parse-duration 2.1.9 on Node 20, with its default language. "1,5 h" is fifteen hours and "0,5 h" five: a comma before
# a digit is taken for one that groups thousands, wherever it stands. Half of Europe and all of Russia write a decimal
# comma. One would have guessed an hour and a half, or null as for what is not understood ("1,5 ч" is null). The hours
# of a norm or a limit that people type are asked for as a number, or the comma is replaced first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts parse-duration@2.1.9
cat > seen.mjs <<'JS'
import parse from 'parse-duration';
for (const text of ['1.5 h', '1,5 h', '0,5 h', '2,25 days', '1,5 ч']) console.log(text, parse(text, 'h'));
JS
seen=$(TZ=UTC node seen.mjs)
expected='1.5 h 1.5
1,5 h 15
0,5 h 5
2,25 days 5400
1,5 ч null'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
