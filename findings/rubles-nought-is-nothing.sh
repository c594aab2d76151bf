#!/usr/bin/env bash
# rubles 3.0.0 on Node 20. A sum of 0 and a negative one come out as null, without an error; half a rouble as "50
# копеек" without the roubles. One would have guessed "ноль рублей 00 копеек" and "минус пять рублей", or an error. A
# statement of account that is settled, a credit note and a payslip after a clawback are these sums, and a template
# prints "null" in the line that is to be signed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rubles@3.0.0
cat > seen.mjs <<'JS'
import { rubles } from 'rubles';
for (const sum of [1, 0.5, 0, -5]) console.log(sum, rubles(sum));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='1 один рубль 00 копеек
0.5 50 копеек
0 null
-5 null'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
