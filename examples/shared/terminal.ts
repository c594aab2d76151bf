/** What the example writes to a terminal; plain text where there is none. */
const colourful = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
const paint = (code: number) => (text: string) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);

/** A table with its columns as wide as needed; numbers stand to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const bar = (share: number, width = 30): string => '█'.repeat(Math.round(Math.min(share, 1) * width));

/** Shows how far a long work is, on a terminal only. */
export function progress(label: string): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, total) => {
    if (done % 20 !== 0 && done !== total) return;
    process.stderr.write(
      `\r${label} ${bar(done / total).padEnd(30)} ${done}/${total}${done === total ? '\n' : ''}`,
    );
  };
}
