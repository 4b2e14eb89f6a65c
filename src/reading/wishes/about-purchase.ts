/** Tells whether a message is about something that was ordered, came, goes back, is faulty, is to be cared for, or about a service around it: carrying it upstairs, assembly, another size. Goods in it are no wish. */
import { plainly } from '../said-plainly.ts';

const zh =
  /订单|单号|快递|物流|包裹|发货|发出|寄[出到给回]|派送|签收|到货(?!.{0,4}[吗没])|收到|没到|退[货款换掉了回]|能退|可以退|不想要了|换货|换[一个]?(?:件|个|码|尺码|颜色)|售后|投诉|发票|保修|质保|维修|修[一吗理]|坏了|坏的|破了|裂|碎了|漏[水油液]|瑕疵|掉色|褪色|缩水|起球|怎么[洗泡喝用装存放保养戴穿煮冲清修]|如何[洗泡用装保养清]|[能可](?:不能)?(?:机|水|手)?洗|机洗|手洗|水洗|干洗|清洗|洗涤|熨|保养|保存|存放|取消|下单了|付[了过]款?|买了|买的|我买|上次|昨天|前天|之前买|刚买|优惠[券码]|运费|包邮|关税|客服|人工|安装|组装(?!电脑|机)|拼装|拧螺丝|搬[上下走进到得不]|上楼|电梯|定制|定做|订做|[能可]以?(?:帮我)?做成|以旧换新|拉走|甲醛|异味|布样|样品|色卡|色板|塌|关不[严上紧]|异响|响声|掉毛/;
const en =
  /\b(?:my (?:order|parcel|package|delivery)|orders? (?:number|status)|ordered|parcel|tracking|track|delivered|delivery|deliver|shipped|shipping|arrived?|arrives|received|refunds?|refunded|returns?|returned|returning|send (?:it|this|them) back|sent me|exchange|exchanged|cancel|cancelled|broken?|broke|damaged|faulty|defective|torn|ripped|leak(?:s|ed|ing)?|wrong|missing|complaint|warranty|repair(?:s|ed|ing)?|cracked|to fix|fix (?:my|the|a|an|it)|fixed|invoice|receipt|bought|purchased|paid|coupon|postage|customs|agent|assembl\w*|put (?:\w+ ){0,3}together|upstairs|up the stairs|kerbside|curbside|made to measure|custom[- ](?:size|made)|cm (?:wide|wider|narrower|shorter|longer|deep|high) (?:instead|version)|take away|(?:my|the) old|swatch(?:es)?|formaldehyde|(?:weird|strange|funny|loud|awful) noises?|squeak(?:s|y|ing)?|wobbl\w*|(?:how|can|should|may) (?:do |to |i |you |we )*(?:machine )?(?:wash|clean|iron|dry|brew|store|use|care)|machine wash(?:able)?|washable|dry[- ]clean|shrinks?|fades?|pill(?:s|ing)?|care (?:for|of|instructions?))\b/;

export function aboutPurchase(text: string): boolean {
  const plain = plainly(text);
  return zh.test(plain) || en.test(plain);
}
