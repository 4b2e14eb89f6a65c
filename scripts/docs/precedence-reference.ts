/** The table of precedence in words, for merchants: what each line of it means, with an example of the flows that ship. */
import { precedence } from '../../src/engine/dialogue/resolve-intent.ts';

interface Line {
  rule: string;
  en: string;
  zh: string;
  /** The customer's message, after those before it; null where words alone cannot show it. */
  example: { after: readonly string[]; en: string; zh: string } | null;
}

const menu = ['menu'];
/** The order number is asked for. */
const form = ['where is my order'];

/** In the order of the table. */
export const lines: readonly Line[] = [
  {
    rule: 'a button of a broadcast',
    en: 'A button under a message of a broadcast: the flow that the broadcast names for it, with the words of the button.',
    zh: '按了群发消息下面的按钮：进入群发里为它写的流程，按钮上的字就是顾客说的话。',
    example: null,
  },
  {
    rule: 'a person',
    en: 'Wants a person, in any sentence around it.',
    zh: '要找真人，不管这句话前后还说了什么。',
    example: { after: menu, en: 'this is useless, let me talk to a human', zh: '说不清楚，让人工来' },
  },
  {
    rule: 'skipping',
    en: 'Skips the open question, where it may be skipped.',
    zh: '跳过正在问的问题（这个问题可以跳过时）。',
    example: null,
  },
  {
    rule: 'the next proof',
    en: 'Other digits after a proof that was wrong: the next try for that order, wherever the conversation stands.',
    zh: '验证没通过后又发来的号码：当作同一张订单的再次验证，不管谈到了哪里。',
    example: null,
  },
  {
    rule: 'one of the cards',
    en: 'One of the cards that were just shown, by its place, its price or what tells it apart, where a flow takes that up (`card: true`).',
    zh: '指的是刚刚展示的某张卡片：第几个、贵的那个、灰色的（有流程写了 `card: true`）。',
    example: null,
  },
  {
    rule: 'an option of the cards',
    en: 'An option of the goods on the cards, their price or their stock, and nothing else: "how much is the soft one", "in white, 1 m?", "what sizes do you have". Goods that are named and not on the cards are another wish.',
    zh: '问的是卡片上商品的规格、价格或库存，没说别的：“软屏多少钱”“白色一米的有吗”“有哪些规格”。点名了卡片以外的商品，就是另一件事。',
    example: null,
  },
  {
    rule: 'the cards',
    en: 'Asks something of the cards that were just shown: which is better or for whom, more, cheaper, something stronger, how to buy (`cards: true`).',
    zh: '问的是刚展示的这几款：哪个好、送人选哪款、还有别的吗、便宜点的、浓一点的、怎么买（`cards: true`）。',
    example: null,
  },
  {
    rule: 'what was not found',
    en: 'Only says how something should be else, after a search that found nothing: "smaller?", "cheaper one?". There is none of it at all.',
    zh: '刚才没找到，又只说想要什么样的：“小一点的呢”“有便宜点的吗”。这一类店里都没有。',
    example: null,
  },
  {
    rule: 'the answer',
    en: 'All of it is an answer to the open question: a button, its number, or a value of the kind that is asked for.',
    zh: '整句就是对当前问题的回答：按钮、按钮的编号，或者所问的那种值。',
    example: { after: menu, en: '1', zh: '1' },
  },
  {
    rule: 'a remedy instead',
    en: 'A new one, or some money, in place of a return, in a flow that takes `remedy`: the wish changes, the order stays.',
    zh: '不退了，想补发或补偿，当前流程又接收 `remedy`：改成这个要求，订单不用再说。',
    example: null,
  },
  {
    rule: 'calling it off',
    en: 'Takes a wish back: to a yes-or-no question that is the no; nothing is changed.',
    zh: '收回前面的要求：对“要不要”的问题就是“不要”，什么都不会改动。',
    example: null,
  },
  {
    rule: 'a phrase',
    en: 'Nothing but a phrase of a flow (`says`, `keyword`).',
    zh: '整句就是某个流程的触发语（`says`、`keyword`）。',
    example: { after: menu, en: 'back in stock', zh: '到货提醒' },
  },
  {
    rule: 'a greeting',
    en: 'A greeting and nothing else: the flow that greets, once a day.',
    zh: '只是打招呼：由问候流程回应，一天一次。',
    example: null,
  },
  {
    rule: 'coming back',
    en: 'A greeting after a pause, in the middle of a question: where we were, and the question again.',
    zh: '问题问到一半，隔了一阵回来打招呼：先说明进行到哪里，再问一遍。',
    example: null,
  },
  {
    rule: 'a command',
    en: 'A word that works anywhere and is the whole message: menu, cancel, back, again, thanks ...',
    zh: '到处都管用的词，并且整句就是它：菜单、取消、返回、再说一遍、谢谢……',
    example: { after: form, en: 'menu', zh: '菜单' },
  },
  {
    rule: 'a reply to a broadcast',
    en: 'Written within 7 days after a broadcast that names a flow (`content.flow`): that flow, once. A plain wish for another flow, or trouble with an order, is that; what the FAQ surely answers is answered first.',
    zh: '收到写了 `content.flow` 的群发后 7 天内来消息：进入那个流程，只进一次。明确要办别的事、或订单出了问题的，照常办理；常见问题里有确切答案的先回答。',
    example: null,
  },
  {
    rule: 'a word about the question',
    en: 'A word about the open question: where to find what is asked for, or that there is none.',
    zh: '说的是这个问题本身：要的东西在哪里看，或者没有。',
    example: { after: form, en: "I don't have the number", zh: '没有订单号' },
  },
  {
    rule: 'a correction',
    en: 'Corrects an answer given earlier in the same form.',
    zh: '更正同一张表单里前面的回答。',
    example: null,
  },
  {
    rule: 'a picture, a recording, a place',
    en: 'A picture, recording or place that a flow waits for (`media`).',
    zh: '某个流程在等的图片、语音或位置（`media`）。',
    example: null,
  },
  {
    rule: 'what cannot be read',
    en: 'Something that cannot be read, such as a file of an unknown kind: it says so.',
    zh: '读不了的内容，比如不认识的文件：如实告诉顾客。',
    example: null,
  },
  {
    rule: 'annoyance',
    en: 'Annoyed, and no plain wish in it (`mood`).',
    zh: '在生气，又没有说清楚要什么（`mood`）。',
    example: { after: menu, en: 'are you kidding me!!!', zh: '你们这是什么破服务，气死我了！' },
  },
  {
    rule: 'an answer with a question',
    en: 'An answer to the open question and something else beside it: both count.',
    zh: '既回答了当前的问题，又说了别的：两样都算数。',
    example: null,
  },
  {
    rule: 'what is told in a form',
    en: 'Tells a circumstance in place of an answer: "I threw away the box". The team sees it, and the question comes again.',
    zh: '没有回答，说的是情况：“包装扔了”。记下来给同事看，再问一遍。',
    example: null,
  },
  {
    rule: 'another wish',
    en: 'Something else in the middle of a question: an entry of the FAQ, of the open matter first, or a flow. The question comes again afterwards.',
    zh: '问题问到一半说起别的事：常见问题（先看和正在办的事有关的）或另一个流程；之后再回到原来的问题。',
    example: { after: ['I want to return something'], en: 'who pays the postage?', zh: '运费谁出啊' },
  },
  {
    rule: 'an answer in any words',
    en: 'The question takes any words, such as a note or a message for the team.',
    zh: '这个问题怎么回答都行，比如留言、备注。',
    example: null,
  },
  {
    rule: 'an advertisement',
    en: 'An advertisement to the shop, for services or quick money: what can be asked here, and nothing more.',
    zh: '向店里推销服务、拉人赚钱的广告：只说明这里能办什么。',
    example: { after: [], en: 'we offer SEO services to rank your website', zh: '加微信赚钱 日入500' },
  },
  {
    rule: 'details for the team',
    en: 'Tells details for a paper, such as the name and tax number for an invoice, and asks nothing: they go to a colleague.',
    zh: '报的是开票抬头、税号之类的资料，没有在问问题：转给同事。',
    example: { after: [], en: 'company name is Foo GmbH, VAT number DE123456789', zh: '抬头是上海某某有限公司，税号91310000MA1XXXXX1B' },
  },
  {
    rule: 'what a model chose',
    en: 'An entry, a flow or an answer that a model of the shop chose, where one is set and words left doubt ([models.md](models.md)). What changes something is only offered.',
    zh: '设置了模型、而字面拿不准时，由模型选出的问答、流程或回答（见 [models.zh-CN.md](models.zh-CN.md)）。会改动数据的只列出来请顾客选。',
    example: null,
  },
  {
    rule: 'several questions',
    en: 'Several questions of the FAQ in one message: each is answered once, three at most.',
    zh: '一条消息里有几个常见问题：逐个回答，最多三个。',
    example: { after: [], en: 'do you take paypal? and how long does delivery take?', zh: '可以货到付款吗？退货运费谁出？' },
  },
  {
    rule: 'a card in passing',
    en: 'Names one of the cards just shown among other words, or asks what the goods shown can do: "does the second one come with a bag", "does it work with an S24".',
    zh: '话里说到刚展示的某一款，或者问展示的东西能不能用：“第二个带包装袋吗”“三星能用吗”。',
    example: null,
  },
  {
    rule: 'goods that no phrase knows',
    en: 'Names goods that stand in no phrase, or asks whether there are any: the flow that shows goods looks, and says so when the shop has none.',
    zh: '说了一样触发语里没有的东西，或者问有没有卖：由展示商品的流程去找，没有就如实说没有。',
    example: { after: menu, en: 'you sell coffee machines?', zh: '你家卖咖啡机吗' },
  },
  {
    rule: 'an entry or a flow',
    en: 'An entry of the FAQ or a flow that is near enough, also for a question in few words, or a phrase of a flow inside the sentence.',
    zh: '足够接近的常见问题或流程（问得很短也算），或者句子里有某个流程的触发语。',
    example: { after: [], en: 'hi there, could you tell me how to wash silk', zh: '你好，想问下真丝怎么洗' },
  },
  {
    rule: 'an option in passing',
    en: 'Names an option of a soft question among other words.',
    zh: '话里顺带提到菜单里的某一项。',
    example: null,
  },
  {
    rule: 'what a flow takes up',
    en: 'A flow with `fallback` and a condition takes up what nothing else explains.',
    zh: '带条件的 `fallback` 流程接住别处都解释不了的话。',
    example: null,
  },
  {
    rule: 'what is wanted instead',
    en: 'Beside something that is called off: what is wanted in its place. What was called off is never offered.',
    zh: '前面说了不要做什么，后面说的才是要的；说了不要的，不会再问。',
    example: { after: [], en: "please don't cancel it, only correct a typo", zh: '不要取消，把贺卡上的错字改掉' },
  },
  {
    rule: 'a face',
    en: 'Only a face or a sign: no answer is needed.',
    zh: '只有表情或符号：不需要回应。',
    example: null,
  },
  {
    rule: 'coming back in other words',
    en: 'Back after a pause with words that nothing explains: where we were, and the question again.',
    zh: '隔了一阵回来，说的话又解释不了：先说明进行到哪里，再问一遍。',
    example: null,
  },
  {
    rule: 'a foreign tongue',
    en: 'A language that the shop does not speak: which ones it does, once. What is asked of orders, returns, shipping or prices is then taken up in English.',
    zh: '店里不会的语言：告诉顾客这里说哪几种语言，只说一次；查订单、退货、运费、价格这些事，接着用英文办。',
    example: { after: [], en: '¿cuándo abren la tienda mañana por la tarde?', zh: '¿cuándo abren la tienda mañana por la tarde?' },
  },
  {
    rule: 'not understood',
    en: 'Nothing fits: "did you mean" with two or three, else the question in other words; the second time a person is offered.',
    zh: '都对不上：给出两三个“您是不是想问”，或者换个说法再问；第二次就提议找真人。',
    example: { after: [], en: 'qwertyuiop', zh: '呜啦啦啦' },
  },
];

