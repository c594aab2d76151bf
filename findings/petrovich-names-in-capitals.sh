#!/usr/bin/env bash
# petrovich 0.2.1 and lvovich 2.1.0 on Node 20. A name that is written in capitals, as bookkeeping programs and
# passports have it, gets endings in small letters, "ИВАНОВу", and where the stem changes the first name leaves the
# capitals altogether: "Петру ИЛЬИЧу", "Льву". Written in small letters it stays in small ones. One would have guessed
# that case of letters is the one thing that is kept, since the names are found whatever their letters are. A contract
# or a letter with such a line is sent back: put names from an import into the usual letters first, and the result back
# into capitals where a form asks for them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts petrovich@0.2.1 lvovich@2.1.0
cat > seen.mjs <<'JS'
import petrovich from 'petrovich';
import lvovich from 'lvovich';
const print = (name) => [name.last, name.first, name.middle].join(' ');
for (const [last, first, middle, gender] of [['ИВАНОВ', 'ПЁТР', 'ИЛЬИЧ', 'male'], ['КРАВЕЦ', 'ЛЕВ', 'ПАВЛОВИЧ', 'male'], ['ИВАНОВА', 'АННА', 'ИЛЬИНИЧНА', 'female'], ['иванов', 'пётр', 'ильич', 'male']]) {
  const name = { last, first, middle, gender };
  console.log(print(name), '| petrovich', print(petrovich(name, 'dative')), '| lvovich', print(lvovich.incline(name, 'dative')));
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='ИВАНОВ ПЁТР ИЛЬИЧ | petrovich ИВАНОВу Петру ИЛЬИЧу | lvovich ИВАНОВу Петру ИЛЬИЧу
КРАВЕЦ ЛЕВ ПАВЛОВИЧ | petrovich КРАВцу Льву ПАВЛОВИЧу | lvovich КРАВцу Льву ПАВЛОВИЧу
ИВАНОВА АННА ИЛЬИНИЧНА | petrovich ИВАНОВой АННе ИЛЬИНИЧНе | lvovich ИВАНОВой АННе ИЛЬИНИЧНе
иванов пётр ильич | petrovich иванову петру ильичу | lvovich иванову петру ильичу'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
