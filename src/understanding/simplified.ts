/** Traditional characters that shop customers use, each before its simplified form. */
const pairs =
  '貨货訂订單单運运費费郵邮遞递寄寄換换貴贵買买賣卖錢钱價价優优惠惠券券發发時时間间幾几個个們们這这那那麼么嗎吗沒没還还會会來来開开關关門门問问題题給给點点'.concat(
    '電电話话號号碼码網网頁页帳账賬账戶户會会員员積积分分禮礼物物裝装貼贴紙纸盒盒尺尺寸寸顏颜色色紅红藍蓝綠绿黃黄黑黑褲裤裙裙鞋鞋襯衬衫衫質质料料棉棉絲丝',
    '洗洗縮缩損损壞坏錯错漏漏補补償偿賠赔訴诉服服務务態态度度國国外外際际稅税關关區区臺台灣湾門门澳澳東东廣广亞亚歐欧師师傅傅實实體体店店營营業业週周號号',
    '確确認认請请謝谢對对為为從从過过後后嗎吗處处理理應应該该當当讓让說说請请試试穿穿適适較较與与無无數数據据隱隐刪删除除註注冊册銷销訊讯資资聯联繫系絡络',
    '產产假假偽伪購购結结帳账選选擇择貳贰參参機机車车進进遠远選选邊边達达適适鐘钟鐵铁銀银錄录鎖锁長长陽阳陰阴階阶隨随雙双難难離离雜杂雲云靜静順顺須须預预',
    '頭头額额飛飞餘余館馆驗验髮发鬆松麗丽麥麦黨党齊齐齡龄龍龙龜龟傳传傷伤備备儘尽億亿儲储兒儿內内兩两冊册凍冻則则剛刚創创劃划動动勞劳勢势勝胜區区協协卻却',
    '員员啟启喚唤單单嚴严園园圓圆圖图團团執执報报場场塊块墊垫壓压夠够夢梦夾夹奪夺獎奖婦妇媽妈學学寧宁審审寫写寬宽寶宝將将專专尋寻導导屆届層层屬属師师帶带',
    '幣币幫帮幹干廠厂廢废廳厅彈弹強强復复恆恒惡恶惱恼愛爱態态慣惯慮虑懶懒戲戏戰战戶户擔担據据擠挤擴扩攜携敗败敵敌斷断於于昇升晚晚暫暂曆历條条樣样標标樓楼',
    '樂乐機机檔档檢检權权歡欢歲岁歸归殘残殺杀氣气決决況况淚泪淨净測测湯汤溫温滿满漲涨滾滚潔洁熱热燈灯營营爭争爺爷牆墙獨独獲获現现環环瑕瑕異异當当療疗發发',
    '盡尽監监盤盘眾众睏困礙碍票票種种稱称穩稳積积窮穷窩窝競竞筆笔節节範范簡简簽签籤签糾纠紀纪約约級级紛纷細细終终組组絕绝經经維维綿绵線线編编緊紧緩缓練练',
    '繞绕繳缴繼继續续罰罚羅罗習习聞闻聯联職职聽听腳脚膠胶臉脸舉举舊旧華华萬万葉叶藝艺藥药蘇苏虧亏術术衛卫裡里裏里補补製制複复見见規规視视覺觉覽览觀观計计',
    '記记討讨訓训設设許许評评詞词詢询試试詩诗誠诚誤误誰谁課课調调談谈諒谅論论證证識识譯译護护讀读變变貝贝負负財财責责貨货販贩貪贪費费賀贺賓宾賞赏賠赔賢贤',
    '賤贱賬账質质贈赠贏赢趕赶趙赵跡迹踐践車车軟软較较載载輕轻輛辆輪轮輸输轉转辦办農农這这連连遊游運运過过違违遞递遲迟適适選选還还鄉乡醜丑釋释針针鈕钮鉤钩',
    '錶表錯错鏈链鏡镜闆板隊队陳陈陸陆際际險险隻只電电靈灵韓韩響响頂顶項项領领頻频題题顯显願愿類类顧顾風风飯饭飲饮飽饱餐餐騙骗驚惊鬧闹魚鱼鮮鲜鹽盐黏粘您您妳你裡里兌兑檔档燙烫皺皱鈔钞閱阅擾扰煩烦訴诉絡络寢寝嘍喽囉啰麽么誇夸讚赞贊赞濕湿亂乱棄弃騷骚罵骂狀状擇择歷历傾倾偈偈兇凶獲获慘惨貓猫' +
      '聖圣誕诞臘腊縣县鎮镇棟栋義义衝冲灘滩張张蘭兰濱滨鳳凤慶庆遼辽陝陕肅肃滬沪畫画',
  );

const table = new Map<number, number>();
for (let i = 0; i + 1 < pairs.length; i += 2) table.set(pairs.charCodeAt(i), pairs.charCodeAt(i + 1));

const inTraditional = new RegExp(
  `[${[...table]
    .filter(([from, to]) => from !== to)
    .map(([from]) => String.fromCharCode(from))
    .join('')}]`,
  'g',
);

/** The text with the traditional characters of the table written in their simplified form. */
export function simplified(text: string): string {
  return text.replace(inTraditional, (c) => String.fromCharCode(table.get(c.charCodeAt(0)) ?? c.charCodeAt(0)));
}

const back = new Map([...table].filter(([from, to]) => from !== to).map(([from, to]) => [String.fromCharCode(to), String.fromCharCode(from)]));

/** The text with the simplified characters of the table written in a traditional form; where several have one simplified form, in the last of them. */
export function traditional(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (c) => back.get(c) ?? c);
}
