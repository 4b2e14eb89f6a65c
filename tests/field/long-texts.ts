/** Texts of the length that a message may have, each made to be hard on one kind of code: patterns, tables of characters, sorting, splitting. */

/** UTF-16 code units of every text here. */
export const longTextLength = 4_000;

/** The piece again and again, cut at {@link longTextLength}. */
function chain(piece: string): string {
  return piece.repeat(Math.ceil(longTextLength / piece.length)).slice(0, longTextLength);
}

/** Pieces that differ by their number. */
function counted(piece: (n: number) => string): string {
  let text = '';
  for (let n = 0; text.length < longTextLength; n++) text += piece(n);
  return text.slice(0, longTextLength);
}

/** A chain, and at its end what makes a pattern that nearly fitted give up. */
function spoiled(piece: string, end = '\u0001'): string {
  return chain(piece).slice(0, longTextLength - end.length) + end;
}

const han = (n: number): string => String.fromCharCode(0x4e00 + ((n * 37) % 20_900));

/** Each text by what it is made of. */
export const longTexts: Readonly<Record<string, string>> = {
  'different Han': counted(han),
  'different Han in pairs': counted((n) => `${han(n)}${han(n + 7)} `),
  'one Han repeated': chain('红'),
  'Han without filler': chain('我想要有没有的'),
  'digits, one': chain('1'),
  'digits, all': counted((n) => String(n)),
  'digits in groups': chain('1,234'),
  'digits with dashes': chain('1-1'),
  'digits with dots': chain('1.1.'),
  'full-width digits': chain('１２３'),
  spaces: `a${chain(' ').slice(2)}a`,
  'spaces and nothing': chain(' '),
  'ideographic spaces': `好${chain('　').slice(2)}好`,
  'tabs and spaces': `1${chain(' \t').slice(2)}x`,
  'zero-width': `a${chain('\u200b\u200d\u2060').slice(2)}a`,
  'combining marks': `a${chain('\u0301').slice(1)}`,
  'combining marks, unordered': `a${chain('\u0301\u0323\u0308\u0327').slice(1)}`,
  'emoji joined': chain('👨\u200d👩\u200d👧\u200d👦\u200d'),
  'emoji flags': chain('🇨🇳'),
  'emoji keycaps': chain('1\ufe0f\u20e3'),
  brackets: chain('('),
  'brackets, nested': `${'['.repeat(longTextLength / 2)}${']'.repeat(longTextLength / 2)}`,
  'braces of a template': chain('{{'),
  'braces of a tag': chain('{% if x %}'),
  'tags of HTML': chain('<a href="'),
  quotes: chain('"\''),
  'quotes, curly': chain('“”‘’'),
  dashes: chain('-'),
  'dashes after a word': chain('a-'),
  dots: chain('.'),
  'dots of an ellipsis': chain('…'),
  slashes: chain('/\\'),
  'marks of a question': chain('?？!！'),
  'aaaa!': spoiled('a', '!'),
  'aaaa bbbb!': spoiled('aaaa bbbb ', '!'),
  'capitals AAAA BB': chain('AAAA BB '),
  'different words': counted((n) => `w${n.toString(36)}x `),
  'different letters only': counted((n) => `${[...n.toString(26)].map((c) => String.fromCharCode(97 + Number.parseInt(c, 26))).join('')}qz `),
  'one long word': counted((n) => String.fromCharCode(97 + ((n * n + 7 * n) % 26))),
  'numbers spelled, en': chain('one hundred and twenty-one thousand '),
  'numbers spelled, all in one': chain('onetwothree'),
  'numbers spelled, zh': chain('一二三'),
  'numbers with units, zh': chain('一百二十万零三千亿'),
  'number and counter, zh': chain('三块五'),
  'dates, iso': chain('2026-02-30 '),
  'dates, zh': chain('2月30日'),
  'dates, zh spaced': chain('2 月 30 '),
  'dates, en': chain('30 february '),
  'dates, slashes': chain('31/31/'),
  'days of the week': chain('下下下周'),
  'days, en': chain('next next monday'),
  'times, colons': chain('12:60:'),
  'times, zh': chain('下午三点'),
  'times, half past': chain('half past '),
  'times, am': chain('3 p.m '),
  'prices 1,1,1,1': chain('1,1'),
  'prices with spaces': `$${chain(' ').slice(1)}`,
  'prices ￥￥￥￥': chain('￥'),
  'prices ￥1￥1': chain('￥1'),
  'prices under under': chain('under '),
  'prices, ranges': chain('between 1 to '),
  'prices, ranges of spaces': `between ${chain('1 ').slice(8)}`,
  'mixed scripts': chain('aя中คع한ひ'),
  'mixed scripts, words': chain('red красный 红色 แดง أحمر 빨강 '),
  Thai: chain('ไม่มีเว้นวรรค'),
  Arabic: chain('مرحبا بكم في '),
  Hangul: counted((n) => String.fromCharCode(0xac00 + ((n * 31) % 11_172))),
  'Hangul parts': chain('\u1100\u1161\u11a8'),
  'U+FDFA': chain('\ufdfa'),
  'U+FDFA and Han': chain('\ufdfa红'),
  'U+3316 and friends': chain('\u3316\u33ff\u32ff'),
  'Turkish İ': chain('İ'),
  ligatures: chain('ﬃ'),
  'mathematical letters': chain('𝓻𝓮𝓭 '),
  'lone high surrogates': chain('\ud83d'),
  'lone low surrogates': chain('\ude00'),
  'surrogates turned round': chain('\ude00\ud83d'),
  newlines: chain('\n'),
  'newlines of three kinds': chain('\r\n\u2028a'),
  'controls and NUL': chain('\u0000\u0007a'),
  'no no no': chain('no '),
  'yes yes no': chain('yes no '),
  'zh yes and no': chain('是不是好不好'),
  'e-mails a@a@a': chain('a@'),
  'e-mails a@a.a': chain('a@a.a.'),
  'e-mails without an end': `${chain('a.').slice(0, longTextLength / 2)}@${chain('a-').slice(0, longTextLength / 2 - 1)}`,
  'e-mails, long names': spoiled('abcdefgh.', '@'),
  addresses: chain('https://a.b/'),
  'addresses without an end': `https://${chain('a.').slice(8)}`,
  'phones +86': chain('+86 138'),
  'phones with signs': chain('(1)-1 '),
  'phones of spaces': `+${chain('1 ').slice(1)}`,
  'orders SO-SO-SO-': chain('SO-'),
  'orders SO-1': chain('SO-1'),
  'orders #1#1': chain('#1'),
  'orders in Chinese': chain('订单号'),
  'orders, letters and digits': chain('a1b2'),
  'filler, en': chain('my order number is '),
  'filler, zh': chain('我的订单号是就要给我来'),
  'commas and words': chain('a,'),
  'and and and': chain(' and '),
  'clauses, zh': chain('还有另外，'),
  'questions of the shop': chain('where is my order? '),
  'questions of the shop, zh': chain('多久发货？我要退货，'),
  'wishes of the shop': chain('I want to return my order, talk to a person, '),
  stop: chain('stop '),
  'sizes and colours': chain('red dress size m '),
  'sizes and colours, zh': chain('红色连衣裙m码'),
  'anger, en': chain('not worst ever!! '),
  'anger, zh': chain('垃圾骗子不'),
};
