#!/usr/bin/env bash
# tsup 8.5.1 (with sucrase 3.35.1, esbuild below it) on Node 20. A generator that yields on the right of `??` is right in
# the ES module build, and in the CommonJS build without splitting. With `splitting`, CommonJS chunks pass through sucrase,
# which puts the right side into an arrow function: the build succeeds, and whoever requires the file gets a SyntaxError.
# An `await` in the same place is taken care of. One would have guessed that two formats of one build do the same, and that
# what cannot be built fails the build. A domain core written with generators (steps that are handed to a scheduler) must
# require its CommonJS build once before it is published.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts tsup@8.5.1 sucrase@3.35.1 typescript@5.9.3
cat > handoff.ts <<'TS'
export function* receiver(known?: string): Generator<string, string, string> {
  return known ?? (yield* ask());
}
function* ask(): Generator<string, string, string> {
  return yield 'who receives the client?';
}
export const later = async (known?: string) => known ?? (await Promise.resolve('asked'));
TS
cp handoff.ts other.ts
npx tsup handoff.ts --format cjs --out-dir whole --silent
npx tsup handoff.ts other.ts --format cjs,esm --splitting --out-dir split --silent
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const told = (what, get) => {
  try { console.log(what, JSON.stringify(get().receiver('tanya').next())); }
  catch (error) { console.log(what, error.name); }
};
const esm = await import('./split/handoff.mjs');
told('esm, split:', () => esm);
told('cjs, whole:', () => require('./whole/handoff.js'));
told('cjs, split:', () => require('./split/handoff.js'));
JS
seen=$(node seen.mjs)
expected='esm, split: {"value":"tanya","done":true}
cjs, whole: {"value":"tanya","done":true}
cjs, split: SyntaxError'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
