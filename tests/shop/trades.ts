/** Catalogues of three trades, for tests: what a shop of tea, of phones or of furniture might import. */
import { colours } from '../../src/shop/search/colours.ts';
import type { ProductRow } from '../../src/shop/shop.ts';

/** id | zh | en | text zh | text en | category | tags | price/stock/colour/size; ... */
const tea = `
longjing | 明前西湖龙井 2026 | Pre-Qingming West Lake Longjing 2026 | 绿茶，2026 年春茶，豆香清爽 | Green tea, spring 2026, nutty and fresh | 绿茶 | 龙井,绿茶,green tea,longjing,dragon well,新茶 | 18/60//50g; 42/25//125g
biluochun | 洞庭碧螺春 2026 | Dongting Biluochun 2026 | 绿茶，2026 年春茶，花果香 | Green tea, spring 2026, floral and fruity | 绿茶 | 碧螺春,绿茶,green tea,biluochun,新茶 | 14/80//50g
tieguanyin | 安溪铁观音 清香型 | Anxi Tieguanyin (light roast) | 乌龙茶，清香型，兰花香 | Oolong tea, lightly roasted, orchid scent | 乌龙茶 | 铁观音,乌龙,乌龙茶,oolong,清香 | 16/70//125g
dahongpao | 武夷大红袍 | Wuyi Da Hong Pao | 乌龙茶，炭焙岩茶，浓郁回甘 | Oolong tea, charcoal-roasted rock tea, strong and sweet | 乌龙茶 | 大红袍,岩茶,乌龙,乌龙茶,oolong,浓香 | 24/40//100g
puer-ripe | 2018 勐海熟普 茶饼 | Menghai Ripe Pu'er Cake 2018 | 熟普洱，357 克一饼，醇厚顺滑 | Ripe pu'er, 357 g cake, mellow and smooth | 普洱茶 | 普洱,熟普,熟茶,茶饼,puer,pu-erh,ripe,shou | 39/35//357g
puer-raw | 2016 易武生普 茶饼 | Yiwu Raw Pu'er Cake 2016 | 生普洱，357 克一饼，回甘快 | Raw pu'er, 357 g cake, brisk with a sweet finish | 普洱茶 | 普洱,生普,生茶,茶饼,puer,pu-erh,raw,sheng | 58/20//357g
white-silver-needle | 福鼎白毫银针 | Fuding Silver Needle White Tea | 白茶，清甜毫香 | White tea, delicate and sweet | 白茶 | 白茶,白毫银针,white tea,silver needle | 29/45//50g
jasmine-pearls | 茉莉龙珠 | Jasmine Dragon Pearls | 花茶，茉莉鲜花窨制七次 | Jasmine tea, loose, scented seven times with fresh blossoms | 花茶 | 茉莉,花茶,茉莉花茶,jasmine,flower tea | 19/90//100g
dianhong | 凤庆滇红金芽 | Fengqing Dian Hong Golden Buds | 红茶，蜜香浓厚 | Black tea, rich with a honey scent | 红茶 | 红茶,滇红,black tea,red tea,dianhong | 17/75//100g
gaiwan | 德化白瓷盖碗 | Dehua White Porcelain Gaiwan | 150 毫升，薄胎不烫手 | 150 ml, thin porcelain, cool rim | 茶具 | 盖碗,茶具,gaiwan,tea ware | 22/30/白色/150ml
yixing-teapot | 宜兴紫砂壶 西施 | Yixing Clay Teapot Xishi | 紫砂，手工，带收藏证 | Zisha clay, handmade, with certificate | 茶具 | 紫砂壶,茶壶,茶具,teapot,yixing,tea ware | 88/8//200ml; 108/0//300ml
glass-teapot | 耐热玻璃茶壶 | Heat-resistant Glass Teapot | 高硼硅玻璃，可明火和电陶炉加热 | Borosilicate glass, safe on gas and electric stoves | 茶具 | 玻璃壶,茶壶,茶具,teapot,glass,tea ware | 26/50/透明/600ml
travel-set | 旅行茶具 一壶三杯 | Travel Tea Set | 一壶三杯加收纳包，可放行李箱 | One pot, three cups and a padded case | 茶具 | 旅行茶具,茶具,快客杯,travel,tea set,tea ware | 35/40//one size
gift-four | 四季茶礼盒 | Four Seasons Tea Gift Box | 龙井、铁观音、滇红、茉莉各 50 克，带手提袋 | Longjing, Tieguanyin, Dian Hong and jasmine, 50 g each, with a carrier bag | 礼盒 | 礼盒,送礼,茶礼,gift,gift box | 68/60//one size
gift-tea-ware | 茶与器礼盒 | Tea and Ware Gift Box | 大红袍 100 克配白瓷盖碗两杯，带手提袋 | Da Hong Pao 100 g with a gaiwan and two cups, with a carrier bag | 礼盒 | 礼盒,送礼,茶礼,gift,gift box | 128/25//one size
`;

