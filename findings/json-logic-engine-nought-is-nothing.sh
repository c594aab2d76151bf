#!/usr/bin/env bash
# json-logic-engine 5.0.7 beside json-logic-js 2.0.5 on Node 20. The engine calls itself a drop-in replacement with
# which most rules work as they are. In it 0 == null is true, and with it the rule "the revenue is not known" for a
# client whose revenue is 0; json-logic-js, JavaScript and SQL say that it is not. An empty text counts as given in the
# engine and as missing in json-logic-js. One would have guessed that rules which are data mean the same wherever they
# are run. Conditions of a transfer that the browser shows by one and the server decides by the other differ for
# clients without sales. Compare with `===`, which both have.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json-logic-engine@5.0.7 json-logic-js@2.0.5
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
import { LogicEngine } from 'json-logic-engine';
const other = createRequire(import.meta.url)('json-logic-js');
const engine = new LogicEngine();
for (const [rule, client] of [
  [{ '==': [{ var: 'revenue' }, null] }, { revenue: 0 }],
  [{ '!=': [{ var: 'revenue' }, null] }, { revenue: 0 }],
  [{ '===': [{ var: 'revenue' }, null] }, { revenue: 0 }],
  [{ missing: ['phone'] }, { phone: '' }],
])
  console.log(JSON.stringify(rule), JSON.stringify(client), 'engine:', JSON.stringify(engine.run(rule, client)), 'js:', JSON.stringify(other.apply(rule, client)));
JS
seen=$(TZ=UTC node seen.mjs)
expected='{"==":[{"var":"revenue"},null]} {"revenue":0} engine: true js: false
{"!=":[{"var":"revenue"},null]} {"revenue":0} engine: false js: true
{"===":[{"var":"revenue"},null]} {"revenue":0} engine: false js: false
{"missing":["phone"]} {"phone":""} engine: [] js: ["phone"]'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
