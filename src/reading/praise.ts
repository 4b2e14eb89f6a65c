/** Praise of what was bought or of the shop, which asks for nothing: "the tea is lovely", 茶很好喝. */
const en =
  /^(?:(?:and|wow|oh|just wanted to say|by the way)[, ]+)?(?:(?:the|my|your|our|it|this|these|they|everything|that|all)|(?!(?:what|which|how|who|do|does|did|is|are|can|will|not|no|would|if)\b)[a-z'-]+s)(?: [\w'-]+){0,5} (?:is|are|was|were|looks?|tastes?|smells?|feels?|sounds?|fits?)(?: really| so| very| absolutely| just| simply| all)* (?:lovely|great|perfect(?:ly)?|gorgeous|beautiful|amazing|wonderful|fantastic|delicious|excellent|superb|brilliant|awesome)[.!~ ]*$|^(?:just )?(?:(?:i )?(?:just )?(?:wanted|want|wish) to (?:say|tell you)(?: that)?(?: how much)? )?(?:i |we )?(?:really |absolutely |just |so )?love (?:the|my|it|this|these|your)\b[\w' -]{0,30}[.!~ ]*$/i;
const zh =
  /^(?!.*(?:[吗么呢?？]|但|可是|还有|就是|怎么|没|不(?!错)))(?:(?:东西|货|快递|包裹|茶)?(?:已经|刚)?(?:收到|到货|到|拿到)了?[，,。 ]+)?\p{Script=Han}{0,8}(?:很|真|太|超|超级|特别|非常|挺)的?(?:好喝|好看|好用|好吃|香|喜欢|漂亮|满意|舒服|不错|棒|赞|合身)(?:了|啊|呀|的|哦)*[!！。~ ]*$/u;

/** Tells whether a message is praise and nothing else. */
export function praises(text: string): boolean {
  const plain = text.trim();
  return plain.length <= 80 && (en.test(plain) || zh.test(plain));
}
