/** Things that shops of all kinds sell, as people call them: said alone they ask whether there are any. In English the one, without its plural. */
const en = [
  'car|bike|bicycle|motorbike|scooter|e-bike|skateboard|tyre|tire|helmet|laptop|computer|tablet|ipad|macbook|monitor|keyboard|mouse|printer',
  'scanner|camera|drone|tv|television|projector|speaker|headphone|earphone|earbud|microphone|phone|smartphone|iphone|smartwatch|watch|charger',
  'cable|power bank|battery|router|hard drive|usb stick|memory card|game|video game|console|playstation|xbox|nintendo|coffee machine',
  'coffee maker|coffee|espresso machine|kettle|toaster|blender|microwave|oven|fridge|refrigerator|freezer|dishwasher|washing machine|dryer',
  'vacuum cleaner|iron|fan|heater|air conditioner|humidifier|hair dryer|hairdryer|shaver|razor|toothbrush|perfume|cologne|shampoo|conditioner',
  'soap|lotion|cream|sunscreen|lipstick|makeup|mascara|nail polish|skincare|vitamin|protein powder|medicine|painkiller|mask|diaper|nappy',
  'baby food|stroller|pram|car seat|cot|toy|doll|lego|puzzle|board game|book|notebook|pen|pencil|paper|backpack|suitcase|luggage|handbag|wallet',
  'purse|umbrella|sunglasses|glasses|ring|necklace|bracelet|earring|jewellery|jewelry|dress|skirt|shirt|t-shirt|blouse|jumper|sweater|hoodie',
  'jacket|coat|jeans|trousers|pants|shorts|leggings|sock|underwear|bra|swimsuit|bikini|pyjamas|scarf|glove|hat|cap|belt|tie|shoe|sneaker',
  'trainer|boot|sandal|slipper|high heels|sofa|couch|armchair|chair|table|desk|bed|mattress|pillow|blanket|duvet|bed sheet|towel|curtain|carpet',
  'rug|lamp|light bulb|mirror|shelf|bookcase|wardrobe|cupboard|plate|bowl|cup|mug|glass|wine glass|knife|fork|spoon|pan|frying pan|pot|wok',
  'teapot|tea|green tea|wine|beer|whisky|vodka|water|juice|milk|chocolate|candy|sweets|cake|cookie|bread|rice|noodle|meat|fish|fruit|vegetable',
  'apple|banana|egg|honey|olive oil|spice|dog food|cat food|cat litter|dog|cat|fish tank|plant|flower|rose|seed|lawn mower|garden hose|tent',
  'sleeping bag|fishing rod|football|basketball|tennis racket|yoga mat|dumbbell|treadmill|guitar|piano|violin|drum|paint|hammer|drill',
  'screwdriver|ladder|lock|candle|cigarette|vape|lighter|ticket|gun',
];
const zh = [
  '汽车|车|自行车|单车|电动车|电瓶车|摩托车|滑板|滑板车|轮胎|头盔|电脑|笔记本电脑|笔记本|平板|平板电脑|显示器|键盘|鼠标|打印机|相机|照相机|无人机|电视|电视机|投影仪|音箱|音响|耳机|蓝牙耳机|麦克风|话筒|手机|智能手表|手表|充电器|充电宝|数据线|电池',
  '路由器|硬盘|u盘|内存卡|游戏机|咖啡机|咖啡|咖啡豆|电热水壶|热水壶|面包机|榨汁机|破壁机|微波炉|烤箱|电饭煲|电饭锅|空气炸锅|冰箱|洗碗机|洗衣机|烘干机|吸尘器|扫地机器人|熨斗|电风扇|风扇|取暖器|空调|加湿器|空气净化器|吹风机|剃须刀|刮胡刀|电动牙刷',
  '牙刷|牙膏|香水|洗发水|护发素|香皂|肥皂|沐浴露|面霜|防晒霜|面膜|口红|化妆品|粉底|眼影|护肤品|维生素|蛋白粉|药|感冒药|口罩|尿不湿|纸尿裤|奶粉|婴儿车|童车|玩具|积木|娃娃|公仔|拼图|书|笔|钢笔|本子|纸|书包|背包|行李箱|拉杆箱|包|钱包|雨伞|伞',
  '墨镜|太阳镜|眼镜|戒指|项链|手镯|手链|耳环|首饰|裙子|连衣裙|衬衫|t恤|毛衣|卫衣|外套|大衣|羽绒服|牛仔裤|裤子|短裤|袜子|内衣|内裤|文胸|泳衣|睡衣|围巾|手套|帽子|腰带|皮带|领带|鞋|鞋子|运动鞋|靴子|凉鞋|拖鞋|高跟鞋|沙发|椅子|桌子|餐桌|书桌',
  '茶几|床|床垫|枕头|被子|毯子|床单|毛巾|浴巾|窗帘|地毯|灯|台灯|灯泡|镜子|书架|衣柜|柜子|鞋柜|盘子|碗|杯子|保温杯|水杯|酒杯|刀|菜刀|筷子|勺子|锅|炒锅|平底锅|砂锅|茶壶|茶叶|茶|绿茶|红茶|酒|白酒|红酒|啤酒|威士忌|矿泉水|果汁|牛奶|酸奶',
  '巧克力|糖果|蛋糕|饼干|面包|大米|面条|方便面|肉|牛肉|猪肉|海鲜|水果|蔬菜|苹果|香蕉|鸡蛋|蜂蜜|橄榄油|坚果|零食|月饼|粽子|狗粮|猫粮|猫砂|鱼缸|花|鲜花|玫瑰|绿植|种子|帐篷|睡袋|鱼竿|足球|篮球|羽毛球拍|瑜伽垫|哑铃|跑步机|吉他|钢琴|小提琴|油漆',
  '锤子|电钻|螺丝刀|梯子|锁|蜡烛|烟|香烟|电子烟|打火机|票',
];

export const goodsNouns: ReadonlySet<string> = new Set([...en, ...zh].flatMap((line) => line.split('|')));
