#!/usr/bin/env bash
# money-math 2.6.3 on Node 20. Negative amounts, which its README names as amounts, are off by more than rounding can
# be: 10% of -12.34 is -1.22, of -0.45 it is -0.03, a third of a cent of -10.00 (0.33%) is -0.02 beside 0.03 of 10.00,
# and -1.03 rounded to five cents is -0.95. Half a cent is added before what is behind it is cut off, whatever the
# sign. One would have guessed the same cents with a minus. A credit note with its VAT or a commission taken back is
# then up to two cents off line by line, and eight in five-cent rounding: count by the amount without its sign, and put
# the sign back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts money-math@2.6.3
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const money = createRequire(import.meta.url)('money-math');
for (const [amount, percent] of [['12.34', '10.00'], ['0.45', '10.00'], ['10.00', '0.33']])
  console.log(`${percent}% of ${amount}:`, money.percent(amount, percent), `of -${amount}:`, money.percent(`-${amount}`, percent));
for (const amount of ['1.03', '-1.03']) console.log(amount, 'to five cents:', money.roundTo5Cents(amount), 'up:', money.roundUpTo5Cents(amount));
JS
seen=$(TZ=UTC node seen.mjs)
expected='10.00% of 12.34: 1.23 of -12.34: -1.22
10.00% of 0.45: 0.05 of -0.45: -0.03
0.33% of 10.00: 0.03 of -10.00: -0.02
1.03 to five cents: 1.05 up: 1.05
-1.03 to five cents: -0.95 up: -1.01'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
