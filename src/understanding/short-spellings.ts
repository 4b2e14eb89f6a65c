/** Words as people write them in a hurry; alone, such as an answer "U", they stay as they are. */
const whole: ReadonlyMap<string, string> = new Map([
  ['u', 'you'],
  ['r', 'are'],
  ['ur', 'your'],
  ['plz', 'please'],
  ['pls', 'please'],
  ['thx', 'thanks'],
  ['tmr', 'tomorrow'],
]);
const longest = 3;

/** Returns the word in full, where it is one of these. */
export function spelledOut(word: string): string {
  return word.length <= longest ? (whole.get(word) ?? word) : word;
}
