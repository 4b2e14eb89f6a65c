import { expect, test } from 'vitest';
import { areAlike, fingerprintOf } from './text-fingerprint.ts';

const long = 'Our autumn teas have arrived. Members get ten percent off until Sunday. Write back if you want a sample.';
const lang = '秋茶到店啦，会员这周末前九折，满两百包邮。想先尝一尝的话，回复我给您寄一份小样。';

test.each<[string, [string, string?], [string, string?]]>([
  ['the same', [long], [long]],
  ['another name', [`Hi Ann, ${long}`, 'Ann'], [`Hi Balthasar, ${long}`, 'Balthasar']],
  ['a name and no name', [`Ann, ${long}`, 'Ann'], [long]],
  ['another number', [`${long} Code 4471`], [`${long} Code 9902`]],
  ['another price', ['New tea today, only $12.90 a box, come by'], ['New tea today, only $9.50 a box, come by']],
  ['other marks', [long], [long.replaceAll('.', '!!!')]],
  ['in capitals', [long], [long.toUpperCase()]],
  ['with an emoji', [long], [`🎉 ${long} 🍵`]],
  ['another link of the same shop', [`${long} https://shop.example/l/abc`], [`${long} https://shop.example/l/xyz9`]],
  ['one word more', [long], [`${long} Thanks.`]],
  ['one word changed', [long], [long.replace('Sunday', 'Monday')]],
  ['more space', [long], [long.replaceAll(' ', '   ')]],
  ['full-width letters', ['ＴＥＡ sale today'], ['TEA sale today']],
  ['中文一样', [lang], [lang]],
  ['换了名字', [`林小满，${lang}`, '林小满'], [`王芳，${lang}`, '王芳']],
  ['换了标点', [lang], [lang.replaceAll('，', ' ')]],
  ['换了数字', ['会员价 128 元，今天下单立减 20 元，明天恢复原价'], ['会员价 96 元，今天下单立减 15 元，明天恢复原价']],
  ['多了一句', [lang], [`${lang}祝好。`]],
  ['多了表情', [lang], [`🍵${lang}🍂`]],
])('nearly the same: %s', (_, [a, ownA], [b, ownB]) => {
  expect(areAlike(fingerprintOf(a, ownA ? [ownA] : []), fingerprintOf(b, ownB ? [ownB] : []))).toBe(true);
});

test.each<[string, string, string]>([
  ['another offer', long, 'The winter coats are back in stock in all sizes, and shipping is free this week.'],
  [
    'said otherwise',
    long,
    'Fresh tea leaves of this season are in the shop now! Until the weekend everybody with a card pays less; shall I send you some to try?',
  ],
  ['another language', long, lang],
  ['另一件事', lang, '您关注的羊绒大衣补货了，灰色和驼色都有，库存不多，喜欢的话尽快下单。'],
  ['换种说法', lang, '新一季的茶叶已经上架。持卡顾客在周日以前可享优惠，需要试喝装请告诉我们，运费由店里承担。'],
  ['short ones', 'Sale today', 'We are closed'],
  ['短句', '今天特价', '明天休息'],
  ['a question', long, 'Did the parcel arrive well? Tell us how you like it.'],
  ['a greeting', 'Happy new year to you and your family!', 'Your birthday gift is waiting in the shop.'],
  ['节日', '祝您中秋快乐，阖家团圆！', '双十一预售开始了，定金翻倍。'],
  [
    'one half the same',
    'New tea has arrived. Come and taste it in our shop on Nanjing road.',
    'New tea has arrived. Order by Friday and we ship it for free to your door.',
  ],
])('another text: %s', (_, a, b) => {
  expect(areAlike(fingerprintOf(a), fingerprintOf(b))).toBe(false);
});
