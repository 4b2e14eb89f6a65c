/** What a recogniser wrote, as a customer would have typed it. */

/** Characters of a transcript that are kept: a minute of fast speech has half of them. */
const most = 2_000;

/** What recognisers write where nobody speaks: [BLANK_AUDIO], (music), ♪, <|nospeech|>. */
const noise = /\[[^\]\n]{0,40}\]|\([^)\n]{0,40}\)|（[^）\n]{0,40}）|<\|[^|\n]{0,20}\|>|[♪♫🎵]/gu;

/** Returns the words alone, on one line; empty when there are none. Han characters stand without the spaces that some recognisers put between them. */
export function wordsIn(text: string): string {
  const plain = text.replace(noise, ' ').replace(/\p{Cc}/gu, ' ');
  const line = plain
    .replace(/(?<=[\p{Script=Han}，。？！、])\s+(?=[\p{Script=Han}，。？！、])/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most)
    .replace(/\p{Cs}/gu, '');
  return /[\p{L}\p{N}]/u.test(line) ? line : '';
}
