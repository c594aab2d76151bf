#!/usr/bin/env bash
# plural-ru 2.0.2 on Node 20. One and a half come out as "1.5 часов"; Russian says "часа" of any fraction, which
# Intl.PluralRules knows as the category `other`; "2.5 часа" is right by luck, as it goes by the whole part. Minus one
# comes out as "-1 часов". One would have guessed that a package for Russian plurals alone knows both. Load norms of 0.5
# and 1.5 hours a client are the usual ones, and a head of sales reads them wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts plural-ru@2.0.2
cat > seen.mjs <<'JS'
import plural from 'plural-ru';
const rules = new Intl.PluralRules('ru');
for (const hours of [1, 1.5, 2.5, -1])
  console.log(hours, plural(hours, 'час', 'часа', 'часов'), rules.select(hours));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='1 час one
1.5 часов other
2.5 часа other
-1 часов one'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
