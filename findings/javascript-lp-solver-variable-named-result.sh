#!/usr/bin/env bash
# javascript-lp-solver 1.0.3. The answer is one flat object: feasible, result, bounded, and the variables under their
# own names. A variable that is called feasible, result or bounded replaces the field: below, `feasible` is 10. One
# would have guessed that names are free, or refused. Ids of employees and clients come from a CRM and go into such a
# model as they are.
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
answer('max', { ivanova: { value: 1, hours: 1 } });
answer('max', { feasible: { value: 2, hours: 1 } });
JS
seen=$(node seen.mjs 2> /dev/null)
expected='{"feasible":true,"result":10,"bounded":true,"ivanova":10}
{"feasible":10,"result":20,"bounded":true}'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
