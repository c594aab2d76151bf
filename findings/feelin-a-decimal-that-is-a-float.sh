#!/usr/bin/env bash
# feelin 8.2.0 (the expressions of decision tables, FEEL of the DMN standard) on Node 20. DMN says that its numbers are
# decimal ones of 34 digits; here they are floats: 0.1 + 0.2 is not 0.3, 110% of 3.00 is more than 3.30, and 1.005
# rounded half up to two digits is 1.00. One would have guessed decimal numbers, as this is the point in which FEEL
# differs from JavaScript, and as engines in Java have it. A table of commissions that was tested in one engine pays
# another step in a browser or in Node, at exactly the round sums at which steps begin. Give amounts in whole minor
# units.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts feelin@8.2.0
cat > seen.mjs <<'JS'
import { evaluate } from 'feelin';
for (const expression of ['0.1 + 0.2 = 0.3', 'revenue * 1.1 <= 3.3', 'if plan * 1.1 <= fact then "bonus" else "none"', 'round half up(1.005, 2)'])
  console.log(expression, '->', JSON.stringify(evaluate(expression, { revenue: 3, plan: 3, fact: 3.3 }).value));
JS
seen=$(TZ=UTC node seen.mjs)
expected='0.1 + 0.2 = 0.3 -> false
revenue * 1.1 <= 3.3 -> false
if plan * 1.1 <= fact then "bonus" else "none" -> "none"
round half up(1.005, 2) -> 1'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