const states = {
  en: { none: 'nothing asked', soft: 'a menu is open', hard: 'a question is open', open: 'any words are asked for' },
  zh: { none: '没有在问', soft: '菜单开着', hard: '在问一个问题', open: '在等一段话' },
} as const;
const words = {
  en: {
    title: '# One decision',
    intro:
      'What a message means is decided in one place, by one table, in every state of the conversation: the first line that fits decides. Opting out\n("stop sending me ads") stands before all of them and holds even while a person has the conversation; nothing but its confirmation is said then.\n\nGreetings, thanks and politeness carry no wish and are set aside first: "hi, where is my order?" is about the order. A menu is a soft question: words\nthat are none of its buttons mean what they would mean without it. `npm run understand -- "text"` tells for any message which line decides, and why.\n\nWhat single words find gives way to what the whole message is near to: where both disagree, both are offered. Goods are looked for where they are wanted\nor asked for; who tells of them ("the sofa smells of glue") or asks what neither the catalogue nor an entry answers is told so and offered a person, and the\nquestion is kept among the unanswered ones.',
    head: '| | line | what it is | when | example |',
    after: 'after',
    anywhere: 'always',
  },
  zh: {
    title: '# 一处决定',
    intro:
      '一条消息是什么意思，不论对话进行到哪里，都在同一处、按同一张表决定：从上往下，第一条符合的算数。退订（“别再发广告了”）排在所有行之前，\n人工接待时也一样有效，之后只回一句确认。\n\n问候、感谢和客套话不算要求，先放到一边：“你好，我的订单呢？”说的是订单。菜单是软问题：不是按钮的话，意思和没有菜单时一样。\n用 `npm run understand -- "一句话"` 可以看到任何一句话由哪一行决定、为什么。\n\n个别词语指向的，要让位给整句话最接近的：两边不一致时，两个都列出来请顾客选。想买、想找才去搜商品；只是说起商品（“沙发有股胶水味”），\n或者问的事目录和问答里都没有，就如实说不清楚、可以转人工，并把问题记进没答上来的清单。',
    head: '| | 行 | 是什么 | 什么时候 | 例子 |',
    after: '在这之后：',
    anywhere: '总是',
  },
} as const;

/** Returns the page about the table, in one language. */
export function precedencePage(lang: 'en' | 'zh'): string {
  const { title, intro, head, after, anywhere } = words[lang];
  const rows = precedence.map(({ name, at }, n) => {
    const line = lines.find(({ rule }) => rule === name);
    const when = at.length === 4 ? anywhere : at.map((one) => states[lang][one]).join(lang === 'zh' ? '、' : ', ');
    const example = line?.example ? `“${line.example[lang]}”${line.example.after.length > 0 ? ` (${after} “${line.example.after.join('”, “')}”)` : ''}` : '';
    return `| ${n + 1} | ${name} | ${line?.[lang] ?? ''} | ${when} | ${example} |`;
  });
  return `${title}\n\n${intro}\n\n${head}\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}
