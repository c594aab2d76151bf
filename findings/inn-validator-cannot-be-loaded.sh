#!/usr/bin/env bash
# inn-validator 1.1.3 (checks of Russian tax ids, INN and KPP) on Node 20. The package states "import" and "require"; neither works in
# Node: its files import each other without the ending .js, which only a bundler allows. One would have guessed that a
# library for servers and browsers was loaded once in each. A CRM whose form checks the id in the browser by it cannot
# check the same on its server; stdnum and ru-validation-codes load in both (and take ten zeros for an INN).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts inn-validator@1.1.3 stdnum@1.12.0 ru-validation-codes@2.9.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const told = async (what, load) => {
  try { await load(); console.log(what, 'loaded'); }
  catch (error) { console.log(what, error.code); }
};
await told('import', () => import('inn-validator'));
await told('require', () => require('inn-validator'));
const { stdnum } = require('stdnum');
console.log('0000000000', stdnum.RU.inn.validate('0000000000').isValid, require('ru-validation-codes').checkINN('0000000000'));
JS
seen=$(node seen.mjs)
expected='import ERR_MODULE_NOT_FOUND
require ERR_MODULE_NOT_FOUND
0000000000 true true'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
