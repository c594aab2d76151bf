#!/usr/bin/env bash
# russian-requisites-validator 1.0.1 on Node 20. Tax ids of nothing but noughts (ИНН of 10 and of 12, ОГРН of 13
# digits) are valid: their check digits are right. One would have guessed that a validator knows that no such id is
# given to anybody. They are what clerks type into a field that must be filled, so clients who have nothing in common
# are found to be one company, and merged.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts russian-requisites-validator@1.0.1
cat > seen.mjs <<'JS'
import validator from 'russian-requisites-validator';
const { inn, ogrn } = validator;
console.log('inn', inn('0000000000'), inn('000000000000'), 'ogrn', ogrn('0000000000000'));
console.log('a wrong digit', inn('7707083894'));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='inn true true ogrn true
a wrong digit false'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
