#!/usr/bin/env bash
# linear-sum-assignment 1.0.9 on Node 20. Given costs, it returns the dearest assignment; `maximize: false` changes
# nothing and is no error, as the option is spelt `maximaze` and is true by default. One would have guessed the
# cheapest, as in SciPy's function of this name, or at least a complaint. Whoever hands clients over by costs gets the
# plan with the highest ones, and it looks like a plan.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts linear-sum-assignment@1.0.9
cat > seen.mjs <<'JS'
import { linearSumAssignment } from 'linear-sum-assignment';
const costs = [[1, 2], [3, 9]];
for (const options of [undefined, { maximize: false }, { maximaze: false }])
  console.log(JSON.stringify(options) ?? 'nothing', linearSumAssignment(costs, options).gain);
JS
seen=$(node seen.mjs 2> /dev/null)
expected='nothing 10
{"maximize":false} 10
{"maximaze":false} 5'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
