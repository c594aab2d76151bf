#!/usr/bin/env bash
# ofx-data-extractor 1.5.0 beside node-ofx-parser 0.5.1 on Node 20. A bank statement in OFX of the older kind closes no
# tags of values, and its line breaks mean nothing. Written on one line it has for `getTransactionsSummary` no date, no
# credit and no debit: all sums are 0, without an error, while the list of its transactions is refused as broken JSON.
# With a line for each tag both are right. One would have guessed that line breaks do not matter, or that the summary
# is refused as the list is. A check of what was received against what commission is paid for finds nothing received:
# ask for the list first, and sum it up.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ofx-data-extractor@1.5.0 node-ofx-parser@0.5.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { Ofx } = require('ofx-data-extractor');
const other = require('node-ofx-parser');
const head = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n';
const body = '<OFX> <BANKMSGSRSV1> <STMTTRNRS> <TRNUID>1 <STMTRS> <CURDEF>BRL <BANKACCTFROM> <BANKID>001 <ACCTID>123 <ACCTTYPE>CHECKING </BANKACCTFROM> <BANKTRANLIST> <DTSTART>20260101 <DTEND>20260131 <STMTTRN> <TRNTYPE>CREDIT <DTPOSTED>20260105 <TRNAMT>1234.56 <FITID>A1 <MEMO>Invoice7 </STMTTRN> </BANKTRANLIST> </STMTRS> </STMTTRNRS> </BANKMSGSRSV1> </OFX>';
for (const [name, between] of [['lines', '\n'], ['one line', '']]) {
  const text = head + body.split(' ').join(between);
  let list;
  try {
    list = new Ofx(text).getBankTransferList().length;
  } catch {
    list = 'refused';
  }
  const { credit, amountOfCredits } = new Ofx(text).getTransactionsSummary();
  console.log(name, '| summary', credit, amountOfCredits, '| list', list, '| node-ofx-parser', other.parse(text).OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN.TRNAMT);
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='lines | summary 1234.56 1 | list 1 | node-ofx-parser 1234.56
one line | summary 0 0 | list refused | node-ofx-parser 1234.56'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
