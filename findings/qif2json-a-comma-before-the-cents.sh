#!/usr/bin/env bash
# qif2json 0.4.0 on Node 20. QIF, in which banks and bookkeeping programs give movements of an account away, says nothing
# of the sign before the cents: programs write the one of their country. 1,234.50 is read as 1234.5, and 1.234,50 and
# 1234,50, as German and Brazilian programs have them, come out as 1.2345 and 123450: a thousandth and a hundredfold,
# without an error. `dateFormat: 'br'` reads days as they are written in Brazil and changes nothing of it. One would have
# guessed at an error, or at the sign that is last. Payments that are matched with orders by amount are matched with none,
# or a debt of 1,234.50 is paid a hundred times over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts qif2json@0.4.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const { parse } = createRequire(import.meta.url)('qif2json');
for (const amount of ['1,234.50', '1.234,50', '1234,50', '-99,90'])
  console.log(amount, 'is', parse(`!Type:Bank\nD03/06/2026\nT${amount}\nPAcme\n^\n`).transactions[0].amount);
JS
seen=$(node seen.mjs)
expected='1,234.50 is 1234.5
1.234,50 is 1.2345
1234,50 is 123450
-99,90 is -9990'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
