/** The one form in which the tables of the dialogue compare what customers write. */
import { inMandarin } from '../understanding/normal-form.ts';
import { folded } from './wording.ts';

/** Returns a text in NFKC, lower case, simplified characters, Cantonese words in Mandarin, apostrophes gone ("don’t" is "dont"), any white space one space. */
export function plainly(text: string): string {
  const plain = folded(text)
    .replace(/['’‘`´]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return inMandarin(plain);
}

/** Returns the sentences of a message: what stands between full stops, question marks, commas and line ends, and between two runs of Chinese with a blank. */
export function sentences(plain: string): string[] {
  return plain
    .split(/[。！!？?；;,，、\n…]+|(?<=\p{Script=Han}{2}) (?=\p{Script=Han}{2})|\.(?=\s|$)|\s+(?:and|but|also|then)\s+|(?:还有|另外|顺便|而且|但是?|不过)/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
