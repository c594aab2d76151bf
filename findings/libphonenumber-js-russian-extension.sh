#!/usr/bin/env bash
# libphonenumber-js 1.13.16. A Russian number with the extension written "доб. 12" is read, the same with the other
# usual word, "вн. 12" (extension inside the office), gives no number at all, although the digits before it are
# complete. Two numbers with a slash, "... 67 / 68", become one with 13 digits that is not valid. One would have guessed
# the number without the extension. Cards of companies are full of these; whoever looks for duplicates by the number
# finds none there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts libphonenumber-js@1.13.16
cat > seen.mjs <<'JS'
import parse from 'libphonenumber-js';
for (const text of ['+7 495 123-45-67 доб. 12', '+7 495 123-45-67 вн. 12', '+7 495 123-45-67 / 68']) {
  const phone = parse(text, 'RU');
  console.log(phone ? `${phone.number} ${phone.ext ?? '-'} ${phone.isValid()}` : 'nothing');
}
JS
seen=$(node seen.mjs 2> /dev/null)
expected='+74951234567 12 true
nothing
+7495123456768 - false'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
