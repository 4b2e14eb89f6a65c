/**
 * Senses of the words that customers write in a mood, so that a word nobody learned from still says what its kind says: an insult, a threat, a wait, a
 * demand. A sense is a line, with more lines indented below it; English in normal form (see normal-form.ts), up to four words, `*` for any ending.
 */
const table = `
shop: order*, parcel*, package*, packet*, deliver*, ship*, courier*, driver*, carrier*, refund*, return*, exchange, replacement, item*, product*, goods, size, colour, color, shop, store, customer*, support, service, staff, helpdesk, website, checkout, voucher, coupon, invoice, warranty, tracking, warehouse, seller,
  单, 货, 件, 快递, 物流, 包裹, 发货, 收货, 退款, 退货, 换货, 店, 客服, 售后, 质量, 尺码, 商家, 卖家, 顾客, 买家, 下单, 优惠券, 保修, 签收, 仓库, 东西, 商品
insult: idiot*, moron*, clown*, muppet*, liar*, thief, thiefs, thieves, thiev*, crook*, scammer*, joker*, amateur*, incompeten*, brainless, blind, deaf, illiterate, coward*, bastard*,
  fool*, dumb, stupid*, useless, lazy, shameless, greedy, dishonest, criminal*, gangster*, robber*, con artist*, cheater*, imbecile*, dumbass*, asshole*, arsehole*, prick*, twat*, wanker*,
  cretin*, parasite*, vulture*, pig, pigs, monkey*, donkey*, circus, kindergarten, genius*, einstein*, heartless, spineless, gutless, lowlife*, scum*, jerk*, dimwit*, halfwit*, brain, brains,
  brainer, braindead, clueless, hopeless, unprofessional, rude, arrogant,
  骗子, 无赖, 赖皮, 傻, 蠢, 脑残, 智障, 弱智, 瞎, 聋, 废物, 人渣, 流氓, 强盗, 土匪, 奸商, 黑店, 黑心, 无良, 缺德, 不要脸, 无耻, 猪脑, 猪队友, 是猪, 蠢猪, 白痴, 二货, 草包, 饭桶, 没脑子, 脑子有, 脑子进, 有病, 神经病, 低能, 真狗, 的狗, 是狗, 狗东西, 狗店, 狗商, 狗都, 狗吃, 狗叼, 杂种,
  畜生, 王八, 混蛋, 混账, 小偷, 贼店, 没良心, 没素质, 素质, 草台班子, 外行, 不专业, 没文化, 文盲, 不识字, 长眼, 眼瞎, 眼睛是, 没毕业, 体育老师, 人才, 天才, 鬼才, 大聪明, 憨, 垃圾店, 骗人, 老赖, 地痞, 吸血鬼,
  奇葩, 货色, 什么玩意
swear: fuck*, fck*, fuk*, fkn, fking, effing, f off, f you, f u, f yourself, wtf, wth, omfg, ffs, damn*, dammit, goddamn, hell, bloody, shit*, sht, bullshit, bs, crap*, ass, arse, my ass, my arse,
  piss*, screw you, sod off, bugger*, bollocks, freaking, frigging, jesus, christ, for gods sake, for fucks sake, for heavens sake, up yours, suck, sucks, stfu, gtfo, hell no, drop dead,
  操, 艹, 卧槽, 我靠, 靠北, 妈的, tmd, 他妈, 尼玛, 你妈的, 你妈逼, 去你妈, nmd, nmsl, wdnmd, sb, 傻逼, 傻x, 煞笔, 屁, 滚吧, 滚远, 给我滚, 册那, 你大爷, 狗日, 狗屁, 特么, 我去你, 去死, 死全家, 毛线, 鸟店, 鸟样, 混蛋, 扯蛋, 扯淡, 操蛋, 滚蛋, 干你, 干恁, 机车,
  我呸, 呸, md, cnm, mlgb, 丢雷, 扑街, 仆街, 仆你, 日了狗, 见鬼, 老子, 老娘, 姑奶奶, 拉几, 辣鸡, 勒色, 垃圾
law: lawyer*, solicitor*, attorney*, court, sue, suing, sued, legal*, police, cops, fraud squad, report, reporting, reported, chargeback*, charge back, dispute*, disputing, trading standards,
  consumer*, bbb, ombudsman, authorit*, ftc, small claims, tribunal, regulator*, paypal case, paypal claim, my bank, complaint, law, rights, crime, customs office, tax office, illegal,
  12315, 12345, 工商, 消协, 消保, 律师, 起诉, 法院, 法庭, 报警, 警察, 派出所, 投诉, 举报, 申诉, 仲裁, 物价局, 市场监管, 市监局, 税务局, 维权, 违法, 犯法, 广告法, 消费者, 食药监, 罚款, 立案, 平台介入,
  小二, 官司, 法律, 传票, 爭議, 消保會, 消委会, 邮政局
public: one star, zero stars, 0 stars, 1 star, 1 stars, bad review*, negative review, leave a review, trustpilot, google review*, twitter, facebook, reddit, tiktok, instagram, insta story, youtube,
  journalist*, newspaper*, the news, the paper, the press, tv, screenshot*, screen shots, on video, on camera, recorded, recording*, go public, publicly, name and shame, warn everyone, warn others,
  tell everyone, tell everybody, everyone will, viral, followers, spread the word,
  差评, 一星, 零分, 截图, 截屏, 录音, 录屏, 录像, 录下, 小红书, 抖音, 微博, 曝光, 挂你, 挂网上, 发网上, 发到网上, 朋友圈, 避雷, 避坑, 记者, 新闻, 媒体, 电视台, 爆料, 大家都, 让所有人, 群里, 公开, 见分晓
you: you, your, yours, u, ur, yall, ya, youre, youve, yourself, yourselves, you guys, you people, you lot, your company, your shop, your service,
  你, 您, 你们, 您们, 你家, 贵店, 贵司, 贵公司, 妳, 恁
again: again, once more, every time, each time, twice, thrice, second time, third time, fourth time, fifth time, 2nd time, 3rd time, 4th time, 5th time, nth time, times, always, keep, keeps, kept, constantly,
  repeatedly, another, yet another, over and over, still, already, same, never, how many, how often,
  又, 再三, 第二次, 第三次, 第四次, 第五次, 第几次, 两遍, 三遍, 四遍, 五遍, 几遍, 几次, 三次, 四次, 五次, 八百遍, 一百遍, 无数, 每次, 老是, 总是, 天天, 每天, 次次, 回回, 反复, 屡次, 一再, 一次次, 还是, 仍, 多少次, 多少遍,
  还要, 还想, 接着, 继续
long: week, weeks, month, months, days, hours, years, forever, ages, eternity, century, decade, next year, since, late, delay*, overdue, waiting, waited, wait,
  半个月, 个月, 礼拜, 星期, 周了, 天了, 多天, 半天, 一年, 几年, 明年, 过年, 猴年马月, 等了, 等到, 干等, 白等, 拖, 迟, 晚了, 还没, 至今, 迟迟, 没到, 小时, 什么时候才, 等不
ignored: nobody, no one, noone, anybody, anyone, someone, ignor*, no reply, no answer, no response, never answer*, never repl*, silence, silent, ghost*, answer me, answer my, reply to me, respond, read my, bother reading, bother to, hung up, hang up,
  alive, asleep, sleeping, hiding, disappear*, vanish*, blocked, block, closed my, close my, ticket, passed around, transferred, bot, robot, chatbot, automat*, copy paste, copy and paste, canned, template*, script, scripted, hello hello,
  没人, 不理, 不回, 没回, 装死, 已读, 失踪, 消失, 死了, 死光, 活人, 喂, 人呢, 在不在, 拉黑, 挂电话, 挂我, 关闭工单, 关单, 踢皮球, 推来推去, 互相推, 转来转去, 机器人, 自动回复, 复读机, 复制粘贴, 模板, 套话, 官话, 装聋, 装睡, 装傻, 回话,
  说话, 吱声, 答复, 理我, 敷衍, 糊弄, 应付, 打发, 神隐
demand: now, right now, today, immediately, at once, asap, demand, i want my, give me my, give back, refund me, i insist, insist, final, last warning, last chance, deadline, or else, by tomorrow, by friday, within, until tomorrow, enough,
  ultimatum, manager, supervisor, owner, boss, ceo, in charge, responsible, explain, explanation, compensat*, answer, fix, sort it, sort this, solve, get me, no more, done, over,
  马上, 立刻, 立即, 必须, 今天之内, 今天内, 限你, 最后一次, 最后通牒, 最后警告, 警告, 现在就, 赶紧, 给我, 还我, 退钱, 退我, 赔, 赔偿, 说法, 交代, 解释, 老板, 经理, 主管, 领导, 负责人, 工号, 听懂, 听清楚, 听好, 不接受, 没完, 到底, 给个, 少废话, 废话
stop: stop, dont, do not, quit, keep your, save your, spare me, dont you dare, dare, shut up, cut the, forget it, no thanks, no thank you, not another, no excuses, leave me,
  别, 少来, 少跟, 少给, 少拿, 不要再, 甭, 住口, 闭嘴, 够了, 休想, 做梦, 想得美, 算什么, 省省, 免了, 用不着, 收起
rhetoric: how hard, how difficult, what part, do you even, can you even, did you even, are you kidding, you kidding, are you serious, you serious, seriously, are you joking, joking, what kind of, who the, what the, where the, why the, how is it possible,
  how can you, how can a, how dare, why should, why do i have, what is wrong with, whats wrong with, what is the point, whats the point, is it so, is it really, is it too much, do i look, do you think, you think, who do you, since when, what am i, what exactly,
  for what, or what, or not, huh, right, really, is this how, is that how, is this your, is this what, is that what, so basically, guess, let me guess, explain to me, excuse me, hello, how on earth, what planet, have you, did you, cant you, dont you, arent you, do you guys, do you people,
  凭什么, 什么意思, 这么难, 很难吗, 难道, 有毛病, 怎么当, 会不会, 谁给你, 好意思, 要脸, 还要不要, 怎么做, 怎么好, 是不是, 是吧, 什么道理, 哪有, 们这样, 有这样, 这叫, 就这, 就这样, 搞什么, 搞啥, 在干嘛, 干什么吃, 干嘛吃, 干啥吃, 什么态度, 什么情况, 什么鬼, 什么服务, 什么店, 开什么, 当我, 当我是, 耍我, 耍人,
  玩我, 逗我, 逗我玩, 开玩笑, 你以为, 以为我, 看着像, 我看你, 怎么有脸, 几个意思, 咋不, 怎么不, 谁让, 谁教, 哪门子, 吃干饭, 至于, 懂不懂, 知不知道, 良心, 算几, 何必, 叫什么, 不会吧, 合着, 敢情, 哦, 哟, 呦, 呵
mock: great, wonderful, amazing, fantastic, awesome, brilliant, lovely, impressive, outstanding, excellent, bravo, nice one, nice job, nice work, good job, great job, well done, congrat*, slow clap, love how, love it, love that, thanks for nothing, thanks a lot, thank you so much,
  much appreciated, how kind, how nice, how thoughtful, how generous, so helpful, very helpful, so fast, so quick, real fast, surprise, what a shock, shocker, funny how, take your time, no hurry, dont hurry, keep it up, perfect, of course, sure, oh, wow, lol, top notch, world class, five stars, classy, quality, premium, express, professional,
  真行, 真棒, 真厉害, 厉害, 佩服, 恭喜, 牛逼, 牛啊, 牛批, 感谢, 谢谢你们, 多谢, 呵呵, 哈哈, 笑死, 长见识, 开眼, 开了眼, 见识, 服了, 服气, 真会, 真有, 真好, 真不错, 可真, 好样的, 了不起, 高明, 建议, 申遗, 锦旗, 鼓掌, 点赞, 不愧, 果然, 真快, 神速, 优秀, 专业, 贴心, 大方, 五星, 祝, 不敢当, 打扰您, 辛苦您
trash: junk, garbage, rubbish, trash*, worst, disgust*, disgrac*, joke, pathetic, ridiculous, unacceptable, shambles, appalling, shocking, horrible, horrendous, terrible, awful, abysmal, atrocious, dreadful, horrific, vile, filthy, gross, nasty, lousy, crappy, shabby, mess, disaster, nightmare, farce, insult*, outrag*, absurd, unreal, unbelievable,
  inexcusable, shameful, shame on, ashamed, audacity, nerve, cheek, dump, brick, worthless, waste, wasted, wasting, zero, rotten, rot, mould*, mold*, maggot*, cockroach*, stink*, stank,
  垃圾, 烂, 破烂, 破店, 破东西, 破网站, 破机器, 什么破, 恶心, 差劲, 太差, 最差, 渣, 离谱, 过分, 荒唐, 可笑, 笑话, 无语, 糟糕, 败类, 一塌糊涂, 砖头, 破烂货, 次品, 虫子, 有虫, 一堆虫, 蟑螂, 发霉, 臭, 馊, 想吐, 吐了, yue, 不堪, 丢人, 丢脸, 要脸, 脸皮, 有脸, 脸呢, 什么脸, 侮辱, 打脸, 硬伤, 奇耻大辱, 浪费, 白花, 打水漂, 喂狗, 糟心, 闹心, 史上最
rage: angry, anger, furious, livid, fuming, mad, madder, fed up, sick of, sick and tired, tired of, done with, had it, had enough, patience, rage, raging, boiling, seething, frustrat*, annoyed, annoying, infuriat*, irritat*, pissed off, losing it, lose it, beyond, cross, hate, explode, blood pressure, screaming,
  气死, 气炸, 气得, 生气, 火大, 发火, 恼火, 怒, 炸了, 要炸, 受够, 够够, 忍无可忍, 忍不了, 忍, 崩溃, 烦死, 烦人, 心梗, 吐血, 血压, 火气, 抓狂, 暴躁, 咽不下, 受不了, 没耐心, 耐心, 爆发, 手抖, 疯了, 谅解, 原谅
cheat: scam*, fraud*, steal*, stole, stolen, theft, cheat*, rip off, ripoff, ripped off, rip offs, robbery, robbed, robbing, lied, lie, lies, lying, con, conned, fake*, counterfeit, extort*, trick*, deceiv*, deceit, mislead*, misleading, false, swindl*, bait, trap, hidden fee*, overcharg*, dishonest,
  骗, 坑, 宰客, 抢钱, 明抢, 诈, 忽悠, 欺诈, 套路, 霸王, 假货, 假的, 造假, 虚假, 瞎编, 编故事, 继续编, 接着编, 编吧, 再编, 别编, 撒谎, 说谎, 谎, 睁眼, 瞎话, 吞, 扣着, 乱扣, 偷换, 偷走, 被偷, 小偷, 割韭菜, 韭菜, 货不对板, 挂羊头, 满嘴, 跑火车, 套我, 玩文字, 耍赖, 赖账, 欺负, 宰客
money: money, paid, pay, charged, charging, charge, refund*, dollars, euros, pounds, bucks, cash, cent, penny, card, price, fee, interest,
  钱, 款, 扣, 付了, 付款, 收了, 块, 百, 千, 费用, 押金, 价
fault: broken, broke, wrong, missing, damaged, crack*, leak*, shatter*, smash*, empty, dead, defective, faulty, doesnt work, not working, stopped working, falls apart, fell apart, torn, stain*, dirty, used, opened, lost, late, scratch*, hole,
  坏, 错, 漏, 碎, 裂, 断, 脏, 少了, 少发, 空的, 空包, 空盒, 不能用, 没反应, 掉色, 破, 旧的, 拆封, 拆过, 用过, 丢了, 弄丢, 寄丢, 划痕, 缺
soft: sad, sadly, pity, shame, such a shame, unfortunately, hoped, hoping, hope, hopes, expected, expecting, expectations, disappoint*, let down, letdown, bummed, upset, a bit, a little, kinda, kind of, sort of, i guess, oh well, sigh, looked forward, looking forward, wish, wished, thought it, regret, miss, heartbroken, heartbreaking, cried, tears,
  imagined, usually, used to, not quite, too bad, never mind, meh, mediocre, underwhelm*, dull, sorry to say, gutted, deflated, forgotten, alas, honestly, probably, ouch,
  可惜, 遗憾, 失望, 失落, 难过, 期待, 以为, 唉, 哎, 呜呜, 有点, 有些, 算了, 伤心, 无奈, 心凉, 心碎, 委屈, 不如, 没想到, 本来, 原本, 还想着, 盼, 想象, 预期, 一般, 不太, 略, 稍微, 郁闷, 沮丧, 泄气, 落空, 扫兴, 心酸, 心疼, 不值, 白期待, 空欢喜, 罢了, 吧唉, 感觉, 惋惜, 小失望, 凉了, 寒心, 难受, 心塞
polite: please, pls, plz, could you, can you, could i, can i, may i, would you, would it, thank you, thanks, thx, hi, hello, hey, good morning, good afternoon, good evening, kindly, sorry to bother, excuse, appreciate*, no rush, no worries, just wondering, wondering, quick question, let me know, dear,
  请问, 请, 麻烦, 谢谢, 能不能, 能否, 可以, 帮, 你好, 您好, 亲, 想问, 咨询, 劳驾, 辛苦, 不急, 方便, 打扰, 可否, 在吗, 一下, 老师
ask: which, what size, what time, is there, are there, does it, does the, do you have, do you sell, do you ship, how long, how much, when will, when does, when is, where is, how do, how can i, what is, whats the, is the, is it, any chance, instead, swap, change, another size, order number, my order is,
  有没有, 多少, 几, 哪个, 哪款, 吗, 怎么弄, 怎么用, 如何, 什么时候, 多久, 换成, 改成, 尺码, 颜色, 单号, 订单号, 推荐, 适合
glad: love, loved, loves, perfect, perfectly, beautiful, gorgeous, happy, recommend*, best, delicious, yummy, soft, comfy, cute, cutest, fits, fit, great, excellent, thrilled, delighted, pleased, satisfied, works, worth, wonderful, lovely, super, favourite, favorite, smooth, sturdy, quick, fast, early, kind, helpful, friendly, hero, star, stars, yay,
  喜欢, 爱了, 爱死, 满意, 好看, 漂亮, 好吃, 好喝, 好用, 棒, 赞, 完美, 开心, 高兴, 惊喜, 舒服, 真香, 回购, 推荐, 五星, 好评, 暖, 可爱, 靠谱, 值, 划算, 给力, 耐心, 细心, 贴心, 用心, 救星, 超, 太好, 神仙, 宝藏, 绝, 香, 感动, 感谢
blame: your fault, your mistake, your problem, your job, your error, fault, blame, blaming, not my problem, not my fault, my fault, my problem, responsibility, accountable, excuse, excuses, sorry, apolog*, promise*, promised, told me, you said, you told, you promised, as promised, claims, claim, pretend*, deny, denied, refuse*, refusing, contradict*, nonsense,
  你们的错, 责任, 负责, 甩锅, 推卸, 推脱, 赖, 怪我, 怪快递, 借口, 理由, 道歉, 抱歉, 对不起, 承诺, 答应, 说好, 保证, 说是, 你说, 你们说, 不认, 不承认, 狡辩, 嘴硬, 前后, 矛盾, 凭, 言而无信, 出尔反尔, 变卦, 反悔
leave: never again, never buy, never order*, never shop*, never ever, last time, last order, lost a customer, lost me, uninstall*, unsubscribe*, delete my, bankrupt*, go out of business, close down, shut down, out of business, taking my business, elsewhere, goodbye, stay away, avoid, do not buy, dont buy, burn, rot in, fired, sacked,
  再也不, 再不, 永不, 不会再买, 拉黑, 倒闭, 破产, 关门, 关店, 关了吧, 卸载, 别买, 千万别, 最后一次, 报应, 天打, 退店, 拜拜, 再见, 不伺候, 永别, 劝退, 趁早, 完蛋, 垮
comic: drunk, drugs, nap, holiday, coffee, camel, pigeon*, snail*, turtle*, tortoise, horse, carrier pigeon, walking it, swimming, grandchildren, grave, retire*, retirement, dog ate, moon, mars, fairy, joke, comedy, clown show, crystal ball, air, feet, eyes, kid could, toddler*, blindfolded, dice, lottery, museum, stone age, dinosaur*, bin,
  睡着, 睡醒, 睡觉, 在睡, 度假, 移民, 乌龟, 蜗牛, 骑马, 走路, 爬来, 爬过来, 用脚, 脚趾, 投胎, 下辈子, 坟, 我孙子, 火星, 金星, 月球, 皇上, 太上皇, 慈善, 叫花, 乞丐, 做慈善, 菩萨, 考古, 文物, 博物馆, 相声, 别演, 演我, 演戏, 影帝, 骰子, 开盲盒, 盲盒, 魔术, 变魔术, 空气, 寂寞, 电子木鱼, 大冤种, 冤大头
life: ruined, ruin, wedding, funeral, birthday, christmas, baby, hospital, cried, crying, child, kid, son, daughter, mother, grandmother, dangerous, fire, burned, burnt, exploded, choked, cut, sick, ill, poison*, job, rent,
  毁了, 婚礼, 葬礼, 生日, 孩子, 宝宝, 老人, 老母亲, 住院, 危险, 着火, 爆炸, 烫伤, 过敏, 拉肚子, 中毒, 受伤, 耽误, 误事, 损失, 赔得起
meant well: just kidding, only kidding, jk, joking, kidding, haha, hehe, lol, only joking, no offence, no offense, just asking, just checking, just curious, just wondering, no hurry, no rush, no worries, no problem, all good, its fine, thats fine, its ok, its okay, dont worry,
  dont be angry, dont get me wrong, by mistake, my fault, my mistake, my bad, silly me, sorry,
  开玩笑, 玩笑, 逗你, 哈哈, 嘿嘿, 嘻嘻, 别生气, 别介意, 没关系, 没事, 不急, 不着急, 慢慢来, 我就问问, 问问, 随便问, 好奇, 我的锅, 怪我, 我自己, 不好意思, 手滑, 理解
negated: not, no, isnt, wasnt, arent, doesnt, dont, didnt, havent, hasnt, wont, cant, cannot, never, nothing, without, neither, nor, 不, 没, 无, 别, 未, 勿, 非, 免
talk: joke, story, poem, song, weather, game, match, film, movie, news, homework, exam, translate, recipe, cook, doctor, flight, hotel, train, bus, school, job, hiring, vacancy, salary, marketing, seo, followers, crypto, investment, loan, 笑话, 故事, 诗, 歌, 天气, 比赛, 电影, 新闻, 作业, 考试, 翻译, 菜谱, 医生, 医院, 机票,
  酒店, 火车, 高铁, 公交, 学校, 招聘, 应聘, 兼职, 工资, 推广, 涨粉, 加盟, 贷款, 股票, 邻居, 同事, 老婆, 老公, 女朋友, 男朋友, 爸, 妈, 朋友, 今晚, 昨晚, 吃饭
`;

