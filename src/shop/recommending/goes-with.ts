/** Reads what something is to go with, and of what kind it is to be, out of a question: 紫砂壶配什么杯子, "shoes to go with wide-leg trousers". */

export interface GoesWith {
  /** The words of what it is to go with; "this" and 这个 as they are said. */
  of: string;
  /** The words of the kind that is wanted; empty for any. */
  wanted: string;
}

const what = '(?:什么|啥|甚么|哪[种款个些]?)';
const match = '(?:搭配|配套|配着|配|搭)';
const may = '(?:可以|能|应该|该|适合|要|得|怎么|都|一般|再)*';
const bought = '(?:我)?(?:刚|已经|想)?(?:买了?|入了|下单了?|拍了|有|选了)';

const wear = '(?:wear|buy|get|use|put|combine|pair|match|order|need|take)';
const verb = `(?:go(?:es)?|would go|will go|could go|(?:can|could|should|do|would|to) (?:i|we|you|people|others|customers|everyone) ${wear}|matche?s?|would match|works?|would work|pairs?|would pair|fits?|would fit|suits?|looks? good|would look good)`;
const had = "i(?:'ve| have)? ?(?:just |already )?(?:bought|got|have|ordered|own)";
const article = '(?:the |a |an |some |my |your |these |those )*';

/** Each with the places of `of` and `wanted` among its groups. */
const patterns: readonly (readonly [RegExp, of: number, wanted: number])[] = (
  [
    [
      `^(?:有没有|有什么|有|想要|找|推荐|求)*(?:点|些|一?[款件双条个])?(?:能|可以|适合)?(?:和|跟|与)(.+?)(?:一起买|一起|${match})(?:起来)?(?:好看|合适)?的(.*)$`,
      1,
      2,
    ],
    [`^(?:有没有|有什么|有|想要|找|推荐|求)*(?:点|些|一?[款件双条个])?(?:能|可以|适合)?${match}(.+?)的(.+)$`, 1, 2],
    [`^(.+?)(?:和|跟|与)${what}(?:一起|${match}).*$`, 1, 0],
    [`^${bought}?(.+?)[，, ]*${may}(?:${match}|一起买|一起)(?:点|些|个)?${what}(?:样的)?(.*)$`, 1, 2],
    [`^${bought}(.+?)[，, ]+${may}(?:还|再|要|用|买|需要|有|${match})*${what}?(.*)$`, 1, 2],
    [`^${bought}(.+?)(?:还|再)${may}(?:买|配|用|需要)(?:点|些)?${what}(.*)$`, 1, 2],
    [
      `^${had} ${article}(.+?)[,.;]? (?:and )?(?:so )?(?:which|what)(?: (?:kind|sort|type) of)?(?: else)? ?(.*?) ?(?:${verb}|should|would|could|can|do|to|else|is|are|goes)(?: .*)?$`,
      1,
      2,
    ],
    [`^(?:what|which)(?: (?:kind|sort|type) of)?(?: else)? ?(.*?) ?${verb}(?: well| best| nicely| good| together)?(?: with| to)? ${article}(.+)$`, 2, 1],
    [
      `^(?:do you have |have you got |any |some |a |an |i need |i want |i am looking for |looking for |recommend |show me )*(.+?) (?:to|that|which|that would|which would) (?:(?:go|goes|pair|pairs|wear|work|works)(?: well)? with|match|matches|suit|suits) ${article}(.+)$`,
      2,
      1,
    ],
  ] as const
).map(([source, of, wanted]) => [new RegExp(source, 'u'), of, wanted] as const);

/** Words around the kind that is wanted, which name none. */
const around =
  /^(?:点(?!心)|些|别的|其他|其它)|(?:会|比较|更|最)?(?:好看|合适|好|泡|喝|穿|用|搭|推荐|有推荐|可以|呢|吗|呀|啊|吧|的|一点|一些|茶?具?一起买)+$|^(?:else|things?|stuff|ones?|products?|items?)$/gu;

/** Returns undefined when the question is not what goes with something. */
export function goesWith(said: string): GoesWith | undefined {
  const plain = said
    .slice(0, 300)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[?!。！？.~]+\s*$/u, '')
    .replace(/^(?:hi|hello|你好|您好|请问)[,，\s]*/u, '')
    .trim();
  for (const [pattern, of, wanted] of patterns) {
    const found = pattern.exec(plain);
    if (!found) continue;
    const kind = (wanted === 0 ? '' : (found[wanted] ?? '')).trim().replace(around, '').trim();
    return { of: (found[of] ?? '').trim(), wanted: kind };
  }
  return undefined;
}
