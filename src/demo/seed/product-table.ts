/** The clothes of the demo shop "Yun & Co. 云裳", as a table. `silhouette` and `colours` are what its pictures are drawn from. */
import type { LocalName } from '../../shop/shop.ts';

export type Silhouette =
  | 'dress'
  | 'qipao'
  | 'shirt'
  | 'tee'
  | 'sweater'
  | 'cardigan'
  | 'hoodie'
  | 'coat'
  | 'jacket'
  | 'down'
  | 'trousers'
  | 'jeans'
  | 'shorts'
  | 'skirt'
  | 'pyjamas'
  | 'scarf'
  | 'hat'
  | 'bag'
  | 'belt'
  | 'socks'
  | 'gloves'
  | 'shoes'
  | 'boots';

export type Wearer = 'women' | 'men' | 'kids';
export type CategoryId = 'dresses' | 'tops' | 'knitwear' | 'outerwear' | 'trousers' | 'skirts' | 'sleepwear' | 'accessories' | 'shoes';

/** Colour code -> paint for the pictures. Names in both languages: `colours` in ../colours.ts. */
export const paints = {
  black: '#2b2b2e',
  white: '#f6f3ec',
  cream: '#efe3cd',
  beige: '#d9c3a0',
  camel: '#b98a54',
  brown: '#7a5238',
  grey: '#8e9196',
  navy: '#27344f',
  blue: '#4a78a8',
  sky: '#a9c8e0',
  green: '#5d7f63',
  olive: '#7b7a4b',
  red: '#b5313a',
  wine: '#722f3f',
  pink: '#e6b0b4',
  purple: '#7c648f',
  yellow: '#e0b84a',
} as const;
export type Colour = keyof typeof paints;

export interface DemoProduct {
  id: string;
  title: LocalName;
  text: LocalName;
  category: CategoryId;
  wearers: Wearer[];
  silhouette: Silhouette;
  /** The first is the one on the picture. */
  colours: Colour[];
  sizes: string[];
  /** US cents. */
  price: number;
  sold: number;
  tags: string[];
}

const letters = ['S', 'M', 'L', 'XL'];
const one = ['one size'];
const adults: Wearer[] = ['women', 'men'];

type Line = [
  id: string,
  zh: string,
  en: string,
  aboutZh: string,
  aboutEn: string,
  category: CategoryId,
  wearers: Wearer[],
  silhouette: Silhouette,
  colours: Colour[],
  sizes: string[],
  price: number,
  sold: number,
  tags: string,
];

