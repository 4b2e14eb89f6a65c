/**
 * Words of one meaning in shop talk: what customers call a thing and what the merchant's FAQ calls it often differ. A meaning is
 * a line, with more lines indented below it. English words stand in their base form (see `stem`); two words with a space between
 * them are looked up together.
 */
const table = `
ship, shipping, shipment, deliver, delivery, dispatch, courier, post, postal, mail, 快递, 发货, 配送, 送货, 物流, 寄, 寄出, 派送, 送到, 送达, 运送, 出货, ships to,
  send to, sent to, 寄到, 发到, 发往
arrive, come, reach, receive, get here, arrival, 到, 收到, 到货, 送到, 送达, 到手, 收货, 拿到
how long, how soon, how many day, when, how fast, what day, estimated, 多久, 几天, 多长时间, 什么时候, 何时, 多少天, 啥时候, 几时, 时效, 几号
cost, fee, price, charge, how much, expensive, rate, pay for, 费, 费用, 多少钱, 价格, 收费, 几块, 钱, 要钱, 贵
postage, shipping cost, shipping fee, delivery fee, delivery charge, delivery cost, 运费, 邮费, 快递费, 邮资, 包邮, 免邮, 免运费, 运费险
free, no charge, 免费, 包邮, 免邮, 免运费, 不要钱
abroad, international, internationally, overseas, worldwide, country, foreign, 国外, 海外, 国际, 境外, 国家, 全球, 出国, usa, us, canada, uk, germany,
  france, australia, singapore, japan, europe, malaysia, spain, italy, dubai, 美国, 加拿大, 英国, 德国, 法国, 澳洲, 澳大利亚, 新加坡, 日本, 欧洲, 马来西亚, 韩国, 台湾, 香港,
  澳门, 泰国, outside, my country, outside china, export, 国外的, 在国外, portugal, poland, sweden, netherlands
usa, us, america, canada, uk, germany, france, australia, singapore, japan, europe, malaysia, spain, italy, dubai, 美国, 加拿大, 英国, 德国, 法国, 澳洲,
  澳大利亚, 新加坡, 日本, 欧洲, 马来西亚, 韩国, 台湾, 香港, 澳门, 泰国, berlin, london, paris, new york, mexico, brazil, india, netherlands, sweden, norway, poland,
  ireland, greece, turkey, denmark, finland, hungary, romania, croatia, egypt, israel, chile, argentina, peru, colombia, philippines, indonesia, vietnam, russia, ukraine, iceland, malta, kenya,
  thailand, korea, taiwan, hong kong, new zealand, switzerland, austria, belgium, portugal, 新西兰, 俄罗斯, 越南, 印度, 巴西, 墨西哥, 荷兰, 瑞士,
  意大利, 西班牙, 希腊, 土耳其, 丹麦, 芬兰, 挪威, 瑞典, 波兰, 葡萄牙, 匈牙利, 埃及, 以色列, 南非, 智利, 阿根廷, 冰岛, 印尼, 菲律宾, 纽约, 东京, 悉尼, 温哥华, 多伦多, 巴黎, 伦敦
customs, duty, tax, tariff, vat, import, 关税, 税, 清关, 海关, 税费, 进口税, 税金
track, trace, tracking, whereabout, 查, 查询, 追踪, 跟踪, 单号, 到哪, 哪里了, 查件, 运单, right now, where is my, wheres my, my package, status, 进度, 走到, 停在
parcel, package, order, packet, box, 包裹, 订单, 快件, 单子, 件
address, street, 地址, 收货地址, 收件地址, postcode, zip code, postal code, house number, apartment, 门牌号, 门牌, 邮编, 楼号, 搬家
change, modify, edit, update, correct, amend, switch, 改, 修改, 更改, 变更, 更换, 改成, 改一下
cancel, undo, call off, dont want, withdraw, 取消, 撤销, 不要了, 不想要, 撤单, 退单, by mistake, too late, changed my mind, dont need, 撤, 拍错, 不买了, 别发, 取消掉,
  stop my, by accident, ordered twice, twice, duplicate, 买重, 重复
return, send back, sending back, bring back, give back, ship back, 退, 退货, 退回, 退换, 寄回, 退掉, 无理由
refund, money back, reimburse, reimbursement, my money, 退款, 退钱, 返款, 退回来, 款项
exchange, swap, replace, replacement, another size, different size, 换, 换货, 调换, 更换, 换个, 换一, 换成, bigger, smaller, instead, different color,
  different colour, 换大, 换小, 换颜色, 换码, 换别的
damage, broken, defective, defect, faulty, hole, tear, torn, stain, rip, flaw, crack, smash, 坏, 破, 破损, 损坏, 瑕疵, 有洞, 破洞, 次品, 污渍, 坏了, 质量问题, 开线,
  脏, zip, zipper, button, come apart, falling apart, fell apart, dirty, 拉链, 扣子, 裂, 断, 掉了, 烂
wrong item, wrong, incorrect, mistake, missing, not what, 发错, 错, 漏发, 少发, 寄错, 不对, 少了, 不符, 漏, wrong colour, wrong color, wrong size, sent me,
  you sent, 发了个, 发成, 收到的是, 不一样, 寄成, somebody, someone else, another customer, 别人的
pay, payment, checkout, purchase, 支付, 付款, 付钱, 结账, 付, 买单, 结算, can i pay, how can i pay, 给钱, 分期
paypal, visa, mastercard, card, credit card, alipay, wechat pay, apple pay, klarna, debit, installment, cod, 信用卡, 支付宝, 微信, 银联, 花呗, 分期, 货到付款,
  刷卡, 银行卡, 微信支付, amex, american express, maestro, google pay, instalment, apple, bank transfer, afterpay, union pay, 现金, 转账, 白条
fail, decline, reject, error, not work, not go, unsuccessful, cant pay, doesnt work, 失败, 不成功, 付不了, 用不了, 出错, 报错, 不能用, 没反应, 被拒, 付不上, 支付不了,
  accepted, invalid, expire, charged, 付不, 扣了, 不让, 无效, 过期, 提示, wont go, go through, went through, declined, 没成功, 没下单成功
invoice, receipt, bill, 发票, 收据, 开票, 票据, 抬头, tax id, accounting, vat number, 专票, 报销, 税号, 普票
size, sizing, fit, measurement, measure, small, large, medium, xl, chart, big, tight, height, weight, tall, 尺码, 尺寸, 大小, 码, 多大, 偏大, 偏小, 身高,
  体重, 码数, 号, 斤, 合身, 尺码表, 大一码, 小一码, s or, or m, or l, m or, l or, m, l, xs, xxl, bust, waist, cm, kg, true to, bigger, smaller, 公斤, 穿m, 穿l,
  胸围, 腰围, 肩宽, 标准码
material, fabric, cotton, wool, silk, polyester, linen, made of, leather, made from, 面料, 材质, 纯棉, 羊毛, 真丝, 料子, 棉, 成分, 布料, 亚麻, 含棉, 什么做的
wash, laundry, iron, dry clean, shrink, care, fade, machine, tumble, bleach, 洗, 洗涤, 水洗, 机洗, 手洗, 缩水, 掉色, 褪色, 熨, 保养, 起球, 洗衣机, 干洗
stock, restock, available, availability, sold out, out of, back in, unavailable, 有货, 补货, 缺货, 库存, 断货, 现货, 到货, 没货, 售罄, 卖完, 没有货, notify,
  more in, still have, get more, back again, 有没有, 再进, 断码, 还补, 还有吗, 剩, come back, sold, out for good, 还有没有, 没了, 补上
coupon, discount, promo, voucher, code, promotion, sale, deal, offer, cheaper, 优惠, 优惠券, 折扣, 券, 打折, 活动, 优惠码, 便宜, 折, 满减, 促销, 折扣码, accepted,
  bargain, on sale, black friday, 输入, 活动价, 砍价, 少点, 再便宜, 满, new customer, first order, student, 新人, 首单, 学生, 会员价, 再少
point, member, membership, loyalty, reward, vip, 积分, 会员, 等级, 点数, club, join, benefit, perk, 入会, 会员卡, 注册会员
gift, present, wrap, wrapping, birthday, giftwrap, gift box, 礼物, 礼品, 包装, 送人, 贺卡, 礼盒, 送礼, 生日, card inside, gift note, handwritten,
  message card, ribbon, 卡片, 礼品袋, 包好看, 包漂亮, giftwrapped, greeting, congratulation, surprise, 祝福, 惊喜, 纪念日, 写几句
store, shop, showroom, branch, physical, in person, brick, location, 实体店, 门店, 店面, 线下, 专柜, 店铺, 试穿, visit, located, where are you, offline,
  outlet, in store, shops, 实体, 店地址, 到店
you open, opening, business hour, weekend, sunday, 营业, 上班, 工作时间, 几点, 营业时间, 周末, 下班, 在线时间, sundays, saturday, monday, what time, 周日, 星期天, 节假日,
  在线, open on, open at, open today, open now, opening hour, working hour, office hour, you close
contact, human, agent, customer service, representative, 联系, 电话, 客服, 人工, 热线, 真人, phone number, hotline, get in touch, reach someone, speak,
  chat with, 在线, 有人在, talk to, talk with, phone line, telephone, your phone, by phone, call you, call someone, call center, your email,
  email you, to someone, support team, online support, with support, to support
authentic, genuine, real, fake, original, counterfeit, replica, 正品, 是真的, 真的假的, 真的吗, 假货, 真假, 正版, 保真, 仿, 假的, 山寨, the real, legit, knock, 仿的,
  高仿, 官方, 授权
quality, good quality, durable, 质量, 品质, 做工
privacy, data, personal, gdpr, information, account, delete, erase, 隐私, 个人信息, 资料, 数据, 账号, 注销, 删除, 信息, 账户, 删掉, remove, personal information,
  personal data, close my account, 销户, 我的信息, 我的资料, 泄露
wholesale, bulk, reseller, distributor, resell, quantity, dropship, moq, 批发, 代理, 大量, 批量, 团购, 进货, 拿货, 分销, 一件代发, 加盟, pieces, piece, units,
  hundred, large order, big order, company, resale, partner, retail, 件什么价, 起批, 起订, 采购, 公司, 大批, boutique, stock your, sell your, my store,
  my shop, merchant, 零售, 我的店, 店主
warranty, guarantee, repair, 保修, 质保, 维修, 三包, 售后
password, login, log in, sign in, signin, sign up, register, 密码, 登录, 登陆, 注册
urgent, express, fast, rush, overnight, hurry, next day, quick, 加急, 急, 快点, 顺丰, 次日达, 特快
late, delay, slow, stuck, not move, no update, overdue, 延迟, 晚, 慢, 没动, 不动, 没更新, 停, 耽误, 卡住, havent received, not arrived, 没收到, 还没到, 没动静, 怎么还没,
  hasnt arrive, hasnt come, 没退, 还没退
colour, color, 颜色, 色差
preorder, reserve, pre order, 预售, 预订, 预定
review, feedback, rating, 评价, 好评, 评论, 晒图
custom, customise, customize, customised, customized, bespoke, personalise, personalize, personalised, personalized, made to order, tailor made, engrave, engraving,
  monogram, own design, our logo, your logo, my logo, 定制, 定做, 订做, 订制, 私人订制, 刻字, 刻名字, 印字, 印logo, logo, 来图, 按图做
formaldehyde, toxic, chemical, fume, emission, 甲醛, 有毒, 无毒, 环保, 超标, 苯
`;

