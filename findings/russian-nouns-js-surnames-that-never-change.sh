#!/usr/bin/env bash
# russian-nouns-js 2.3.0 on Node 20, which takes `surname: true`. Surnames in -ko, -ykh and -ago do not change in
# Russian, and a woman's surname does not where it ends in a consonant. Shevchenko becomes "Шевченка", Chernykh
# "Черныха", Zhivago "Живага", Li "Ла"; a woman's Shevchuk stays, a woman's Koval becomes "Ковали". One would have
# guessed that the option knows surnames, as petrovich does, which leaves all of these as they are and changes a man's
# Koval alone. Millions bear such names, and a letter or a contract is the first that a client reads of us. The option
# `indeclinable` is ours to set, name by name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts russian-nouns-js@2.3.0 petrovich@0.2.1
cat > seen.mjs <<'JS'
import nouns from 'russian-nouns-js';
import petrovich from 'petrovich';
const engine = new nouns.Engine();
const { MASCULINE, FEMININE } = nouns.Gender;
for (const [text, gender] of [['Шевченко', MASCULINE], ['Черных', MASCULINE], ['Живаго', MASCULINE], ['Ли', MASCULINE], ['Шевчук', FEMININE], ['Коваль', FEMININE], ['Коваль', MASCULINE]]) {
  const lemma = nouns.createLemma({ text, gender, surname: true });
  const other = petrovich({ last: text, gender: gender === FEMININE ? 'female' : 'male' }, 'genitive').last;
  console.log(text, engine.decline(lemma, nouns.Case.GENITIVE).join(' or '), 'petrovich:', other);
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='Шевченко Шевченка petrovich: Шевченко
Черных Черныха petrovich: Черных
Живаго Живага petrovich: Живаго
Ли Ла petrovich: Ли
Шевчук Шевчук petrovich: Шевчук
Коваль Ковали petrovich: Коваль
Коваль Коваля petrovich: Коваля'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