const phones = `
iphone-16 | iPhone 16 手机 | iPhone 16 | 国行全新，128GB/256GB，双卡 5G | Brand new, unlocked, dual SIM 5G | 手机 | 苹果,apple,iphone16 | 5499/8/黑色/128GB; 6299/3/白色/256GB; 5499/0/粉色/128GB
xiaomi-14 | 小米 14 手机 | Xiaomi 14 | 徕卡影像，骁龙 8 Gen 3 | Leica camera, Snapdragon 8 Gen 3 | 手机 | xiaomi,安卓,android | 3599/12/黑色/256GB; 3999/6/白色/512GB
redmi-note-13 | 红米 Note 13 手机 | Redmi Note 13 | 千元好机，1 亿像素 | A good phone for little money | 手机 | xiaomi,小米,android,安卓 | 1099/20/黑色/128GB; 1299/9/蓝色/256GB
case-iphone-15 | iPhone 15 磁吸手机壳 | MagSafe case for iPhone 15 | 适合 iPhone 15，透明磁吸 | For iPhone 15, magnetic, works with MagSafe | 手机壳 | magsafe,苹果,case,cover,保护壳,壳子 | 69/50/透明/iPhone 15; 69/40/黑色/iPhone 15 Pro; 69/22/黑色/iPhone 15 Pro Max
case-iphone-16 | iPhone 16 液态硅胶手机壳 | Silicone case for iPhone 16 | 适合 iPhone 16 系列，亲肤不留指纹 | For the iPhone 16 series, soft to the touch | 手机壳 | 苹果,case,cover,保护壳,壳子 | 49/31/蓝色/iPhone 16; 49/12/粉色/iPhone 16; 49/25/黑色/iPhone 16 Pro
case-xiaomi-14 | 小米 14 手机壳 | Case for Xiaomi 14 | 适合小米 14，防摔 | For Xiaomi 14, drop-proof | 手机壳 | xiaomi,case,cover,保护壳,壳子 | 39/44/黑色/小米 14; 39/7/粉色/小米 14
case-galaxy | 三星手机壳 | Case for Samsung Galaxy | 适合三星 S23、S24、A54 | For Samsung Galaxy S23, S24 and A54 | 手机壳 | samsung,galaxy,case,cover,保护壳,壳子 | 45/14/黑色/S23; 45/18/黑色/S24; 45/11/透明/A54
glass-film | 高清钢化膜（两片装） | Tempered glass screen protector, pack of 2 | iPhone、小米、红米、三星多型号，送贴膜神器 | For iPhone, Xiaomi, Redmi and Samsung, with a fitting tool | 钢化膜 | 贴膜,手机膜,screen protector,film | 29/200/透明/iPhone 15/16; 29/80/透明/小米 14; 29/60/透明/红米 Note 13; 29/70/透明/S23/S24
charger-20w | 20W 快充头 | 20W USB-C charger | 适合 iPhone 和耳机 | For iPhones and earphones | 充电器 | 充电头,charger,adapter,usb-c,快充 | 49/120/白色/
charger-65w | 65W 氮化镓充电器 | 65W GaN charger | 双 USB-C 加 USB-A，手机和轻薄本都能充 | Two USB-C and one USB-A, for phones and light laptops | 充电器 | 充电头,charger,adapter,usb-c,快充,macbook | 129/64/白色/; 129/38/黑色/
cable-usbc | USB-C 快充数据线 1.5 米 | USB-C cable 1.5 m | 100W，编织线 | 100 W, braided | 数据线 | 充电线,cable,usb-c | 25/300/黑色/; 25/260/白色/
power-10000 | 10000 毫安磁吸充电宝 | 10,000 mAh magnetic power bank | 22.5W 快充，3C 认证，可上飞机 | 22.5 W, allowed on planes, sticks to the phone | 充电宝 | 移动电源,power bank,powerbank,magsafe | 149/33/黑色/; 149/27/白色/
power-20000 | 20000 毫安充电宝 | 20,000 mAh power bank | 30W 快充，自带线，3C 认证，可上飞机 | 30 W, built-in cable, allowed on planes | 充电宝 | 移动电源,power bank,powerbank | 99/41/黑色/
buds-anc | 降噪蓝牙耳机 Pro | Noise-cancelling earbuds Pro | 主动降噪，续航 32 小时 | Active noise cancelling, 32 hours | 耳机 | 蓝牙耳机,earphones,earbuds,headphones,降噪 | 299/25/白色/; 299/18/黑色/
buds-sport | 运动蓝牙耳机 | Sports earbuds | IPX7 防水，挂耳不掉 | IPX7 waterproof, with ear hooks | 耳机 | 蓝牙耳机,earphones,earbuds,headphones,运动 | 129/52/黑色/; 129/0/蓝色/
`;

