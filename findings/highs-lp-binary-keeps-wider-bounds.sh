#!/usr/bin/env bash
# highs 1.15.3 (npm), LP files. A variable declared under Binary that has a bound of its own, `x <= 3`, is 3 in the
# answer: it is a whole number and no longer yes or no. One would have guessed 0 or 1 whatever the bounds are, as the
# section says. A client is then assigned three times, and the objective says that this is the best plan.
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
 obj: assigned
Subject To
 capacity: assigned <= 4
Bounds
 assigned <= 3
Binary
 assigned
End`);
console.log(Status, ObjectiveValue, JSON.stringify(Object.fromEntries(Object.entries(Columns).map(([name, { Primal }]) => [name, Primal]))));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='Optimal 3 {"assigned":3}'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
