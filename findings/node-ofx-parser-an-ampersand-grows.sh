#!/usr/bin/env bash
# node-ofx-parser 0.5.1 beside ofx-js 1.1.1 on Node 20. "Smith & Sons" of a bank statement in OFX comes out as "Smith
# &amp;amp; Sons", and "Smith &amp;amp;amp; Sons" where the bank had written the sign as the format asks for, `&amp;`.
# One would have guessed "Smith & Sons" of both. Who looks for the payer among clients by the name finds no company
# with this sign, and somebody books the payment by hand, or it counts as nobody's and no commission is paid: put the
# texts back before they are compared, as often as it takes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-ofx-parser@0.5.1 ofx-js@1.1.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const readers = { 'node-ofx-parser': async (text) => require('node-ofx-parser').parse(text), 'ofx-js': (text) => require('ofx-js').parse(text) };
const head = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n';
for (const payer of ['Smith & Sons', 'Smith &amp; Sons']) {
  const text = `${head}<OFX>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<STMTRS>\n<BANKTRANLIST>\n<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>20260105\n<TRNAMT>5.00\n<FITID>A1\n<NAME>${payer}\n</STMTTRN>\n</BANKTRANLIST>\n</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n`;
  for (const [name, read] of Object.entries(readers))
    console.log(payer, '|', name, (await read(text)).OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN.NAME);
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='Smith & Sons | node-ofx-parser Smith &amp;amp; Sons
Smith & Sons | ofx-js Smith & Sons
Smith &amp; Sons | node-ofx-parser Smith &amp;amp;amp; Sons
Smith &amp; Sons | ofx-js Smith & Sons'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
