#!/usr/bin/env bash
# currency.js 2.0.4 on Node 20. Half a cent is rounded up, towards plus infinity: a line of 1.005 is 1.01, its return of
# -1.005 is -1.00, and the two together leave a cent. A discount taken off as a negative amount has the same: 10% of
# 0.45 is 0.05 as a surcharge and -0.04 as a discount. The documentation speaks of rounding and not of its direction;
# one would have guessed that the sign does not matter, as with the rounding of PostgreSQL's numeric. Sales and returns
# are rounded by their size and signed afterwards, or returns never come to zero.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts currency.js@2.0.4
cat > seen.cjs <<'JS'
const currency = require('currency.js');
console.log(currency(1.005).value, currency(-1.005).value, currency(1.005).add(currency(-1.005)).value);
console.log(currency(0.45).multiply(0.1).value, currency(0.45).multiply(-0.1).value);
JS
seen=$(node seen.cjs)
expected='1.01 -1 0.01
0.05 -0.04'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
