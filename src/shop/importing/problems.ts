/** What can be wrong in an imported file, and what to do about it, in both languages. `{x}` is filled in. */

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
  'bad-csv': { zh: 'CSV 格式有误：{reason}。检查这一行的引号是否成对。', en: 'Broken CSV: {reason}. Check that the quotes of this line come in pairs.' },
  'bad-json': { zh: 'JSON 格式有误：{reason}', en: 'Broken JSON: {reason}' },
  'json-shape': { zh: 'JSON 应是一个列表，例如 [{ "id": … }]。', en: 'The JSON should be a list such as [{ "id": ... }].' },
  'unknown-kind': {
    zh: '看不出是哪一类数据。请加 --kind products、orders、customers 或 coupons。',
    en: 'It is not clear what this file holds. Add --kind products, orders, customers or coupons.',
  },
  'missing-column': { zh: '缺少“{field}”列。可用的列名：{names}', en: 'The column "{field}" is missing. It may be called {names}' },
  missing: { zh: '不能为空。', en: 'must not be empty.' },
  'too-long': { zh: '太长了，最多 {most} 个字符。', en: 'is too long; {most} characters at most.' },
  'not-money': { zh: '“{value}”不是金额，请写成 199 或 199.50。', en: '"{value}" is not an amount. Write 199 or 199.50.' },
  'not-whole': { zh: '“{value}”应是 {least} 到 {most} 之间的整数。', en: '"{value}" should be a whole number from {least} to {most}.' },
  'not-date': { zh: '“{value}”不是日期，请写成 2026-11-22 或 2026-11-22 10:30。', en: '"{value}" is no date. Write 2026-11-22 or 2026-11-22 10:30.' },
  'not-one-of': { zh: '“{value}”不在可选值里：{values}', en: '"{value}" should be one of {values}' },
  'not-email': { zh: '“{value}”不是邮箱地址。', en: '"{value}" is no e-mail address.' },
  'not-phone': {
    zh: '“{value}”不像电话号码，请带上国家码，例如 +86 138 0013 8000。',
    en: '"{value}" does not look like a phone number. Include the country code, such as +1 415 555 0142.',
  },
  'phone-scientific': {
    zh: '“{value}”被 Excel 变成了科学计数，号码已丢失。请把这一列设为“文本”后重新填写。',
    en: '"{value}" was turned into a scientific number by Excel and digits are lost. Format the column as text and enter it again.',
  },
  'not-url': { zh: '“{value}”不是网址，请以 https:// 开头。', en: '"{value}" is no web address. Begin it with https://' },
  'not-currency': { zh: '“{value}”不是货币代码，例如 USD、CNY。', en: '"{value}" is no currency code such as USD or EUR.' },
  'not-order-number': {
    zh: '“{value}”不像订单号，只能用字母、数字和短横线，至少三位数字。',
    en: '"{value}" does not look like an order number: letters, digits and dashes, with at least three digits.',
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

/** The problem in words, without file and line. */
export function problemText({ code, fill, field }: ImportProblem, lang: 'zh' | 'en'): string {
  const text = texts[code][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ''));
  return field === undefined || code === 'missing-column' ? text : lang === 'zh' ? `${field}：${text}` : `${field}: ${text}`;
}
