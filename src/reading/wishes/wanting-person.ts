/** Tells whether a customer wants to talk to a person, in whatever sentence. */
import { courteous } from '../courtesy.ts';
import { plainly, sentences } from '../said-plainly.ts';

const someone =
  '(?:humans?|human being|person|people|somebody|someone|anyone|anybody|agents?|operator|representative|rep|staff(?: member)?|employee|manager|supervisor|owner|boss|colleague|assistant|advisor|customer (?:service|support|care)(?: (?:agent|rep|team|person|staff))?|support(?: (?:agent|team|person|staff))?|seller|real (?:person|human)|live (?:agent|person|chat)|service team|team member)';
const the = '(?:(?:a|an|the|your|some|any|real|live|actual|human|another|one of your|of|proper) )*';
const talk = '(?:talk|speak|chat|spk|tlk|talking|speaking|chatting)(?: directly)?(?: (?:to|with|2))';

/** Words that are the wish when they are a whole sentence. */
const keywords = new Set([
  ...[
    'human',
    'agent',
    'person',
    'operator',
    'representative',
    'real person',
    'real human',
    'live agent',
    'live person',
    'live chat',
    'customer service',
    'customer support',
    'customer care',
    'humans',
    'a human',
    'a person',
    'an agent',
    'someone real',
    'human agent',
    'manager',
    'speak agent',
    'no bot',
    'no bots',
    'no robots',
    'not a bot',
    'need agent',
    'need human',
    'want human',
  ],
  ...[
    '人工',
    '转人工',
    '客服',
    '人工客服',
    '真人',
    '真人客服',
    '找人工',
    '找客服',
    '转客服',
    '人工服务',
    '我要人工',
    '要人工',
    '接人工',
    '转接人工',
    '转真人',
    '在线客服',
    '人工人工',
    '人工人工人工',
    '不要机器人',
    '别机器人',
    '有人吗人工',
    '叫人来',
  ],
]);

/** Anywhere in a sentence. */
const inSentence = [
  new RegExp(`\\b${talk} ${the}${someone}\\b`),
  new RegExp(
    `\\b(?:connect|transfer|put|pass|forward|hand|switch|get|redirect|escalate)(?: (?:me|us|this|it|my \\w+))?(?: (?:over|through|on))?(?: (?:to|with|in touch with))? ${the}${someone}\\b`,
  ),
  new RegExp(`\\b(?:get|give|send|bring|find|call|fetch) (?:me |us )?${the}(?:human|person|agent|operator|representative|manager|supervisor|real \\w+)\\b`),
  new RegExp(
    `\\b(?:need|want|prefer|require|looking for|waiting for)(?: to (?:see|have|reach|contact))? ${the}(?:human(?! hair)|person(?! to)|agent|operator|representative|supervisor|someone to (?:call|talk|speak|help|answer))\\b`,
  ),
  /\bis there (?:a |an |any )?(?:real |live |actual )?(?:human|person|agent|someone|anyone|somebody) (?:i can|to|that can|who can|available|there)\b/,
  /\b(?:can|could|will|would) (?:a |an )?(?:real |live )?(?:human|person|agent|someone|somebody|anyone) (?:please |pls )?(?:call|help|contact|answer|reply|talk|speak)\b/,
  /\b(?:dont|do not) (?:want|like) (?:to )?(?:(?:talk|speak|chat)(?:ing)? (?:to|with) )?(?:a |an |this |the )?(?:bots?|robots?|machines?|ai|chatbot)\b/,
  /\b(?:someone|somebody|anyone|anybody) (?:alive|real|with a (?:brain|pulse)|who (?:can|actually|knows|reads|understands)|to actually)\b/,
  /\b(?:give|make) (?:me|us) a (?:call|ring)\b|\bcall me(?: back)?(?: (?:on|at|please|now|asap))?(?= ?(?:\d|\+|$))/,
  /(?:回|打)(?:个|一个)?(?:电话|通话)(?:给我|过来|来|吗|吧|行|好)|给我(?:回|打)(?:个|一个)?电话/,
  /找(?:一?个)?人(?:聊|说|谈|讲|处理|解决|帮忙?|来|回复|$)/,
  /(?:找|派|来|安排|有|叫|换|请)(?:个|一个|位)?(?:专人|管事的?|懂的人|能做主的?|负责的?人?|明白人|大活人)/,
  /(?:转|接|找|要|叫|换|联系|呼叫|连线?|需要|想要|给我|来)(?:接|到|一?个|一下|你们|们|的|下|成|位|去|上)*(?:人工|真人|客服|活人|人类|客服人员|工作人员|店员|经理|主管|老板|负责人|店长|领导)(?!智能|费|皮|湖|草|电话|号|微信|的?(?:态度|上班|几点))/,
  /(?:跟|和|同|与)(?:一?个|你们|的)*(?:人工|真人|客服|活人|人类|工作人员|经理|主管|老板|负责人|店长|人)(?:的)?(?:说|聊|讲|谈|沟通|对话|联系|交流)/,
  /有(?:没有|无)?(?:人工|真人|活人)(?!智能)/,
  /(?:人工|真人)(?:客服)?(?:在吗|在不在|在么|呢|能不能|可以吗|来)/,
  /(?:不想|不要|不愿意?|别)(?:跟|和|再|让|用)*(?:机器人?|ai|智能客服)(?:说|聊|对话|回|了|$)/,
];

