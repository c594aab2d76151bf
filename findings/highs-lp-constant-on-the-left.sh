#!/usr/bin/env bash
# highs 1.15.3 (npm), the HiGHS solver's reader of LP files. A constant among the terms of a constraint, `hours - 3 <=
# 4`, is dropped without a word: the answer is hours = 4. One would have guessed 7, or an error as for other things that
# the reader does not take (a variable on the right is refused). Whoever writes a capacity as "load minus what is taken
# elsewhere" gets plans for another department, marked Optimal.
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
 obj: hours
Subject To
 capacity: hours - 3 <= 4
End`);
console.log(Status, ObjectiveValue, JSON.stringify(Object.fromEntries(Object.entries(Columns).map(([name, { Primal }]) => [name, Primal]))));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='Optimal 4 {"hours":4}'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
