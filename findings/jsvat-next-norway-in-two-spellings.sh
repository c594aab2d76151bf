#!/usr/bin/env bash
# jsvat 2.5.4 and jsvat-next 3.0.4, a fork of it made because the original was no longer maintained, on Node 20. A
# Norwegian VAT number (check digit right) is valid in jsvat with the letters of the country only, "NO923609016MVA",
# and in jsvat-next without them only, "923609016MVA", although numbers of other countries, as of Denmark, have them
# there. There is no spelling that both take. One would have guessed that the fork takes what the original took.
# Numbers that a CRM has checked once are invalid after the package is exchanged, and a form that turns them away loses
# a client's order: before such an exchange, check all that is stored by both. stdnum 1.12.0 takes both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jsvat@2.5.4 jsvat-next@3.0.4 stdnum@1.12.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const [old, next, { stdnum }] = ['jsvat', 'jsvat-next', 'stdnum'].map((name) => require(name));
for (const number of ['NO923609016MVA', 'NO 923 609 016 MVA', '923609016MVA'])
  console.log(number, '| jsvat', old.checkVAT(number, [old.norway]).isValid, '| jsvat-next', next.checkVAT(number, [next.norway]).isValid, '| stdnum', stdnum.NO.mva.validate(number).isValid);
const danish = 'DK13585628';
console.log(danish, '| jsvat', old.checkVAT(danish, [old.denmark]).isValid, '| jsvat-next', next.checkVAT(danish, [next.denmark]).isValid);
JS
seen=$(TZ=UTC node seen.mjs)
expected='NO923609016MVA | jsvat true | jsvat-next false | stdnum true
NO 923 609 016 MVA | jsvat true | jsvat-next false | stdnum true
923609016MVA | jsvat false | jsvat-next true | stdnum true
DK13585628 | jsvat true | jsvat-next true'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