export const senses: readonly { name: string; words: readonly string[] }[] = table
  .trim()
  .split(/\n(?! )/)
  .map((line) => {
    const at = line.indexOf(':');
    return {
      name: line.slice(0, at),
      words: line
        .slice(at + 1)
        .split(/,\s*/)
        .map((word) => word.trim()),
    };
  });

const han = /\p{Script=Han}/u;
const whole = new Map<string, number[]>();
const beginnings = new Map<string, number[]>();
const unspaced = new Map<string, number[]>();
for (const [sense, { words }] of senses.entries()) {
  for (const word of words) {
    const map = han.test(word) ? unspaced : word.endsWith('*') ? beginnings : whole;
    const key = word.replace('*', '');
    map.set(key, [...(map.get(key) ?? []), sense]);
  }
}
/** The longest words of a sense: spaced words, and characters of an unspaced script. */
const mostWords = 4;
const shortestBeginning = Math.min(...[...beginnings.keys()].map((word) => word.length));
const longestBeginning = Math.max(...[...beginnings.keys()].map((word) => word.length));

/** Returns the numbers of the senses that a text in normal form has, in order. */
export function sensesOf(form: string): number[] {
  const found = new Set<number>();
  const take = (map: ReadonlyMap<string, number[]>, words: string): void => {
    for (const sense of map.get(words) ?? []) found.add(sense);
  };
  const words = form.split(' ');
  for (let i = 0; i < words.length; i++) {
    let said = '';
    for (let n = 0; n < mostWords && i + n < words.length; n++) {
      said = n === 0 ? words[i]! : `${said} ${words[i + n]!}`;
      take(whole, said);
      for (let to = shortestBeginning; to <= Math.min(said.length, longestBeginning); to++) take(beginnings, said.slice(0, to));
    }
  }
  if (han.test(form)) for (let i = 0; i < form.length; i++) for (let n = 1; n <= mostWords && i + n <= form.length; n++) take(unspaced, form.slice(i, i + n));
  return [...found].sort((a, b) => a - b);
}
