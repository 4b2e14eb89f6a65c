/** Calm messages to a shop that have nothing to do with it: chat, requests to a machine, offers of business, jobs. Written for this program; with bars between. */
export const offTopicLines: readonly string[] = [
  `
do you know any jokes | make me laugh | tell us something funny | tell me about yourself | tell me more about the walnut one | tell me how it works | tell me your name |
write me a birthday message for the card | write a story about a dog | write me something romantic | read me a bedtime story | say something nice | sing happy birthday for my son |
give me some ideas | give me a hint | bring me a coffee haha | show me a picture of a cat | play a game with me | draw me a horse | guess my age |
what's the weather in paris | will it rain tomorrow | how far is the moon | what time is it there | who is the president | who won the match |
can you help with my maths homework | what is 12 plus 30 | how do you say thank you in japanese | translate good morning into french | do you like football | what's your favourite food |
are you married | how was your day | what are you doing | where are you from | how old is the owner | do you have feelings | can you dance | i can't sleep | nothing to do today |
my dog ate my homework | it's my birthday today | i just came home from work | we are on holiday in spain | i'm learning english | any good films on tonight | a good recipe for soup please |
Dear Sir or Madam, we are a marketing agency and offer website ranking and backlinks | We help online shops get more visitors from Google. Can we have a call? | Boost your sales with our SEO package |
I came across your website and noticed a few things we could improve | We build mobile apps for shops like yours | Make money from home, click the link | Buy followers and likes cheap |
Investment opportunity, guaranteed returns, write to me on telegram | Congratulations, you have won a prize | We are a factory in Ningbo and make paper bags and boxes | Our company supplies packing tape, please see our catalogue |
I would like to offer you our cleaning services | Can I speak with whoever does your purchasing | I'm an influencer with 20k followers, interested in a collaboration | we'd love to feature your brand in our magazine |
do you need staff | I want to work for you | I am looking for a part time job | where can I send my CV | are there any open positions | is the job as shop assistant still open | I'm a student looking for an internship |
i want to open a franchise | do you rent out the shop for events | we are a school and would like to visit your workshop | i lost my umbrella in your shop I think | just browsing | only having a look around |
nothing in particular | no question, just saying hi | that was funny | good one lol | who built this bot | what can i ask you | can you speak | are you asleep | you are sweet | see you later then
`,
  `
来个笑话听听 | 会不会讲段子 | 逗我开心一下 | 讲讲你自己 | 给孩子讲个睡前故事 | 写一段生日祝福 | 写首情诗 | 帮我想个标题 | 唱首生日歌 | 陪我聊聊天 | 猜猜我多大 | 你会做什么 | 画只小狗 |
明天会下雨吗 | 北京冷不冷 | 现在几点了 | 今天几号 | 谁是总统 | 昨晚球赛谁赢了 | 三乘七等于多少 | 帮我写作业 | 这句英文怎么翻译 | 你喜欢吃什么 | 你是男的还是女的 | 你结婚了吗 | 你住哪里 |
你在忙什么 | 你睡了吗 | 吃饭了没 | 今天过得好吗 | 你多大了 | 你是哪里人 | 你是什么 | 你是谁开发的 | 你叫啥 | 睡不着 | 今天没事做 | 今天是我生日 | 刚下班 | 我们在旅游 | 有什么好看的电影 | 红烧肉怎么做 |
您好，我们专业做搜索排名优化，有兴趣了解吗 | 可以帮贵店引流，价格优惠 | 代运营了解一下 | 低价涨粉，点赞评论都有 | 在家兼职日入三百，加我微信 | 恭喜您中奖了，请点击链接 | 我们是做包装盒的厂家，可以看看样品 |
我们公司提供保洁服务 | 请问采购是哪位负责 | 我是探店博主，想跟你们合作 | 想给你们做一期采访 | 你们缺人吗 | 店里还招人不 | 我想来你们店上班 | 想应聘导购，简历发哪里 | 有没有暑假工 | 收银员还招吗 | 你们招学徒吗 |
想做代理，怎么谈 | 想开一家加盟店 | 场地出租吗 | 我的伞好像落在店里了 | 我们学校想去参观 | 随便逛逛 | 没什么事，看看 | 没问题了，拜 | 嘿嘿 | 笑死 | 好家伙 | 有点意思 | 你真逗 | 谁教你的 | 你睡醒了没 | 你能干啥 | 能聊聊吗
`,
];
