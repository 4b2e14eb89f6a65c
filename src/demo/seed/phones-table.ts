/** The goods of the demo shop of phone accessories, as in tea-table.ts; warranty in months stands before the price list where it is other than the shop's. */
export const phonesTable = `
case-magsafe | 透明磁吸手机壳 | Clear MagSafe Case | 磁吸不偏移，防黄 | Snaps on straight and does not turn yellow | 手机壳 | 手机壳 磁吸 壳子 case cover magsafe | 812 | case | sky | 3: 19/iPhone 15; 19/iPhone 15 Pro; 19/iPhone 16; 21/iPhone 16 Pro
case-silicone | 液态硅胶壳 | Silicone Case | 亲肤不留指纹，四边包裹 | Soft to the touch, wrapped on all sides | 手机壳 | 手机壳 硅胶 壳子 case cover silicone | 634 | case | pink | 3: 15/iPhone 15; 15/iPhone 16; 16/iPhone 16 Pro Max
case-xiaomi | 小米 14 防摔壳 | Case for Xiaomi 14 | 气囊防摔，按键灵敏 | Air-cushioned corners, crisp buttons | 手机壳 | 手机壳 小米 xiaomi 壳子 case cover | 233 | case | black | 3: 12/Xiaomi 14; 13/Xiaomi 14 Pro
case-galaxy | 三星 S24 素皮壳 | Leather-look Case for Galaxy | 素皮材质，耐脏 | Vegan leather that stays clean | 手机壳 | 手机壳 三星 samsung galaxy 壳子 case cover | 178 | case | brown | 3: 16/Galaxy S24; 17/Galaxy S24 Ultra
case-huawei | 华为 Mate 60 磨砂壳 | Matte Case for Huawei | 磨砂不沾指纹 | Matte, without fingerprints | 手机壳 | 手机壳 华为 huawei 壳子 case cover | 201 | case | navy | 3: 12/Mate 60; 13/Mate 60 Pro
case-card | 插卡手机壳 | Card-holder Case | 背面放两张卡 | Holds two cards on its back | 手机壳 | 手机壳 卡包 壳子 case cover wallet | 144 | case | olive | 3: 18/iPhone 15; 18/iPhone 16
film-glass | 高清钢化膜 两片装 | Tempered Glass, 2 pcs | 送贴膜神器，无气泡 | With a fitting tool, no bubbles | 钢化膜 | 钢化膜 贴膜 手机膜 screen protector film | 1204 | film | sky | 0: 9/iPhone 15; 9/iPhone 16; 8/Xiaomi 14; 9/Galaxy S24
film-privacy | 防窥钢化膜 | Privacy Glass | 左右看是黑的 | Dark from the side | 钢化膜 | 钢化膜 防窥 贴膜 privacy screen protector | 388 | film | black | 0: 12/iPhone 15; 12/iPhone 16
film-lens | 镜头膜 | Lens Protector | 不影响拍照 | Leaves photos as they are | 钢化膜 | 镜头膜 lens protector | 290 | film | grey | 0: 6/iPhone 15 Pro; 6/iPhone 16 Pro
film-watch | 手表软膜 | Watch Film | 曲面全包 | Covers the curve | 钢化膜 | 手表膜 watch film | 86 | film | sky | 0: 5/41mm; 5/45mm
charger-20 | 20W 快充头 | 20 W Charger | 小巧，苹果安卓通用 | Small, for iPhone and Android | 充电器 | 充电器 充电头 快充 charger adapter 20w | 921 | charger | white | 12/one
charger-65 | 65W 氮化镓充电器 | 65 W GaN Charger | 双 C 一 A，手机电脑都能充 | Two USB-C and one USB-A, for phones and laptops | 充电器 | 充电器 氮化镓 快充 charger gan 65w laptop | 503 | charger | black | 24: 29/one
charger-wireless | 磁吸无线充 | Magnetic Wireless Charger | 15W，不怕放歪 | 15 W, always in place | 充电器 | 无线充 磁吸 wireless charger magsafe | 312 | puck | white | 25/one
charger-car | 车载快充 | Car Charger | 45W，双口 | 45 W, two ports | 充电器 | 车充 车载 car charger | 254 | charger | grey | 15/one
charger-3in1 | 三合一充电座 | 3-in-1 Stand | 手机、手表、耳机一起充 | Phone, watch and earbuds at once | 充电器 | 无线充 三合一 stand wireless charger | 165 | stand | white | 24: 49/one
cable-cc | 双 C 编织线 | USB-C to C Cable | 100W，编织耐弯 | 100 W, braided | 数据线 | 数据线 充电线 cable usb-c | 1410 | cable | black | 7/1m; 9/2m
cable-cl | C 转苹果快充线 | USB-C to Lightning | MFi 认证 | MFi certified | 数据线 | 数据线 苹果 充电线 cable lightning | 702 | cable | white | 9/1m; 11/2m
cable-magnetic | 磁吸收纳线 | Coiling Magnetic Cable | 自己卷好，不打结 | Coils itself up, no knots | 数据线 | 数据线 磁吸 cable | 231 | cable | grey | 11/1m
cable-hdmi | C 转 HDMI 投屏线 | USB-C to HDMI | 4K 投屏 | 4K to the big screen | 数据线 | 投屏线 hdmi cable | 97 | cable | navy | 16/1.8m
power-10000 | 10000 毫安磁吸充电宝 | 10,000 mAh Magnetic Power Bank | 22.5W，可上飞机，3C 认证 | 22.5 W, allowed on planes | 充电宝 | 充电宝 移动电源 磁吸 power bank powerbank | 844 | battery | black | 39/one
power-20000 | 20000 毫安充电宝 | 20,000 mAh Power Bank | 30W，自带线，可上飞机 | 30 W with a built-in cable, allowed on planes | 充电宝 | 充电宝 移动电源 power bank powerbank | 597 | battery | navy | 35/one
power-5000 | 5000 毫安口袋充电宝 | 5,000 mAh Pocket Power Bank | 口红大小 | As small as a lipstick | 充电宝 | 充电宝 迷你 power bank mini | 402 | battery | pink | 19/one
power-solar | 户外太阳能充电宝 | Solar Power Bank | 防水，带手电 | Waterproof, with a torch | 充电宝 | 充电宝 户外 solar power bank | 88 | battery | olive | 45/one
buds-anc | 降噪蓝牙耳机 | Noise-cancelling Earbuds | 主动降噪，续航 32 小时 | Active noise cancelling, 32 hours | 耳机 | 蓝牙耳机 降噪 耳机 earbuds earphones headphones | 690 | earbuds | white | 59/one
buds-sport | 运动蓝牙耳机 | Sports Earbuds | 挂耳不掉，IPX7 防水 | With ear hooks, IPX7 waterproof | 耳机 | 蓝牙耳机 运动 耳机 earbuds sports | 377 | earbuds | black | 32/one
buds-wired | 线控耳机 Type-C | Wired Earphones USB-C | 带麦，通话清楚 | With a microphone, clear calls | 耳机 | 有线耳机 耳机 earphones wired | 455 | earbuds | white | 6: 11/one
headphones | 头戴式蓝牙耳机 | Over-ear Headphones | 40 小时续航，可折叠 | 40 hours, foldable | 耳机 | 头戴耳机 耳机 headphones over-ear | 143 | headphones | black | 79/one
stand-desk | 桌面手机支架 | Desk Stand | 铝合金，可调角度 | Aluminium, with any angle | 支架 | 支架 桌面 stand holder | 521 | stand | grey | 13/one
stand-car | 车载磁吸支架 | Car Mount | 颠簸不掉 | Holds on any road | 支架 | 车载支架 磁吸 car mount holder | 433 | stand | black | 17/one
stand-ring | 指环支架 | Ring Holder | 不挡无线充 | Leaves wireless charging free | 支架 | 指环 支架 ring holder | 268 | puck | pink | 6/one
selfie-stick | 蓝牙自拍杆 | Selfie Stick | 一体三脚架 | With a built-in tripod | 支架 | 自拍杆 三脚架 selfie stick tripod | 217 | stick | black | 22/one
tracker | 防丢定位器 | Item Finder | 支持查找网络，换电池即用 | Works with the find network, battery to replace | 配件 | 防丢器 定位 tracker finder | 340 | puck | white | 24/1 pc; 85/4 pcs
`;
