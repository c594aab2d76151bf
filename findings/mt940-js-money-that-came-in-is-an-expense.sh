#!/usr/bin/env bash
# mt940-js 1.0.0 (with tslib 2.8.1, which it needs and does not name) beside mt940js 1.3.5 on Node 20. Of a bank
# statement in SWIFT MT940 it tells `isExpense`, and that is true of everything but three codes of two Dutch banks: of
# a transfer that came in as well. A credit that the bank took back (mark RC) has `isCredit: true` and its amount
# without a minus, as if it came in a second time. mt940js has the minus. One would have guessed an expense where money
# goes out. Who pays commission for money received pays for a charge-back, or for nothing: read the mark from the text,
# or take the other package.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mt940-js@1.0.0 tslib@2.8.1 mt940js@1.3.5
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const [first, second] = ['mt940-js', 'mt940js'].map((name) => require(name));
for (const [what, line, sum] of [['came in', 'C5,00NTRFX', '1005,00'], ['went out', 'D5,00NTRFX', '995,00'], ['taken back', 'RC5,00NTRFX', '995,00'], ['code of a bank', 'C5,00N653X', '1005,00']]) {
  const text = [':20:START', ':25:10020030/1234567', ':28C:1/1', ':60F:C260101EUR1000,00', `:61:260103${line}`, ':86:text', `:62F:C260105EUR${sum}`, ''].join('\r\n');
  const [{ amount, isCredit, isExpense }] = (await first.read(Buffer.from(text)))[0].transactions;
  console.log(what, '| mt940-js', JSON.stringify({ amount, isCredit, isExpense }), '| mt940js', new second.Parser().parse(text)[0].transactions[0].amount);
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='came in | mt940-js {"amount":5,"isCredit":true,"isExpense":true} | mt940js 5
went out | mt940-js {"amount":5,"isCredit":false,"isExpense":true} | mt940js -5
taken back | mt940-js {"amount":5,"isCredit":true,"isExpense":true} | mt940js -5
code of a bank | mt940-js {"amount":5,"isCredit":true,"isExpense":false} | mt940js 5'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
