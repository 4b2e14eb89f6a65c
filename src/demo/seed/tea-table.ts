/** The goods of the demo tea shop: id | zh | en | about zh | about en | category | tags (_ for a blank) | sold | shape | paint | price in dollars/size; ... A size of `one` has no choice. */
// Prices are made up; kinds, weights and words are those that tea shops use.
export const teaTable = `
longjing | 明前西湖龙井 | West Lake Longjing Green Tea | 绿茶，明前采摘，豆香清爽 | Green tea picked before Qingming, nutty and fresh | 绿茶 | 龙井 绿茶 新茶 green_tea dragon_well | 620 | tin | green | 18/50g; 42/125g; 79/250g
biluochun | 洞庭碧螺春 | Biluochun Green Tea | 绿茶，花果香，茸毛细密 | Green tea, floral and fruity, with fine down | 绿茶 | 碧螺春 绿茶 green_tea | 318 | tin | olive | 16/50g; 38/125g
maofeng | 黄山毛峰 | Maofeng Green Tea | 绿茶，清香回甘，口粮也合适 | Green tea, clean and sweet, good for every day | 绿茶 | 毛峰 绿茶 口粮茶 green_tea | 402 | pouch | green | 12/100g; 28/250g
anji-white | 安吉白茶 | Anji White Green Tea | 绿茶，氨基酸高，鲜爽不苦 | A green tea in spite of its name, brothy and never bitter | 绿茶 | 安吉白茶 绿茶 green_tea | 211 | tin | sky | 20/50g; 46/125g
longjing-yuqian | 雨前龙井 | Rain-harvest Longjing Green Tea | 绿茶，雨前采摘，味浓耐泡 | Green tea of the second harvest, fuller and longer-lasting | 绿茶 | 龙井 绿茶 口粮茶 green_tea | 377 | pouch | olive | 10/100g; 23/250g
tieguanyin-light | 安溪铁观音 清香型 | Tieguanyin Oolong, light | 乌龙茶，兰花香，汤色金黄 | Oolong with a scent of orchids and a golden cup | 乌龙茶 | 铁观音 乌龙 清香 oolong | 455 | tin | green | 16/125g; 30/250g
tieguanyin-roasted | 安溪铁观音 浓香型 | Tieguanyin Oolong, roasted | 乌龙茶，炭焙，暖胃 | Charcoal-roasted oolong, warm and round | 乌龙茶 | 铁观音 乌龙 浓香 oolong roasted | 233 | tin | brown | 18/125g; 34/250g
dahongpao | 武夷大红袍 | Da Hong Pao Oolong | 乌龙茶，岩骨花香，耐泡 | Rock oolong, mineral and floral, for many brews | 乌龙茶 | 大红袍 岩茶 乌龙 oolong rock | 349 | tin | wine | 24/100g; 55/250g
rougui | 武夷肉桂 | Rougui Oolong | 乌龙茶，桂皮香，霸气 | Rock oolong with a note of cinnamon | 乌龙茶 | 肉桂 岩茶 乌龙 oolong | 128 | tin | brown | 29/100g
oriental-beauty | 东方美人 | Oriental Beauty Oolong | 乌龙茶，蜜香果香 | Oolong with honey and ripe fruit | 乌龙茶 | 东方美人 乌龙 oolong | 96 | tin | camel | 26/75g
dianhong | 凤庆滇红金芽 | Dian Hong Black Tea | 红茶，蜜香，不涩 | Black tea with honey, without a bite | 红茶 | 滇红 红茶 black_tea red_tea | 512 | pouch | wine | 14/100g; 32/250g
zhengshan | 正山小种 无烟 | Lapsang Black Tea, unsmoked | 红茶，桂圆香 | Black tea with a taste of longan | 红茶 | 正山小种 红茶 black_tea lapsang | 287 | tin | red | 17/100g; 39/250g
qimen | 祁门红茶 | Keemun Black Tea | 红茶，祁门香，适合清饮 | Black tea with the fine Keemun scent, best without milk | 红茶 | 祁红 红茶 black_tea keemun | 164 | tin | wine | 19/100g
jinjunmei | 金骏眉 | Jin Jun Mei Black Tea | 红茶，芽头细嫩，甜香高 | Black tea of tender buds, sweet and aromatic | 红茶 | 金骏眉 红茶 black_tea | 142 | tin | brown | 36/50g; 84/125g
puer-ripe | 2018 勐海熟普 | Menghai Ripe Pu'er 2018 | 普洱熟茶，357 克一饼，醇厚 | Ripe pu'er, a cake of 357 g, mellow | 普洱茶 | 普洱 熟普 熟茶 茶饼 puer ripe shou | 431 | cake | brown | 39/357g
puer-raw | 2016 易武生普 | Yiwu Raw Pu'er 2016 | 普洱生茶，357 克一饼，回甘快 | Raw pu'er, a cake of 357 g, brisk with a sweet finish | 普洱茶 | 普洱 生普 生茶 茶饼 puer raw sheng | 219 | cake | olive | 58/357g
puer-mini | 小青柑熟普 | Tangerine Ripe Pu'er | 新会小青柑装熟普，一颗一泡 | Ripe pu'er in a whole small tangerine, one for a pot | 普洱茶 | 小青柑 柑普 普洱 puer tangerine | 688 | pouch | green | 22/10 pcs; 41/20 pcs
puer-sample | 熟普小样 五款 | Ripe Pu'er Sampler | 五款各 10 克，先尝后买 | Five kinds, 10 g of each, to taste first | 普洱茶 | 小样 试喝 普洱 sample puer | 540 | pouch | camel | 9/one
white-needle | 福鼎白毫银针 | Fuding Silver Needle | 白茶，毫香清甜 | White tea, delicate and sweet | 白茶 | 白茶 白毫银针 white_tea silver_needle | 173 | tin | cream | 29/50g; 68/125g
white-shoumei | 老白茶 寿眉饼 | Aged White Tea Cake | 白茶，煮着喝枣香 | Aged white tea to simmer, with a taste of dates | 白茶 | 老白茶 寿眉 煮茶 white_tea aged | 205 | cake | camel | 33/350g
jasmine-pearls | 茉莉龙珠 | Jasmine Dragon Pearls | 花茶，七窨，冷泡也好 | Jasmine tea scented seven times, lovely cold too | 花茶 | 茉莉 花茶 茉莉花茶 jasmine flower_tea | 476 | tin | cream | 19/100g; 42/250g
osmanthus-oolong | 桂花乌龙 | Osmanthus Oolong | 花茶，桂花窨乌龙 | Oolong scented with osmanthus | 花茶 | 桂花 花茶 乌龙 osmanthus oolong | 264 | pouch | yellow | 15/100g; 33/250g
chrysanthemum | 桐乡胎菊 | Tongxiang Chrysanthemum | 代用茶，不含咖啡因，清火 | Herbal, without caffeine | 花茶 | 菊花 胎菊 无咖啡因 chrysanthemum herbal caffeine_free | 391 | pouch | yellow | 8/50g; 15/100g
gaiwan | 德化白瓷盖碗 | White Porcelain Gaiwan | 150 毫升，薄胎不烫手 | 150 ml, thin porcelain with a cool rim | 茶具 | 盖碗 茶具 gaiwan tea_ware | 355 | gaiwan | white | 22/one
yixing-teapot | 宜兴紫砂壶 西施 | Yixing Clay Teapot | 紫砂全手工，带证书 | Zisha clay, made by hand, with a certificate | 茶具 | 紫砂壶 茶壶 茶具 teapot yixing tea_ware | 121 | teapot | brown | 88/200ml; 108/300ml
glass-teapot | 耐热玻璃壶 | Glass Teapot | 高硼硅，可明火 | Borosilicate glass, safe on the stove | 茶具 | 玻璃壶 茶壶 茶具 teapot glass tea_ware | 298 | teapot | sky | 26/600ml
travel-set | 旅行茶具 一壶三杯 | Travel Tea Set | 一壶三杯加收纳包 | A pot and three cups in a padded case | 茶具 | 旅行茶具 快客杯 茶具 travel_tea_set tea_ware | 332 | teapot | grey | 35/one
fairness-cup | 玻璃公道杯 | Glass Pitcher | 350 毫升，带滤 | 350 ml, with a strainer | 茶具 | 公道杯 茶具 pitcher tea_ware | 187 | cup | sky | 14/one
tea-caddy | 锡罐 | Tin Caddy | 密封防潮，能装 150 克 | Keeps 150 g dry and dark | 茶具 | 茶叶罐 茶具 caddy tea_ware | 244 | tin | grey | 18/one
gift-four | 四季茶礼盒 | Four Seasons Gift Box | 龙井、铁观音、滇红、茉莉各 50 克，带手提袋 | Longjing, Tieguanyin, Dian Hong and jasmine, 50 g each, with a bag | 礼盒 | 礼盒 送礼 茶礼 gift gift_box | 467 | box | red | 68/one
gift-tea-ware | 茶与器礼盒 | Tea and Ware Gift Box | 大红袍 100 克配盖碗两杯 | Da Hong Pao 100 g with a gaiwan and two cups | 礼盒 | 礼盒 送礼 茶礼 gift gift_box | 158 | box | wine | 128/one
gift-puer | 普洱礼盒 双饼 | Pu'er Gift Box | 生熟各一饼，可存放 | A cake of raw and one of ripe, to keep | 礼盒 | 礼盒 送礼 普洱 gift gift_box puer | 92 | box | brown | 98/one
`;
