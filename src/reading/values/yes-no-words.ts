/** Words for yes and no, as data; lower case, without apostrophes, letters no more than twice in a row. */

/** Phrases that are a yes. */
export const yes = [
  ...'yes y yeah yea ye yep yup ya yah yas yass aye sure ok okay okey okie okk k kk correct right exactly indeed absolutely definitely certainly totally please pls confirm confirmed agree agreed accept fine good great perfect cool alright affirmative true np ofc si oui ja sim はい 네'.split(
    ' ',
  ),
  ...'sure thing|for sure|of course|okie dokie|okey dokey|thats correct|that is correct|thats right|that is right|thats fine|please do|go ahead|go for it|do it|lets do it|lets go|i confirm|i agree|i accept|i do|it is|they are|it does|they do|i think so|fine by me|fine with me|works for me|that works|sounds good|looks good|all right|no problem|no problemo|no prob|no problem at all|no worries|no objection|no objections|no issue|no issues|not a problem|why not|hell yes|by all means|you bet|lgtm|with pleasure|definitely yes|yes it is|yes i do|yes i am|absolutely yes'.split(
    '|',
  ),
  ...'是 是滴 对 对头 没错 好 好滴 好哒 好吧 好嘞 行 可以 阔以 可 得 得嘞 成 中 妥 妥了 要 嗯 恩 确认 确定 我确认 我确定 同意 我同意 接受 没问题 没毛病 没意见 当然 当然可以 必须 愿意 我愿意 有 需要 我需要 想要 想 能 会 收到了 收到 安排 请便 正确 就是这样 就这样 要得 那必须 欧克 ok了'.split(
    ' ',
  ),
  '1',
  '👍',
  '👌',
  '✅',
  '✔',
  '☑',
  '🆗',
  '🙆',
  '√',
];

/** Phrases that are a no. */
export const no = [
  ...'no n nope nah not nay wrong incorrect false never dont disagree negative nty nevermind non nein いいえ 아니요'.split(' '),
  ...'no need|no thanks|no thank you|no ty|no thx|no way|not needed|not necessary|not correct|not right|not now|not today|not yet|not really|not this time|not interested|not me|not at the moment|thats wrong|that is wrong|thats not right|thats not correct|do not|please dont|dont bother|please do not|dont do it|dont do that|i dont|i do not|i dont think so|i disagree|i dont agree|i dont want|i dont want it|i dont want to|i dont want that|i dont need it|id rather not|rather not|absolutely not|definitely not|of course not|certainly not|hell no|thanks but no|thanks but no thanks|but no|no but|nah im good|nope im good|never mind|maybe later|some other time|another time|it isnt|its not|it is not|they arent|i said no|im not|i am not|i havent|it doesnt|it didnt|no im good|no i am good|im good thanks|wont'.split(
    '|',
  ),
  ...'不 不是 不对 不好 不要 不用 不用啦 不行 不可以 不同意 不确认 不确定了 不接受 不需要 不想 不想要 不了 没 没有 还没 还没有 没呢 没收到 否 别 算了 错 错了 不必 免了 不愿意 我不愿意 不能 不会 先不用 先不要 暂时不 暂时不用 暂时不要 暂时不需要 现在不用 下次 改天 以后再说 回头再说 不考虑 没必要 不感兴趣 没兴趣 才不要 不太行 当然不 当然不是 绝对不行 绝对不要 不正确 唔使 唔要 唔係 唔好 无'.split(
    ' ',
  ),
  '2',
  '👎',
  '❌',
  '✖',
  '🙅',
  '🚫',
  '×',
  '✗',
  '✘',
];

/** Words that only acknowledge: a no behind them is a no ("好的，不用了", "ok no"). */
export const heard = new Set([
  ...'ok okay k kk okk fine good cool great alright right well oh thanks'.split(' '),
  ...'好 好滴 好吧 嗯 恩 哦 好嘞 行'.split(' '),
]);

/** Words around a yes or no that change nothing. */
export const besides =
  'please|pls|thanks so much|thanks a lot|thanks|thank you so much|thank you very much|thank you|thx|ty|sorry|oh|ah|well|hmm|um|er|sir|madam|maam|bro|dear|man|mate|lol|then|now please|just|so|guys|hi|hello|i said|谢谢您|谢谢你|谢谢|多谢|感谢|麻烦您了|麻烦你了|麻烦您|麻烦你|麻烦了|麻烦|辛苦了|辛苦|不好意思|抱歉|您好|你好|亲爱的|亲|哦|噢|喔|唉|哎|那就|那|就|我|请|先|这个';
/** At the end of a Chinese answer: tone, nothing else. */
export const tones = '的|了|吧|啊|呀|呢|哈|啦|嘛|滴|哒|哟|呗|噢|哦|喔|喽';

/** Signs that it is asked back, or depends on something. */
export const unsettled =
  /[?？]|[吗么]$|不(?:可以|行|好|要|对|是|能)[吗么]|^(?:可以|行|好|要|对|是|能|有)[不没](?:可以|行|好|要|对|是|能|有)?$|^(?:嗯|恩|呃|um+|hm+)\s*\.{2,}|(?:^|[^a-z])(?:if|unless|maybe|perhaps|probably|depends|possibly|really|only)(?![a-z])|如果|要是|的话|除非|可能|也许|看情况|随便/;
/** Words with which "really" and "maybe" are a plain no. */
export const settled = /^(?:not really|maybe later)$/;
