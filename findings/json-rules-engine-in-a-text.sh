#!/usr/bin/env bash
# json-rules-engine 7.3.1. The operator `in` with a text as its value asks whether the fact is a piece of it: the
# manager "ann" is `in` "ivanna". The opposite operator `contains` asks for a list and is not met by a text. One would
# have guessed that both want lists, or that both take texts. A rule that lists its managers and once holds one of them
# as a plain text is met by strangers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json-rules-engine@7.3.1
cat > seen.mjs <<'JS'
import { Engine } from 'json-rules-engine';
const isMet = async (fact, operator, value) => {
  const rule = { conditions: { all: [{ fact: 'holder', operator, value }] }, event: { type: 'met' } };
  return (await new Engine([rule]).run({ holder: fact })).events.length === 1;
};
console.log(await isMet('ann', 'in', ['ivanna']), await isMet('ann', 'in', 'ivanna'), await isMet('ivanna', 'contains', 'ann'));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='false true false'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
