#!/usr/bin/env bash
# weighted-round-robin 2.0.2 on Node 20. A peer of weight 0 gets ten of every fourteen turns beside weights of 3 and 1:
# a weight of 0 is taken for none, and none is 10. One would have guessed that whoever weighs nothing gets nothing. In
# a sales department weight 0 is how one says "on vacation", and the absent colleague gets most of the new leads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts weighted-round-robin@2.0.2
cat > seen.mjs <<'JS'
import RoundRobin from 'weighted-round-robin';
const turns = new RoundRobin();
for (const [id, weight] of [['full', 3], ['part', 1], ['away', 0]]) turns.add({ id, weight });
const got = {};
for (let turn = 0; turn < 140; turn++) {
  const { id } = turns.get();
  got[id] = (got[id] ?? 0) + 1;
}
console.log(Object.entries(got).sort().map((one) => one.join(' ')).join(', '));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='away 100, full 30, part 10'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