// biome-ignore format: a table, one product a line
const lines: Line[] = [
  ['linen-shirt', '亚麻衬衫', 'Linen shirt', '法国亚麻，透气不闷，越洗越软', 'French linen, airy in summer and softer with every wash', 'tops', adults, 'shirt', ['white', 'sky', 'olive'], letters, 4900, 412, '夏天 通勤 透气 summer office breathable'],
  ['silk-blouse', '真丝衬衫', 'Silk blouse', '19 姆米桑蚕丝，垂坠有光泽', '19 momme mulberry silk with a soft drape', 'tops', ['women'], 'shirt', ['cream', 'black', 'wine'], letters, 8900, 198, '通勤 真丝 桑蚕丝 office elegant'],
  ['cotton-tee', '重磅纯棉T恤', 'Heavy cotton tee', '260 克长绒棉，不透不变形', '260 g long-staple cotton that keeps its shape', 'tops', adults, 'tee', ['white', 'black', 'grey', 'navy'], letters, 1990, 1286, '短袖 打底 纯棉 basic t-shirt'],
  ['striped-tee', '海魂衫条纹T恤', 'Breton striped tee', '经典蓝白条，七分袖', 'Classic navy stripes with three-quarter sleeves', 'tops', ['women'], 'tee', ['navy', 'red'], letters, 2900, 354, '条纹 stripes t-shirt'],
  ['oxford-shirt', '牛津纺衬衫', 'Oxford shirt', '水洗牛津纺，免烫也体面', 'Washed oxford cloth, neat without ironing', 'tops', ['men'], 'shirt', ['sky', 'white', 'pink'], [...letters, 'XXL'], 4500, 467, '通勤 商务 office business'],
  ['red-midi-dress', '正红中长连衣裙', 'Red midi dress', '收腰 A 字摆，约会年会都合适', 'Fitted waist and an A-line hem for dates and parties', 'dresses', ['women'], 'dress', ['red', 'black'], letters, 4690, 503, '约会 年会 婚礼 party date wedding'],
  ['floral-dress', '碎花茶歇裙', 'Floral tea dress', '轻薄雪纺，带内衬不透', 'Light chiffon with a full lining', 'dresses', ['women'], 'dress', ['pink', 'sky'], letters, 5900, 389, '碎花 夏天 度假 summer holiday flowers'],
  ['silk-slip-dress', '真丝吊带裙', 'Silk slip dress', '单穿、叠穿都好看', 'Lovely alone, or over a tee', 'dresses', ['women'], 'dress', ['wine', 'black', 'cream'], letters, 12900, 122, '真丝 吊带 晚宴 evening'],
  ['velvet-qipao', '丝绒改良旗袍', 'Velvet qipao', '改良宽松版，不挑身材', 'A relaxed modern cut that suits every figure', 'dresses', ['women'], 'qipao', ['wine', 'green'], letters, 13900, 146, '旗袍 新年 敬酒 cheongsam new year'],
  ['knit-dress', '羊毛针织裙', 'Merino knit dress', '美丽诺羊毛，贴身不扎', 'Fine merino that never itches', 'dresses', ['women'], 'dress', ['camel', 'grey'], letters, 9900, 174, '秋冬 针织 autumn winter'],
  ['cashmere-sweater', '山羊绒圆领毛衣', 'Cashmere crew neck', '内蒙古一级山羊绒，轻而暖', 'Grade A cashmere from Inner Mongolia, light and warm', 'knitwear', adults, 'sweater', ['camel', 'grey', 'navy', 'red'], letters, 14900, 276, '羊绒 送礼 秋冬 gift winter'],
  ['merino-cardigan', '美丽诺开衫', 'Merino cardigan', '空调房、春秋天，一件就够', 'For air-conditioned rooms, spring and autumn', 'knitwear', ['women'], 'cardigan', ['cream', 'green', 'pink'], letters, 7900, 331, '开衫 春秋 空调 spring autumn'],
  ['cable-sweater', '麻花棒针毛衣', 'Cable-knit sweater', '手感厚实，复古麻花', 'Chunky hand-feel with old-style cables', 'knitwear', adults, 'sweater', ['cream', 'navy'], letters, 6900, 240, '麻花 冬天 winter chunky'],
  ['fleece-hoodie', '抓绒连帽卫衣', 'Fleece hoodie', '内里抓绒，周末最舒服的一件', 'Brushed inside; the most comfortable thing for a weekend', 'knitwear', adults, 'hoodie', ['grey', 'black', 'green'], [...letters, 'XXL'], 4900, 618, '卫衣 帽衫 weekend sweatshirt'],
  ['wool-coat', '双面羊毛大衣', 'Double-faced wool coat', '手工缝制双面呢，无衬里也挺括', 'Hand-stitched double-faced wool, crisp without a lining', 'outerwear', ['women'], 'coat', ['camel', 'black', 'grey'], letters, 18900, 225, '大衣 冬天 羊毛 通勤 winter'],
  ['peacoat', '海军呢短大衣', 'Navy pea coat', '密实麦尔登呢，防风', 'Dense melton wool that stops the wind', 'outerwear', ['men'], 'coat', ['navy', 'black'], [...letters, 'XXL'], 16900, 118, '大衣 冬天 winter'],
  ['trench-coat', '经典风衣', 'Classic trench', '防泼水府绸，春秋通勤', 'Shower-proof gabardine for spring and autumn', 'outerwear', adults, 'coat', ['beige', 'navy'], letters, 11900, 207, '风衣 春秋 防水 rain spring'],
  ['denim-jacket', '牛仔外套', 'Denim jacket', '12 盎司丹宁，短款利落', '12 oz denim in a neat short cut', 'outerwear', adults, 'jacket', ['blue', 'black'], letters, 3990, 455, '牛仔 春秋 jeans jacket spring'],
  ['light-down-jacket', '轻薄羽绒服', 'Light down jacket', '90% 白鸭绒，收进口袋就走', '90% white duck down that packs into its own pocket', 'outerwear', adults, 'down', ['black', 'olive', 'sky', 'red'], [...letters, 'XXL'], 6990, 733, '羽绒 轻便 冬天 winter puffer travel'],
  ['kids-rain-jacket', '儿童冲锋衣', "Kids' rain jacket", '三防面料，反光条夜里更安全', 'Waterproof, with reflectors for dark evenings', 'outerwear', ['kids'], 'jacket', ['yellow', 'navy'], ['110', '120', '130', '140'], 4290, 291, '儿童 小孩 防水 上学 rain school children'],
  ['wide-leg-trousers', '垂感阔腿裤', 'Wide-leg trousers', '高腰显腿长，坐一天不皱', 'High waist, and no creases after a day at the desk', 'trousers', ['women'], 'trousers', ['black', 'beige', 'grey'], letters, 4500, 586, '通勤 显瘦 office'],
  ['straight-jeans', '直筒牛仔裤', 'Straight jeans', '微弹不勒，长度可免费改', 'A little stretch; we shorten them free of charge', 'trousers', adults, 'jeans', ['blue', 'black'], ['26', '28', '30', '32', '34'], 4990, 802, '牛仔 denim'],
  ['linen-shorts', '亚麻短裤', 'Linen shorts', '松紧腰，海边散步刚好', 'Elastic waist, made for walks by the sea', 'trousers', ['men'], 'shorts', ['beige', 'navy'], letters, 3200, 264, '夏天 度假 summer holiday'],
  ['pleated-skirt', '百褶半身裙', 'Pleated skirt', '细褶不变形，走路会摆', 'Fine pleats that stay, and swing as you walk', 'skirts', ['women'], 'skirt', ['green', 'black', 'pink'], letters, 3900, 372, '百褶 春天 spring'],
  ['denim-skirt', '牛仔半身裙', 'Denim skirt', '后开衩，不妨碍迈步', 'Slit at the back for easy steps', 'skirts', ['women'], 'skirt', ['blue'], letters, 3600, 215, '牛仔 jeans'],
  ['silk-pyjamas', '真丝睡衣套装', 'Silk pyjamas', '送妈妈、送自己，都不会错', 'For your mother, or for yourself', 'sleepwear', adults, 'pyjamas', ['navy', 'pink', 'wine'], letters, 9900, 309, '睡衣 送礼 真丝 gift sleep pajamas'],
  ['silk-scarf', '真丝方巾', 'Silk scarf', '手工卷边，附礼盒', 'Hand-rolled edge, comes in a gift box', 'accessories', ['women'], 'scarf', ['red', 'sky', 'green'], one, 3900, 447, '丝巾 围巾 送礼 gift'],
  ['cashmere-scarf', '羊绒围巾', 'Cashmere scarf', '200×70 厘米，能当披肩', '200 × 70 cm, a shawl when you want one', 'accessories', adults, 'scarf', ['camel', 'grey', 'wine'], one, 5900, 391, '围巾 送礼 冬天 gift winter shawl'],
  ['canvas-tote', '帆布托特包', 'Canvas tote', '装得下 14 寸电脑', 'Takes a 14-inch laptop', 'accessories', adults, 'bag', ['cream', 'olive', 'black'], one, 2500, 529, '包 通勤 laptop bag'],
  ['leather-belt', '头层牛皮腰带', 'Leather belt', '整张头层牛皮，用十年', 'One piece of full-grain leather, good for ten years', 'accessories', ['men'], 'belt', ['brown', 'black'], ['95', '105', '115'], 3500, 187, '皮带 送礼 gift'],
  ['wool-beanie', '羊毛针织帽', 'Wool beanie', '不勒头，不压发型', 'Warm without flattening your hair', 'accessories', [...adults, 'kids'], 'hat', ['grey', 'red', 'navy'], one, 1900, 268, '帽子 冬天 winter cap'],
  ['canvas-sneakers', '帆布鞋', 'Canvas sneakers', '软底不磨脚，百搭', 'Soft soles that need no breaking in', 'shoes', adults, 'shoes', ['white', 'navy', 'black'], ['36', '37', '38', '39', '40', '41', '42', '43'], 3900, 694, '球鞋 trainers shoes'],
];

export const demoProducts: DemoProduct[] = lines.map(([id, zh, en, aboutZh, aboutEn, category, wearers, silhouette, colours, sizes, price, sold, tags]) => ({
  id,
  title: { zh, en },
  text: { zh: aboutZh, en: aboutEn },
  category,
  wearers,
  silhouette,
  colours,
  sizes,
  price,
  sold,
  tags: tags.split(' '),
}));
