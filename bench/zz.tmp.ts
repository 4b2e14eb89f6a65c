import { benchPicturedGoods } from './pictured-goods.ts';
const f = await benchPicturedGoods(9); console.log(JSON.stringify(f.ways).replaceAll('},','},\n')); console.log(f.goods, f.others, f.findMs, f.hashMs, f.pictureMs);
