#!/usr/bin/env bash
# mingo 7.2.7 (the aggregations of MongoDB in memory) on Node 20. `$round` takes a 5 for a half whatever stands behind
# it: 2.51 is 2, and 1.3551 to two digits is 1.35. With digits after the point every such 5 is cut off, also behind an
# odd digit: 1.35 to one digit is 1.3, where the half goes to the even neighbour without digits (3.5 is 4). MongoDB
# rounds to the nearest and only a true half to the even one; one would have guessed 3, 1.36 and 1.4. A commission that
# is summed in memory for a preview is not the one that the database pays: round such amounts by a library for money.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mingo@7.2.7
cat > seen.mjs <<'JS'
import { aggregate } from 'mingo';
for (const [amount, digits] of [[2.51, 0], [2.6, 0], [3.5, 0], [1.3551, 2], [1.356, 2], [1.351, 1], [1.35, 1]])
  console.log(amount, 'to', digits, 'digits:', aggregate([{ amount }], [{ $project: { sum: { $round: ['$amount', digits] } } }])[0].sum);
JS
seen=$(TZ=UTC node seen.mjs)
expected='2.51 to 0 digits: 2
2.6 to 0 digits: 3
3.5 to 0 digits: 4
1.3551 to 2 digits: 1.35
1.356 to 2 digits: 1.36
1.351 to 1 digits: 1.3
1.35 to 1 digits: 1.3'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
