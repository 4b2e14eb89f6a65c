/**
 * Aspects of a thing that are asked about: `refund status`, `refund policy` and `I want a refund` name one thing and mean three. An aspect is a line,
 * with more lines indented below it; English in normal form (see normal-form.ts), up to four words.
 */
const table = `
where is, wheres, where are, track, tracking, status, any update, any news, whats happening, what happened to, whats going on, progress, update on, located, right now, follow up,
  到哪, 哪里了, 在哪, 进度, 查一下, 查下, 查查, 走到, 什么情况, 啥情况, 到了没, 怎么样了, 咋样了, 有消息, 跟进, 状态
when, how long, how soon, how many days, how many weeks, how fast, what day, what time, eta, by friday, by when, in time for, estimated, does it take, will it take,
  多久, 几天, 什么时候, 多长时间, 啥时候, 何时, 几号, 多少天, 几时, 来得及, 多快, 时间
yet, still, still not, still no, havent, hasnt, havent received, not received, not arrived, never arrived, never came, waiting, no sign, nothing yet, overdue, been a week, weeks ago, days ago,
  还没, 没收到, 一直没, 怎么还, 等了, 迟迟, 没动静, 没到, 未到, 还不, 没反应, 都没
how much, cost, costs, price, fee, fees, charge, extra, expensive, free, whats the rate, have to pay, 多少钱, 费用, 几块, 贵不贵, 收费, 怎么收, 要钱, 免费, 多少, 价格, 另外付, 额外
cancel, dont want, no longer want, no longer need, call off, stop, not anymore, changed my mind, dont send, 取消, 不要了, 不想要, 别发, 撤, 不买了, 不需要了, 先别, 算了
change, instead, different, edit, update, correct, another, swap, switch, add to, remove from, 改, 换, 修改, 改成, 更正, 换成, 填错, 写错, 加一, 变更
can i, could i, may i, is it possible, possible to, am i allowed, allowed, policy, rules, conditions, do you accept, do you allow, do you offer, do you do, can you, are you able, what if, if i, eligible,
  能不能, 可以吗, 可不可以, 能吗, 支持, 政策, 规定, 条件, 规则, 允许, 行不行, 行吗, 给不给, 可以不, 管不管, 如果, 万一, 能否, 让不让, 接受, 范围
do you have, have you got, is there, are there, any, got any, in stock, available, do you sell, do you carry, looking for, 有没有, 有吗, 有货, 还有, 卖不卖, 有木有, 有卖, 找一
i want, i need, i would like, id like, i wish, want to, need to, give me, help me, send me, let me, requesting, please do, i want to, we want, 我要, 我想, 帮我, 给我, 麻烦, 申请, 需要, 想要, 要求, 帮忙
how do i, how can i, how to, how does, what do i need, steps, procedure, where do i, where can i, what should i, 怎么, 如何, 怎样, 咋, 流程, 步骤, 哪里可以, 在哪里, 怎么弄
terrible, awful, horrible, unacceptable, ridiculous, disappointed, disappointing, angry, rude, worst, complain, complaint, disgusting, poor, shocking, joke, ashamed, bad,
  太差, 差劲, 垃圾, 态度, 生气, 气死, 无语, 失望, 投诉, 坑, 骗, 过分, 差评, 敷衍, 糟糕, 恶心
why, reason, how come, whats wrong, 为什么, 为啥, 怎么会, 凭什么, 什么原因, 咋回事, 怎么回事
which, recommend, suggest, best, better, what do you suggest, good for, suitable, suit, 哪个, 哪款, 推荐, 建议, 适合, 哪种, 好一点, 合适
is it good, is it any good, any good, good quality, how is, hows the, worth it, 怎么样, 好吗, 好不好, 好不, 靠谱吗, 好用吗, 值得
arrived broken, came broken, stopped working, not working, doesnt work, wont, wrong, missing, only got, instead of, 坏, 不能用, 发错, 少了, 漏, 破, 不对, 没反应, 用不了, 失灵
`;

/** The aspects in order; the words of one are one feature of a text. */
export const aspects: readonly (readonly string[])[] = table
  .trim()
  .split(/\n(?! )/)
  .map((line) => line.split(/,\s*/).map((word) => word.trim()));

/** The aspect of what is complained about. */
export const complaint = aspects.findIndex((words) => words.includes('terrible'));