export const concepts: readonly (readonly string[])[] = table
  .trim()
  .split(/\n(?! )/)
  .map((line) => line.split(/,\s*/).map((word) => word.trim()));

/** Words that carry little: they count, but not much. */
export const stopWords: ReadonlySet<string> = new Set(
  `good see later know nearby old some thing stuff something guy still ever been time today now lot bit little a an the is are am was were be been do does did doing done i me my mine you your yours we us our it its this that these those they them he she his her to of in on at for from by
with and or but if then so as can could will would shall should may might must have has had having what which who whom whose how where there here please hi hello hey thanks thank not no
dont doesnt didnt cant wont isnt im ive id ill youre u ur r any some all just also too very really still yet now one would like want need wanna know tell let about into out up get got
give take make go going if possible possible way much many more than when why 的 了 吗 呢 吧 啊 我 你 您 们 我们 你们 您们 是 有 没 没有 不 在 和 与 就 都 也 还 会 能 可以 要 想 请问 请 一下 怎么 怎样 如何 什么 哪
哪里 这 那 这个 那个 给 把 被 让 对 吗 嘛 哦 呀 么 个 一 上 下 里 说 么 能不 不能 是不 不是 有没 可不 不可 你好 您好 亲 谢 谢谢 好 为什 啥 咋 怎 么 以 可 问 请 么 们的 我的 你的 真的 真 的不 怎么样 么样 么做 有什 样 做 多 大 今 天 今天 现在 吃 喜欢 帮 帮我 附近 好的 知道 几 点 几点 在现 现 以 我想 想问 问一 的话 了吗 吗我 么办 怎么办 我买`.split(
    /\s+/,
  ),
);
