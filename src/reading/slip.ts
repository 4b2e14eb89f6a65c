/** A slip of the finger: one letter more, less, other, or two in each other's place. */

/** Tells whether two words of so many letters or more differ by one slip of the fingers. */
export function isSlip(a: string, b: string, least = 5): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < least || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [x, y] = [a.slice(at), b.slice(at)];
  if (x.length === y.length) return x.slice(1) === y.slice(1) || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  return x.length > y.length ? x.slice(1) === y : x === y.slice(1);
}

/** A word by itself, and no part of a mail address or a number. */
const longWord = /(?<![\p{L}\p{N}@._-])[a-z]{6,}(?![\p{L}\p{N}@_-]|\.\w)/giu;

/**
 * Returns the text with a letter that was struck twice taken out of long words, where that leaves a word that is known: "canncel" is "cancel". What is
 * known, or known in no form, stays as it was written.
 */
export function undoubled(text: string, known: ReadonlySet<string>): string {
  return text.replace(longWord, (word) => {
    const plain = word.toLowerCase();
    if (known.has(plain)) return word;
    for (let at = 1; at < plain.length; at++) {
      if (plain[at] === plain[at - 1] && known.has(plain.slice(0, at) + plain.slice(at + 1))) return word.slice(0, at) + word.slice(at + 1);
    }
    return word;
  });
}
