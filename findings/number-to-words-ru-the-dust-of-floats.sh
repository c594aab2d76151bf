#!/usr/bin/env bash
# number-to-words-ru 2.4.1 on Node 20. The dust that subtraction of floats leaves (0.1 + 0.2 - 0.3 is 5.55e-17) is
# written in a contract or an act as five roubles 55 kopecks, and 1.1 * 100 - 110 as one rouble 42; "1,234.50", as an
# ERP of English settings writes it, is one rouble 23. Nothing is refused: NaN and words are zero roubles. One would
# have guessed zero, or an error. A CRM that prints sums in words keeps whole kopecks, and hands over the text made of
# them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts number-to-words-ru@2.4.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const { convert } = createRequire(import.meta.url)('number-to-words-ru');
for (const owed of [0.1 + 0.2 - 0.3, 1.1 * 100 - 110, '1234,50', '1,234.50', Number.NaN, 'to be agreed']) console.log(owed, '=>', convert(owed));
JS
seen=$(TZ=UTC node seen.mjs)
expected='5.551115123125783e-17 => Пять рублей 55 копеек
1.4210854715202004e-14 => Один рубль 42 копейки
1234,50 => Одна тысяча двести тридцать четыре рубля 50 копеек
1,234.50 => Один рубль 23 копейки
NaN => Ноль рублей 00 копеек
to be agreed => Ноль рублей 00 копеек'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
