import type { writtenMoods } from '../../src/understanding/mood-model.ts';

/** More of what customers write in each mood, both languages: threats, ultimatums, sarcasm, insults, and what only looks like them. */
export const moreMoodLines: Readonly<Record<(typeof writtenMoods)[number], string>> = {
  angry: `
you'll be hearing from my lawyer | i'm taking this to small claims | see you in court then | my bank is already reversing the charge | dispute filed, enjoy |
opening a paypal case tonight | reporting you to the consumer agency | trading standards will love this | this is going on trustpilot with photos |
one star and i'm telling everyone i know | i will make sure nobody buys here again | i post this on every forum there is | my cousin works at the newspaper, expect a call |
last chance before i go public | you have until noon tomorrow, then it's the police | final notice. money back by friday or legal steps | i give you one day, not more |
i want the name of your supervisor. now. | put the manager on | get me someone in charge this minute | who is responsible for this disaster | let me talk to whoever runs this circus |
answer me!! | why is nobody answering?! | stop ignoring me | stop copy pasting the same reply | i already told you that five times | how many times do i have to repeat myself |
for the tenth time, where is it | do you even read what i write | read my message again, slowly | are you deaf | are you blind or what | can none of you count | did you all skip school |
is everybody asleep over there | wake up!!! | do your damn job | do your job for once | sort it out or else | fix this today, no more stories | enough of your lies | liar liar | you lied to my face |
nothing but lies from you lot | you're a bunch of crooks | thieving lot | daylight robbery | this is theft, plain and simple | you stole my money | where is my money you thieves | con men | cheats, all of you |
fraudsters!! | what a rip off | absolute scam of a shop | fake shop, stay away everyone | worst purchase of my life | never again | never buying from you clowns again | you just lost me for good, well done |
go to hell | get lost with your voucher | keep your coupon and choke on it | shove your apology | i don't want your sorry, i want my parcel | sorry sorry sorry, that's all you can say | your apologies are worth nothing |
save me the excuses | what is it this time, the weather? | oh let me guess, the courier's fault again | brilliant, another week of waiting. take your time why don't you | no rush, it's only my money after all |
wonderful, broken again. you have a real talent | bravo, third wrong item in a row | slow clap. you sent the same wrong thing twice | how generous, five percent off for ruining my birthday |
great job losing it. really impressive | thanks for nothing | thanks a bunch for wrecking my weekend | what a surprise, still nothing | so much for express, a snail is faster | did you send it by donkey |
should i expect it before i die | was it packed by a monkey | whoever packed this should be sacked | fire the idiot who packed this | your driver is an animal, he kicked the box | the courier swore at my mother |
he called me a liar at my own door | how dare you blame me | how dare you close my ticket | so now it's my fault? unbelievable | are you calling me a liar | do you think i'm stupid | don't take me for a fool |
don't play games with me | don't you dare charge me again | don't tell me to wait one more time | don't give me that nonsense | i've had it with you people | i am done being polite | i was patient, that's over |
i am losing it here | i'm furious | i'm boiling | livid is not even the word | so angry i could scream | my blood is boiling | i'm sick of this shop | sick and tired of your bot | this stupid machine keeps sending the same thing |
useless robot | useless company | useless, just useless | pathetic | a disgrace | shambles | what a dump | utter garbage | pure junk | cheap crap | piece of s*** | bull**** | what the f*** is this | wtf is wrong with you |
ffs answer | screw you | you suck | you people are unbelievable | you should be ashamed | no shame at all | incompetent | amateurs | a bunch of amateurs | jokers | this is a joke, right? |
is this how you treat old people | my child was crying because of you | my baby could have swallowed that glass | this thing nearly burned my flat down, are you insane | rotten food to a pregnant woman, are you serious |
you ruined our wedding | you ruined christmas for my kids | two months!!! two! | 40 days and not one word | weeks of silence then you want five stars?? | six emails, zero answers, wow | hung up on me AGAIN |
REFUND ME NOW | I WANT MY MONEY TODAY | WHERE IS MY STUFF | ANSWER THE PHONE | GIVE ME A HUMAN | NOT ACCEPTABLE | STOP CHARGING MY CARD | you charged me again without asking, criminals |
you close the chat every time i write, cowards | hiding behind a bot, how brave | delete my bad review and i'll write ten more | your terms can kiss my behind | my arse | bloody useless | bollocks | rubbish rubbish rubbish |
法院见 | 我找律师了 | 等着收律师函 | 工商局见 | 已经打12315了 | 消协投诉单号都有了 | 报警了 | 我要曝光你们 | 发小红书让大家避雷 | 抖音见，看谁还敢买 | 全网给你们差评 | 一星都嫌多 |
不退钱就去平台闹 | 今天不处理我就去你们店门口 | 最后通牒，明天中午前到账 | 给你们最后一天 | 叫你们领导出来 | 让老板给我打电话，现在 | 谁负责的给我站出来 | 说话啊 | 装死是吧 | 已读不回什么意思 |
怎么不吭声了 | 哑巴了？ | 聋了吗 | 眼睛长哪去了 | 识不识字 | 会不会数数 | 脑子进水了吧 | 猪脑子 | 一群饭桶 | 废物客服 | 养你们干什么的 | 白拿工资 | 复读机吗 | 人工智障 | 破机器人滚 | 滚蛋 |
滚远点 | 去死 | 有病吧 | 神经病 | 脑残 | 傻叉 | 智商呢 | 王八蛋 | 他妈的 | 妈的 | 卧槽你们搞什么 | 什么玩意 | 什么垃圾东西 | 垃圾中的战斗机 | 破烂货 | 骗钱的吧 | 骗子店 | 无良商家 |
坑人 | 坑死人不偿命 | 强盗逻辑 | 明抢啊 | 还我血汗钱 | 钱都敢吞 | 拿假货糊弄谁 | 当我傻 | 当我好欺负是吧 | 欺负老年人算什么本事 | 耍我玩呢 | 耍猴呢 | 把人当皮球踢 | 推卸责任第一名 | 甩锅倒是快 | 少来这套 |
别跟我扯 | 别放屁了 | 鬼才信 | 信你个鬼 | 编，接着编 | 又来这句？ | 道歉有用吗 | 一句抱歉就完了？ | 谁稀罕你那五块钱券 | 券留着自己用吧 | 打发叫花子呢 | 呵呵，真行 | 真有你们的 | 服了你们了 | 真是开眼了 |
厉害了，三次都能发错 | 恭喜你们又碎一个 | 谢谢啊，让我白等一个月 | 您慢慢来，反正钱是我的 | 等到明年够不够 | 乌龟都爬到了 | 快递坐牛车来的？ | 是走路送过来的吗 | 包裹去西天取经了？ | 还要我等多久！！ |
说了多少遍了 | 我说了八百遍了 | 第五次问了，到底发不发 | 天天明天，明天复明天 | 拖拖拖，拖到什么时候 | 一个月了连个屁都没有 | 二十天了，耍谁呢 | 钱收得挺快，货呢 | 收钱的时候怎么不说没货 | 卖的时候叫爹，售后装孙子 |
气死了 | 要被你们气出病了 | 火大 | 我真的怒了 | 忍到头了 | 够了！ | 欺人太甚 | 太过分了吧 | 太嚣张了 | 什么态度 | 客服还敢挂我电话 | 快递员骂我妈，你们管不管 | 还敢跟顾客吼 | 把东西往地上一摔就走，什么素质 |
差点伤到孩子，你们有没有良心 | 食品里吃出虫，恶心死了 | 发霉的也敢卖 | 婚礼全让你们毁了 | 孩子生日被你们搞砸了 | 丢人现眼 | 不要脸 | 脸呢 | 良心被狗吃了 | 缺德 | 迟早关门 | 早点倒闭吧 | 再买我是狗 | 拉黑 | 这辈子不会再来 |
退钱！！！ | 赔钱！立刻！ | 还钱！ | 别废话，退款 | 少废话 | 一个字，退 | 马上给我解释清楚 | 凭什么扣我钱 | 凭什么不让退 | 谁给你们的权力 | 签收个鬼，我人都不在家 | 虚假宣传，等着赔吧 | 退一赔三，懂吗 | MLGB | nmsl | 艹 | 尼玛`,
  calm: `
sick of my old phone case, any new ones? | tired of cold tea, does the mug keep it hot | had enough of summer, do you have winter boots | is the angry cat poster still there | do you have "go to hell mondays" mugs |
please print "thanks for nothing, boss" on the cup, it's a joke gift | does the alarm scream loudly | the killer sudoku book, in stock? | is this shop legit, first time here | i'm not complaining, just asking how it works |
no hurry, whenever you can | i made a mistake, the street is wrong | my fault, i picked the wrong size | it broke after two years, do you sell the part | wheel came off, can i glue it | it's not working, which button do i press |
it smells a bit new, does that go away | could someone ring me tomorrow | is there a human i can talk to please | can i speak with the manager about a large order | i'd like to report a small error on your site |
please refund to the same card, thank you | okay then just refund it please | is my refund on the way? | the courier left it next door, found it, all fine | hello, wrong number sorry | ignore my last message | WHAT ARE YOUR OPENING HOURS |
DO YOU SHIP TO SPAIN | IS THIS IN STOCK | anyone there? | wait, is that per pair? | how do i cancel | stop the newsletter please | please remove my account | how do i leave a review | where do i write a complaint form, just for a school project |
is the fire alarm loud | game called "worst day ever", have it? | what does the warranty say about breakage | crazy price, is it real? | damn good tea, do you have 500g | how long has your shop existed | tested on animals? | can you remove the second item |
心碎款手链有货吗 | "滚蛋吧肿瘤君"那本书有吗 | 愤怒小鸟的贴纸还有不 | 解压捏捏乐有吗，最近气 | 死神来了海报卖吗 | 骂人表情包的杯子还卖吗 | 不是投诉，就问问 | 不着急，你们慢慢来 | 我填错了，是我的问题 | 我拍错了不怪你们 |
用了两年坏了，有配件吗 | 轮子掉了能自己粘吗 | 这个怎么用，按哪里 | 那就退了吧谢谢 | 退款原路返回就行 | 方便的话明天给我回个电话 | 有人工吗，想问个事 | 找你们经理谈下批发 | 取消怎么弄 | 退订短信怎么操作 |
去掉一件 | 第二件不要了 | 多收到一个，怎么还你们 | 发错了地址的是我 | 已经解决了不用了 | 哦哦好的知道了 | 行，那我等着 | 没事我再等等 | 还没到，不急，帮我看下 | 查一下到哪了，谢谢 | 味道多久能散 | 有点硬，正常吗 | 左手能用不 |
你们开了多久了 | 假一赔十是真的吗 | 保真吗 | 会不会坏 | 碎了包赔吗 | 破损怎么处理，先了解下 | 差评会影响啥吗，好奇 | 最大号有吗 | 怎么评价 | 这个字念啥 | 发什么快递 | 自动续费怎么关`,
  disappointed: `
i'm not angry, just sad about it | no shouting, i only hoped for better | a pity, it was for my mum | i expected more from you | sadly the second one is faulty too | just my luck | i'm giving up on it coming | a bit let down to be honest |
i don't want to leave a bad review but i'm disappointed | it isn't what i dreamed of | she cried a little when it was not there in time | i trusted the photos | worn out from waiting, i only want my parcel | what a shame about the colour |
it's a small thing but it hurts | i wanted to support a small shop and now i regret it a little | oh no, broken | it came too late for the party, oh well | hm. that's not great | i really loved this shop before |
不怪你们，就是有点难过 | 本来很期待的 | 可惜了，妈妈的生日赶不上了 | 唉又坏了 | 等了好久等来个碎的 | 心里不太舒服 | 不想给差评，但确实不满意 | 跟想的不一样，哎 | 第二次了，有点灰心 | 干等一天没等到，算了 |
呜呜碎了 | 可能是我运气不好 | 说不上生气，就是遗憾 | 退了钱那天也回不来了 | 没有以前好了 | 后悔买了 | 希望下次好一点吧 | 颜色好土，白高兴了 | 宝贝哭了一晚上`,
  pleased: `
you never let me down | not one broke, hats off to the packers | zero complaints | never disappointed here | free stickers, you spoil me | worth every penny | you saved my day | thank you for being honest and not selling me the dear one |
woohoo it's here | yay!! | top shop | can't complain, great stuff | will order again for sure | five stars from me, deserved | omg so fast!!! | insanely good | killer quality | i'm obsessed with this mug | crazy how quick that was, thanks |
the problem is solved, thank you so much | sorry for being grumpy earlier, you fixed it | told all my friends, in a good way | can i give six stars | best customer service ever, give that lady a raise | damn this tea is good |
太快了吧！！ | 绝了，真好用 | 良心商家 | 救星啊你们 | 祝生意兴隆 | 给客服加鸡腿 | 妙 | 够意思 | 五星好评不够，要六星 | 没得说 | 没失望过 | 爱死了 | 美死了 | 好吃哭了 | 笑死，太可爱了 | 问题解决了，刚才语气不好抱歉 |
妈妈嘴上嫌贵，天天用 | 谢谢实话实说 | 包装得真用心，一个没碎 | 恩人 | 神速 | 牛，昨天下单今天到 | 疯狂安利给同事了 | 老婆夸我会买 | 回购第五次了 | 厉害，比实体店还好`,
};