const furniture = `
sofa-cloud | 云朵三人布艺沙发 | Cloud 3-seat fabric sofa | 可拆洗，长 220 厘米 | Washable cover, 220 cm long | 沙发 | 布艺,北欧,fabric,sofa,couch | 2899/6/灰色/三人位; 2899/3/米白色/三人位
sofa-mini | 小豆双人沙发 | Bean 2-seat small sofa | 小户型，长 140 厘米 | For small rooms, 140 cm long | 沙发 | 小户型,small,sofa,couch | 1599/9/绿色/双人位
sofa-leather | 大川真皮沙发 | River leather sofa | 头层牛皮，长 240 厘米 | Top-grain leather, 240 cm long | 沙发 | 真皮,leather,sofa | 6999/2/棕色/四人位
sofa-bed | 折叠沙发床 | Fold-out sofa bed | 拉开 1.5 米，客房两用 | Opens to a bed of 150 cm | 沙发 | 沙发床,sofa bed | 1999/0/深灰色/1.5米
bed-oak | 橡木实木床 | Oak bed | 白橡木，含床板，不含床垫 | Solid oak, with slats, no mattress | 床 | 实木,wood,bed | 3299/5/原木色/1.5米; 3699/4/原木色/1.8米
bed-storage | 储物高箱床 | Storage bed | 气压高箱，能放被子 | Lift-up storage below | 床 | 储物,storage,king,bed | 2799/3/灰色/1.8米
mattress-latex | 乳胶床垫 | Latex mattress | 天然乳胶，厚 22 厘米 | Natural latex, 22 cm | 床垫 | 床垫,mattress | 1899/12/白色/1.8米
table-oak | 橡木餐桌 | Oak dining table | 140×80 厘米，坐四到六人 | 140 × 80 cm, seats four to six | 餐桌 | 餐桌,北欧,四人,table,dining | 1899/7/原木色/140cm
table-walnut | 黑胡桃餐桌 | Walnut dining table | 160×85 厘米，坐六人 | 160 × 85 cm, seats six | 餐桌 | 餐桌,table,dining | 2899/2/深棕色/160cm
table-coffee | 钢化玻璃茶几 | Glass coffee table | 直径 80 厘米 | 80 cm across | 茶几 | 茶几,coffee table | 599/15/透明/80cm
chair-dining | 温莎餐椅 | Windsor dining chair | 榉木，承重 120 公斤 | Beech, holds 120 kg | 椅子 | 餐椅,chair | 299/40/原木色/one size; 299/0/黑色/one size
chair-office | 人体工学办公椅 | Ergonomic office chair | 腰托可调，带头枕 | Adjustable back, with headrest | 椅子 | 办公,office,chair | 899/18/黑色/one size
lamp-desk | 护眼台灯 | Desk lamp | 三档调光 | Dims in three steps | 灯 | 台灯,调光,lamp | 199/30/白色/one size
lamp-floor | 北欧落地灯 | Floor lamp | 高 160 厘米，三档调光 | 160 cm high, dims in three steps | 灯 | 落地灯,lamp,standing lamp | 399/8/黑色/one size
shelf-oak | 五层书架 | Five-board bookshelf | 每层承重 25 公斤 | 25 kg a board | 书架 | 书架,bookshelf | 499/11/白色/180cm
`;

function colourCode(name: string): string {
  return Object.entries(colours).find(([, { zh }]) => zh.includes(name))?.[0] ?? name;
}

function rowOf(line: string, n: number): ProductRow {
  const [id = '', zh = '', en = '', textZh = '', textEn = '', category = '', tags = '', variants = ''] = line.split('|').map((part) => part.trim());
  const made = variants.split('; ').map((one, at) => {
    const [price, stock, colour, size] = one.split('/');
    const options = { ...(colour ? { colour: colourCode(colour) } : {}), ...(size ? { size } : {}) };
    return { sku: `${id}-${at}`, options, price: Number(price) * 100, stock: Number(stock) };
  });
  return {
    _id: id,
    v: 1,
    title: { zh, en },
    text: { zh: textZh, en: textEn },
    category,
    currency: 'CNY',
    price: Math.min(...made.map(({ price }) => price)),
    image: '',
    url: `/p/${id}`,
    tags: tags.split(','),
    variants: made,
    sold: 100 - n,
    toldAt: {},
  };
}

const rows = (lines: string): ProductRow[] => lines.trim().split('\n').map(rowOf);

export const trades = { tea: rows(tea), phones: rows(phones), furniture: rows(furniture) };
