#!/usr/bin/env bash
# javascript-lp-solver 1.0.3. Any opType but exactly "max" minimises, "maximize" and "MAX" among them: the answer is
# feasible, bounded, with the result 0 and no variable at all. One would have guessed an error, or that the word means
# what it says. A plan of assignments that is empty looks like a department with nothing to do.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts javascript-lp-solver@1.0.3
cat > seen.mjs <<'JS'
import solver from 'javascript-lp-solver';
const answer = (opType, variables) => {
  const constraints = { hours: { max: 10 } };
  const model = { optimize: 'value', opType, constraints, variables };
  console.log(JSON.stringify(solver.Solve(model)));
};
for (const opType of ['max', 'maximize', 'MAX']) answer(opType, { ivanova: { value: 1, hours: 1 } });
JS
seen=$(node seen.mjs 2> /dev/null)
expected='{"feasible":true,"result":10,"bounded":true,"ivanova":10}
{"feasible":true,"result":0,"bounded":true}
{"feasible":true,"result":0,"bounded":true}'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
