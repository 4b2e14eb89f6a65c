/** Tells whether a message denies the words that stand at a place in it: "not large", "anything except small", 不要小号. */

/** Words that deny what stands up to `reach` words behind them. */
const before: ReadonlyMap<string, number> = new Map([
  ...['not', 'no', 'dont', "don't", 'don’t', "isn't", 'isnt', "doesn't", "didn't", 'never', 'without', 'nor', 'neither', 'cannot', "can't"].map(
    (word) => [word, 4] as const,
  ),
  ...['except', 'but', 'besides', 'excluding', 'exclude'].map((word) => [word, 3] as const),
  ...['than', 'of'].map((word) => [word, 2] as const),
]);
/** `but` and `than` deny only behind what they belong to. */
const partner: ReadonlyMap<string, readonly string[]> = new Map([
  ['but', ['anything', 'everything', 'all', 'any']],
  ['than', ['rather', 'other']],
  ['of', ['instead']],
]);
/** Words that end the reach of a word that denies: "not sure, large then". */
const enders = new Set(['but', 'just', 'instead', 'sure', 'only', 'problem', 'then', 'rather', 'please', 'matter', 'doubt']);

const hanBefore =
  /(?:不(?:要|是|想要?|喜欢|用|需要|选|买|能|可以|太?要)?|别(?:要|给我|选)?|没(?:有|要)?|非|无|除了?|除去|除开|排除|而不是|并不是|勿)(?:那个|这个|一个|个|件|款|的)?$/;
const hanAfter = /^(?:的|那个|这个|款|件)?(?:以外|之外|除外|不要|就算了|算了|不行|不合适|太(?:大|小|贵|长|短)|都不|不用|不选|不考虑)/;
/** Phrases that only look like a denial. */
const hanSpared = /(?:不错|不如|不然|差不多|要不|不管|不论|不同|非常|别的|特别|没问题|好不好|是不是|要不要|能不能|有没有)(?:那个|这个|一个|个|件|款|的)?$/;

/** Tells whether words are denied. `at`: their beginning; `length`: their number. Words are those of {@link words}, so that each Han is one. */
export function isNegated(said: readonly string[], at: number, length: number): boolean {
  const first = said[at] ?? '';
  if (/\p{Script=Han}/u.test(first)) {
    const left = said.slice(Math.max(0, at - 6), at).join('');
    const right = said.slice(at + length, at + length + 5).join('');
    return (hanBefore.test(left) && !hanSpared.test(left)) || hanAfter.test(right);
  }
  for (let back = 1; back <= 4 && at - back >= 0; back++) {
    const word = said[at - back] ?? '';
    const reach = before.get(word);
    const needed = partner.get(word);
    if (reach !== undefined && back <= reach && (!needed || needed.includes(said[at - back - 1] ?? ''))) return true;
    if (enders.has(word)) return false;
    if (/\p{Script=Han}/u.test(word)) {
      const left = said.slice(Math.max(0, at - back - 5), at - back + 1).join('');
      return hanBefore.test(left) && !hanSpared.test(left);
    }
  }
  return false;
}