/** Phrases that say the contrary, ask what we are, or tell of a talk that is over. */
const denied = [
  /\b(?:dont|do not|no|not|never|without|didnt) (?:need|want|wish|require|have|having)?(?: to)?(?: (?:talk|speak|chat)(?:ing)?(?: (?:to|with))?)? ?(?:for )?(?:a |an |any |the |your )?(?:real |live )?(?:human|person|agent|operator|representative|manager|supervisor|someone|anyone|people|staff)/,
  /\bno need (?:for|to)\b/,
  /\bam i\b/,
  /应聘|招聘|招人|求职|\b(?:hiring|vacanc(?:y|ies)|apply for|job)\b/,
  /\b(?:are|r) (?:you|u)\b.{0,20}\b(?:human|person|bot|robot|agent)/,
  /\bis this (?:a |an )?(?:human|person|bot|robot)/,
  /\b(?:laughed|talked|spoke|spoken|chatted|was talking|were talking|transferred|said)\b/,
  /(?:不用|不要|别|不需要|无需|先不|不想)(?:再|给我|帮我|麻烦|找|转|接|要)*(?:人工|真人|客服)/,
  /(?:你|您|这)(?:们)?是(?:不是)?.{0,4}(?:人工|真人|机器人|活人|客服)/,
  /(?:刚才|刚刚|昨天|上次|之前|那个|说|已经)[^转找]{0,6}(?:客服|人工)/,
];

/** Asks whether we are one, or says that none is wanted, and wants one in no other sentence. */
export function wantsNoPerson(text: string): boolean {
  const plain = plainly(text.slice(0, 600));
  return sentences(plain).some((sentence) => denied.some((pattern) => pattern.test(sentence))) && !wantsPerson(text);
}

/** Of who leaves a message, or wants to be called back. */
const leaving: readonly RegExp[] = [
  /^(?:(?:please|pls|can i|could i|may i|let me|id like to|i want to|i would like to) )*(?:leave|take) (?:you )?(?:a|this|the following) message\b|\b(?:please|pls|can (?:you|someone|somebody)|could you) call me (?:back|tomorrow|today|later|tonight|this|on|at|about|when)\b/,
  /^(?:我)?(?:想|要)?(?:给(?:你们|客服|同事|老板))?留(?:个|一?下)?(?:言|话)(?:给(?:你们|客服|同事|老板))?(?:吧|可以吗)?$/,
];

/** Tells whether a message is to leave one for a person, who need not come now. */
export function leavesMessage(text: string): boolean {
  return sentences(plainly(text.slice(0, 600))).some((sentence) => leaving.some((pattern) => pattern.test(sentence)));
}

/** Tells whether a message wants a person, in any sentence of it; not by the question whether we are one, nor when it wants none. */
export function wantsPerson(text: string): boolean {
  const plain = plainly(text.slice(0, 600));
  return sentences(plain).some((sentence) => {
    const { core } = courteous(sentence);
    if (keywords.has(core.replace(/[\p{P}\p{S}]+$/u, '').replace(/(?:吧|啊|呀|吗|呢|！)+$/, ''))) return true;
    return [...inSentence, ...leaving].some((pattern) => pattern.test(sentence)) && !denied.some((pattern) => pattern.test(sentence));
  });
}
