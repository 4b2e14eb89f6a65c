/** Carriers of China by the names that shops and their order systems write: what customers of either language call them, for the filter `t`. */
const table = `
SF Express|顺丰速运|顺丰,顺丰快递,顺丰速运(集团),顺丰标快,SF
YTO Express|圆通速递|圆通,圆通快递,YTO
ZTO Express|中通快递|中通,中通速递,ZTO
STO Express|申通快递|申通,申通速递,STO
Yunda Express|韵达快递|韵达,韵达速递,YUNDA,Yunda
J&T Express|极兔速递|极兔,极兔快递,JT
JD Logistics|京东物流|京东快递,京东,JD
EMS|EMS|邮政EMS,中国邮政EMS,邮政特快专递,邮政速递
China Post|中国邮政|邮政,邮政快递,邮政包裹,中国邮政快递包裹,邮政小包
Deppon Express|德邦物流|德邦,德邦快递
Cainiao Express|菜鸟速递|菜鸟,菜鸟裹裹,丹鸟
Best Express|百世快递|百世,百世汇通
ANE Logistics|安能物流|安能
Kuayue Express|跨越速运|跨越
Yimidida|壹米滴答|
Rokin Logistics|荣庆物流|荣庆
YunExpress|云途物流|云途
4PX|递四方|4PX递四方
Yanwen|燕文物流|燕文
`;

export interface CarrierName {
  en: string;
  zh: string;
}

const byName = new Map<string, CarrierName>();
for (const line of table.trim().split('\n')) {
  const [en = '', zh = '', others = ''] = line.split('|');
  for (const name of [en, zh, ...others.split(',')]) if (name !== '') byName.set(name.toLowerCase(), { en, zh });
}

/** Returns the carrier of that name; undefined when it is none of the table. */
export function carrierNamed(name: string): CarrierName | undefined {
  return byName.get(name.trim().toLowerCase());
}
