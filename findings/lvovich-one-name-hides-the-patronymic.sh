#!/usr/bin/env bash
# lvovich 2.1.0 on Node 20. The gender of a person is known from the patronymic alone, and lost as soon as a first name is
# given of which the library knows nothing: Lyubov and Ninel, two ordinary names. The patronymic does not count any more,
# and the dative has the patronymic and family name inflected and the first name not. One would have guessed that more is
# known with more parts of the name, the patronymic being the surest. A CRM that writes to people
# asks for the gender by the patronymic alone and inflects part by part with it (inclineFirstname), or avoids cases.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts lvovich@2.1.0
cat > seen.cjs <<'JS'
const { getGender, incline } = require('lvovich');
for (const first of [undefined, 'Ольга', 'Любовь', 'Нинель'])
  console.log(first ?? '-', getGender({ first, middle: 'Павловна', last: 'Орлова' }));
const { gender, ...dative } = incline({ first: 'Любовь', middle: 'Павловна', last: 'Орлова' }, 'dative');
console.log(gender, Object.values(dative).join(' '));
JS
seen=$(node seen.cjs)
expected='- female
Ольга female
Любовь null
Нинель null
null Любовь Орловой Павловне'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
