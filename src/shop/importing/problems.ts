/** Problems of an imported file, and what to do about them, in both languages. `{x}` is filled in. */

const texts = {
  'empty-file': { zh: '文件是空的。', en: 'The file is empty.' },
  'too-large': { zh: '文件超过 {most} MB，请拆成几份。', en: 'The file is larger than {most} MB. Split it into several.' },
  'too-many-rows': { zh: '超过 {most} 行，请拆成几份。', en: 'There are more than {most} rows. Split the file.' },
  'not-text': {
    zh: '认不出文件的文字编码。请在 Excel 里“另存为 → CSV UTF-8（逗号分隔）”。',
    en: 'The text encoding is not recognised. In Excel choose "Save as → CSV UTF-8 (comma delimited)".',
  },
  'excel-file': {
    zh: '这是 Excel 工作簿，不是 CSV。请“另存为 → CSV UTF-8（逗号分隔）”。',
    en: 'This is an Excel workbook. Choose "Save as → CSV UTF-8 (comma delimited)" first.',
  },
  'web-page': {
    zh: '这是一个网页，不是表格，尽管名字可能以 .xls 结尾。请用 Excel 打开，把订单号、电话这些长数字的列设为“文本”，再“另存为 → CSV UTF-8（逗号分隔）”。',
    en: 'This is a web page and no table, though its name may end in .xls. Open it in Excel, set columns of long numbers (order numbers, phones) to Text, and choose "Save as → CSV UTF-8 (comma delimited)".',
  },
  'bad-csv': { zh: 'CSV 格式有误：{reason}。检查这一行的引号是否成对。', en: 'Broken CSV: {reason}. Check that the quotes of this line come in pairs.' },
  'bad-json': { zh: 'JSON 格式有误：{reason}', en: 'Broken JSON: {reason}' },
  'json-shape': { zh: 'JSON 应是一个列表，例如 [{ "id": … }]。', en: 'The JSON should be a list such as [{ "id": ... }].' },
  'unknown-kind': {
    zh: '看不出是哪一类数据。请加 --kind products、stock、titles、orders、customers 或 coupons。',
    en: 'It is not clear what this file holds. Add --kind products, stock, titles, orders, customers or coupons.',
  },
  'missing-column': { zh: '缺少“{field}”列。可用的列名：{names}', en: 'The column "{field}" is missing. It may be called {names}' },
  missing: { zh: '不能为空。', en: 'must not be empty.' },
  'too-long': { zh: '太长了，最多 {most} 个字符。', en: 'is too long; {most} characters at most.' },
  'not-money': { zh: '“{value}”不是金额，请写成 199 或 199.50。', en: '"{value}" is not an amount. Write 199 or 199.50.' },
  'not-money-of': {
    zh: '“{value}”作为 {currency} 的金额看不明确，请写成 {example}，不要千位分隔符。',
    en: '"{value}" is not clear as an amount of {currency}. Write {example}, without signs between the thousands.',
  },
  'other-currency': {
    zh: '“{value}”是别的货币，这一行按 {currency} 计算。请加一列“货币”写上代码（例如 CNY），或在设置里改 shop.currency。',
    en: '"{value}" is of another currency than {currency}, which this row is counted in. Add a column "currency" with its code, such as CNY, or change shop.currency in the settings.',
  },
  'not-whole': { zh: '“{value}”应是 {least} 到 {most} 之间的整数。', en: '"{value}" should be a whole number from {least} to {most}.' },
  'not-date': { zh: '“{value}”不是日期，请写成 2026-11-22 或 2026-11-22 10:30。', en: '"{value}" is no date. Write 2026-11-22 or 2026-11-22 10:30.' },
  'not-one-of': { zh: '“{value}”不在可选值里：{values}', en: '"{value}" should be one of {values}' },
  'not-status': {
    zh: '不认识状态“{value}”，是不是“{near}”？是的话请改成“{near}”。可用的状态：{values}',
    en: 'the status "{value}" is not known. Is it "{near}"? If so, write that. There are: {values}',
  },
  'address-kept': {
    zh: '订单“{value}”：顾客在聊天里把收货地址改成了“{address}”，文件里还是原来的，所以保留顾客改的。请在店铺后台也改。',
    en: 'the customer of "{value}" changed the address in the chat to "{address}", and the file still has the one before: the change stays. Make it in the shop system too.',
  },
  'address-replaced': {
    zh: '订单“{value}”：顾客在聊天里把收货地址改成了“{address}”，文件里是另一个新地址，以文件为准：“{told}”。请和顾客核对。',
    en: 'the customer of "{value}" changed the address in the chat to "{address}", and the file has another new one, which now holds: "{told}". Please check with the customer.',
  },
  'not-email': { zh: '“{value}”不是邮箱地址。', en: '"{value}" is no e-mail address.' },
  'not-phone': {
    zh: '“{value}”不像电话号码，请带上国家码，例如 +86 138 0013 8000。',
    en: '"{value}" does not look like a phone number. Include the country code, such as +1 415 555 0142.',
  },
  scientific: {
    zh: '“{value}”被 Excel 变成了科学计数，数字已丢失，改回格式也找不回来。请从店铺后台重新导出，用记事本或“数据 → 自文本/CSV”打开并把这一列设为“文本”，不要直接双击打开。',
    en: '"{value}" was turned into a scientific number by Excel; the digits are lost, and formatting the column again does not bring them back. Export the file from the shop again and import it without opening it in Excel, or open it with "Data → From Text/CSV" and set the column to Text.',
  },
  'digits-lost': {
    zh: '“{value}”后面的数字全是 0：Excel 只保留 15 位数字，其余都变成了 0。请从店铺后台重新导出，不要用 Excel 打开后再保存。',
    en: '"{value}" ends in zeros: Excel keeps 15 digits and makes the others 0. Export the file from the shop again and import it without saving it in Excel.',
  },
  'excel-error': {
    zh: '“{value}”是 Excel 的报错，不是内容。请在表格里改好公式后重新保存。',
    en: '"{value}" is an error of Excel and no content. Mend the formula in the sheet and save it again.',
  },
  'date-order': {
    zh: '“{value}”可能是 {one}，也可能是 {other}。请写成 2026-11-22，或加 --dates dmy（日在前）、--dates mdy（月在前）。',
    en: '"{value}" may be {one} or {other}. Write 2026-11-22, or add --dates dmy (day first) or --dates mdy (month first).',
  },
  'date-orders': {
    zh: '“{value}”日在前，第 {line} 行却是月在前。请统一写成 2026-11-22。',
    en: '"{value}" has the day first, and line {line} the month. Write all of them as 2026-11-22.',
  },
  'date-dmy': {
    zh: '这一列按“日/月/年”读取，例如“{value}”是 {one}；不对请加 --dates mdy。',
    en: 'this column was read with the day first: "{value}" is {one}. If that is wrong, add --dates mdy.',
  },
  'date-mdy': {
    zh: '这一列按“月/日/年”读取，例如“{value}”是 {one}；不对请加 --dates dmy。',
    en: 'this column was read with the month first: "{value}" is {one}. If that is wrong, add --dates dmy.',
  },
  'date-year': {
    zh: '“{value}”的年份只有两位，看不出年、月、日的顺序。请写成 2026-11-22。',
    en: '"{value}" has a year of two digits, which leaves the order of year, month and day open. Write 2026-11-22.',
  },
  'date-counted': {
    zh: '“{value}”是 Excel 内部的日期序号，读作 {one}。',
    en: '"{value}" is how Excel counts days inside; it was taken as {one}.',
  },
  'date-excel': {
    zh: '“{value}”是 Excel 内部的日期序号。请把这一列设为“日期”格式（2026-11-22）后再保存。',
    en: '"{value}" is how Excel counts days inside. Format the column as a date (2026-11-22) and save the file again.',
  },
  'same-number': {
    zh: '“{value}”和第 {line} 行的“{other}”会被当成同一个订单号。请在店铺后台改用不同的订单号，或分别导入。',
    en: '"{value}" and "{other}" in line {line} would be the same order number. Give one of them another number.',
  },
  'taken-number': {
    zh: '“{value}”会和已有订单“{other}”被当成同一个订单号，而那可能是另一位顾客的订单。是同一单就写成“{other}”，不是就请在店铺后台改用不同的订单号。',
    en: '"{value}" would be the same order number as "{other}", which another customer may have. If it is the same order, write "{other}"; else give one of them another number.',
  },
  'other-person': {
    zh: '第 {line} 行是同一个订单号，却是另一位顾客（{other}）。同一订单的各行必须是同一个人，否则请检查订单号是否被 Excel 改掉。',
    en: 'line {line} has the same order number and another customer ({other}). Rows of one order belong to one person; check whether Excel changed the numbers.',
  },
  'totals-row': { zh: '“{value}”这一行是合计或说明，没有导入。', en: 'the line "{value}" is a total or a remark and was left out.' },
  'code-page': {
    zh: '文件按 {encoding} 编码读取，请看这个词是否正确：“{value}”。不对的话请另存为 CSV UTF-8。',
    en: 'The file was read as {encoding}. Is this word right: "{value}"? If not, save it as CSV UTF-8.',
  },
  oversold: { zh: '库存“{value}”小于 0（超卖），按 0 处理。', en: 'the stock "{value}" is below zero (oversold) and counts as 0.' },
  unpublished: { zh: '“{value}”没有上架，没有导入。', en: '"{value}" is not published and was left out.' },
  'no-stock': {
    zh: '没有库存列：已有商品的库存不变，新商品按“有货”处理。',
    en: 'there is no column for stock: known products keep theirs, and new ones count as available.',
  },
  masked: { zh: '“{value}”是打了星号的号码，没有导入。', en: '"{value}" is masked with asterisks and was left out.' },
  'masked-only': {
    zh: '“{value}”打了星号，又没有别的联系方式，这一行没有导入。',
    en: '"{value}" is masked with asterisks and there is no other way to know this customer: the row was left out.',
  },
  'no-proof': {
    zh: '“{column}”为“是”，但文件里没有顾客当时同意的原话，所以没有记为同意推广。要记录，请加 --consent "原话和方式"。',
    en: '"{column}" says yes, and the file has no words that the customer agreed to: no consent was noted. To note it, add --consent "what they agreed to, and how".',
  },
  'opted-out-stays': {
    zh: '“{value}”已经退订，仍按退订处理；只有顾客本人可以重新同意。',
    en: '"{value}" opted out, and stays so: only the customer can agree again.',
  },
  'no-price': {
    zh: '“{value}”没有自己的价格（组合商品或没有规格），没有导入。',
    en: '"{value}" has no price of its own (a group, or no variant in the file) and was left out.',
  },
  'sku-shared': {
    zh: '“{value}”是几个规格共用的编码（第 {line} 行也有），这里记为“{sku}”。',
    en: '"{value}" is the SKU of several variants (line {line} too); this one is kept as "{sku}".',
  },
  cut: { zh: '超过 {most} 个字符，后面的没有导入。', en: 'has more than {most} characters; the rest was left out.' },
  'no-replace': {
    zh: '--replace 只用于商品和优惠码：订单和顾客不会因为不在文件里而被删除。',
    en: '--replace is for products and coupons: orders and customers are never removed because a file does not have them.',
  },
  'unknown-sku': { zh: '没有“{value}”这个商品。', en: 'there is no product "{value}".' },
  'parent-missing': { zh: '找不到它所属的商品“{value}”。', en: 'the product "{value}" that it belongs to is not in the file.' },
  'not-url': { zh: '“{value}”不是网址，请以 https:// 开头。', en: '"{value}" is no web address. Begin it with https://' },
  'not-picture': {
    zh: '“{value}”不是图片网址，请以 https:// 开头；自己的图片写成 pictures/tea.jpg。',
    en: '"{value}" is no address of a picture. Begin it with https://, or write pictures/tea.jpg for one of your own.',
  },
  'not-currency': { zh: '“{value}”不是货币代码，例如 USD、CNY。', en: '"{value}" is no currency code such as USD or EUR.' },
  'not-order-number': {
    zh: '“{value}”不像订单号：订单号里至少要有一位数字，最多 40 个字符。',
    en: '"{value}" does not look like an order number: it needs at least one digit, and 40 characters at most.',
  },
  'not-code': {
    zh: '“{value}”不能做优惠码，只能用字母、数字和短横线，4–40 位。',
    en: '"{value}" cannot be a code: letters, digits and dashes, 4 to 40 of them.',
  },
  twice: { zh: '“{value}”在第 {line} 行已经出现过。', en: '"{value}" is in line {line} already.' },
  differs: { zh: '与第 {line} 行同一编号的内容不一致：“{value}”。', en: '"{value}" differs from line {line}, which has the same id.' },
  'no-contact': { zh: '至少要有 external_id、邮箱、电话中的一个。', en: 'Give at least one of external_id, email and phone.' },
  'no-worth': { zh: '请在 value 里写 {what}。', en: 'Write {what} into "value".' },
  'no-words': {
    zh: 'marketing 为 yes 时，请在 consent_words 写下顾客当时同意的原话和方式。',
    en: 'With marketing "yes", write into consent_words what the customer agreed to, and how.',
  },
} as const;

export type ImportCode = keyof typeof texts;

export interface ImportProblem {
  /** 1-based line of the file where the row begins; 0: the file as a whole. */
  line: number;
  field?: string;
  code: ImportCode;
  fill: Record<string, string | number>;
}

/** Returns the problem in words, without file and line. */
export function problemText({ code, fill, field }: ImportProblem, lang: 'zh' | 'en'): string {
  const text = texts[code][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
  return field === undefined || code === 'missing-column' ? text : lang === 'zh' ? `${field}：${text}` : `${field}: ${text}`;
}
