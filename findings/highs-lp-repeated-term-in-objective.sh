#!/usr/bin/env bash
# highs 1.15.3 (npm), LP files. A variable that stands twice in a constraint counts twice, one that stands twice in the
# objective counts with one of its terms only. One would have guessed that both add up. Objectives of a plan are written
# rule by rule (disruption of a move, then its distance), so that one variable has several terms: the solver then
# optimises something else and says Optimal.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts highs@1.15.3
cat > seen.mjs <<'JS'
import load from 'highs';
const highs = await load();
const { Status, ObjectiveValue, Columns } = highs.solve(`Maximize
 obj: 2 move + 3 move + 4 stay
Subject To
 once: move + stay <= 1
 twice: move + move <= 2
End`);
console.log(Status, ObjectiveValue, JSON.stringify(Object.fromEntries(Object.entries(Columns).map(([name, { Primal }]) => [name, Primal]))));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='Optimal 4 {"move":0,"stay":1}'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
