/** The one form in which the tables of the dialogue compare what customers write. */
import { simplified } from '../../understanding/simplified.ts';
import { folded } from '../wording.ts';

/** NFKC, lower case, simplified characters, apostrophes gone ("don’t" is "dont"), any white space one space. */
export function plainly(text: string): string {
  return simplified(folded(text))
    .replace(/['’‘`´]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The sentences of a message: what stands between full stops, question marks, commas and line ends. */
export function sentences(plain: string): string[] {
  return plain
    .split(/[。！!？?；;,，、\n…]+|\.(?=\s|$)+|\s+(?:and|but|also|then)\s+|(?:还有|另外|顺便|而且|但是?|不过)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
