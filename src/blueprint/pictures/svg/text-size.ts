/**
 * There is no browser to measure text, so widths are estimated from the kinds of letters. They are rather too
 * wide than too narrow: nothing may run out of its box in whatever font the viewer has.
 */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += widthOfLetter(letter);
  return width * size;
}

function widthOfLetter(letter: string): number {
  if (
    /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(
      letter,
    )
  )
    return 1.1;
  if (/[ijlIft.,:;'|!()[\] -]/.test(letter)) return 0.38;
  if (/[mwMWЖШЩЮЫФМжшщюыфм@%—…]/.test(letter)) return 0.92;
  if (/\p{Lu}/u.test(letter)) return 0.74;
  return /[\p{L}\p{N}]/u.test(letter) ? 0.61 : 0.65;
}

/** Breaks a text at its spaces into lines no wider than `width`; a single longer word is broken anywhere. */
export function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part) => pieces(part, size, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, size: number, width: number): string[] {
  if (widthOf(word, size) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter, size) > width) {
      parts.push(part);
      part = letter;
    } else part += letter;
  }
  return [...parts, part];
}

/** The width of the widest line. */
export function widest(lines: readonly string[], size: number): number {
  return Math.max(0, ...lines.map((line) => widthOf(line, size)));
}
