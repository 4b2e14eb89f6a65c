/** Guess at the value that was meant by a refused setting. Whoever shows a guess has checked it first. */

type Guess = (text: string) => unknown;

const days: Readonly<Record<string, string>> = {
  monday: 'mon',
  tuesday: 'tue',
  tues: 'tue',
  wednesday: 'wed',
  thursday: 'thu',
  thur: 'thu',
  thurs: 'thu',
  friday: 'fri',
  saturday: 'sat',
  sunday: 'sun',
  ...Object.fromEntries(
    [...'一二三四五六日天'].flatMap((sign, index) =>
      ['周', '星期', '礼拜', '週'].map((name) => [name + sign, ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'sun'][index] ?? '']),
    ),
  ),
};

const currencies: Readonly<Record<string, string>> = {
  rmb: 'CNY',
  人民币: 'CNY',
  元: 'CNY',
  '¥': 'CNY',
  '￥': 'CNY',
  cnh: 'CNY',
  $: 'USD',
  us$: 'USD',
  美元: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '€': 'EUR',
  欧元: 'EUR',
  euro: 'EUR',
  '£': 'GBP',
  英镑: 'GBP',
  港币: 'HKD',
  hk$: 'HKD',
  台币: 'TWD',
  新台币: 'TWD',
  nt$: 'TWD',
  ntd: 'TWD',
  日元: 'JPY',
  yen: 'JPY',
  卢比: 'INR',
  '₹': 'INR',
};

const languages: Readonly<Record<string, string>> = {
  中文: 'zh',
  汉语: 'zh',
  简体: 'zh',
  简体中文: 'zh',
  chinese: 'zh',
  cn: 'zh',
  'zh-cn': 'zh',
  'zh-hans': 'zh',
  繁体: 'zh-TW',
  繁体中文: 'zh-TW',
  'zh-hk': 'zh-HK',
  'zh-tw': 'zh-TW',
  tw: 'zh-TW',
  英文: 'en',
  英语: 'en',
  english: 'en',
  spanish: 'es',
  español: 'es',
  西班牙语: 'es',
  french: 'fr',
  法语: 'fr',
  german: 'de',
  德语: 'de',
  japanese: 'ja',
  日语: 'ja',
  jp: 'ja',
  korean: 'ko',
  韩语: 'ko',
  kr: 'ko',
  portuguese: 'pt',
  葡萄牙语: 'pt',
  arabic: 'ar',
  阿拉伯语: 'ar',
  russian: 'ru',
  俄语: 'ru',
};

/** Whole hours from UTC that have one usual meaning for shops. */
const zones: Readonly<Record<string, string>> = {
  北京: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  中国: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  china: 'Asia/Shanghai',
  cst: 'Asia/Shanghai',
  'gmt+8': 'Asia/Shanghai',
  'utc+8': 'Asia/Shanghai',
  'utc+08:00': 'Asia/Shanghai',
  '+08:00': 'Asia/Shanghai',
  '+8': 'Asia/Shanghai',
  东八区: 'Asia/Shanghai',
  香港: 'Asia/Hong_Kong',
  台北: 'Asia/Taipei',
  东京: 'Asia/Tokyo',
  新加坡: 'Asia/Singapore',
  伦敦: 'Europe/London',
  纽约: 'America/New_York',
  洛杉矶: 'America/Los_Angeles',
};

const units: Readonly<Record<string, string>> = {
  秒: 's',
  second: 's',
  seconds: 's',
  sec: 's',
  secs: 's',
  分: 'm',
  分钟: 'm',
  minute: 'm',
  minutes: 'm',
  min: 'm',
  mins: 'm',
  时: 'h',
  小时: 'h',
  hour: 'h',
  hours: 'h',
  hr: 'h',
  hrs: 'h',
  天: 'd',
  日: 'd',
  day: 'd',
  days: 'd',
  周: 'w',
  星期: 'w',
  week: 'w',
  weeks: 'w',
};

const yes = new Set(['yes', 'on', 'true', 'y', '1', '是', '开', '开启', '真']);
const no = new Set(['no', 'off', 'false', 'n', '0', '否', '关', '关闭', '不', '假']);

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Reads the days of the week of a word such as `Monday`, `周一`, `mon-fri` or `周一至周五`, as the config writes them. */
export function meantDays(word: string): string[] {
  const [from = '', until, more] = word.toLowerCase().split(/\s*(?:-|–|—|~|至|到|\bto\b)\s*/);
  const at = (name: string) => week.indexOf(days[name.trim()] ?? name.trim());
  const first = at(from);
  if (first < 0 || more !== undefined) return [];
  if (until === undefined) return week.slice(first, first + 1);
  const last = /^[一二三四五六日天]$/.test(until) ? at(`周${until}`) : at(until);
  return last < first ? [] : week.slice(first, last + 1);
}

/** `9`, `9:00`, `9pm`, `21.30`, `2100`, `九点` no: a time of day as `09:00`. */
function clock(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:：.]?(\d{2}))?\s*(am|pm|点|时)?$/i.exec(text.trim());
  if (!match) return undefined;
  const half = match[3]?.toLowerCase();
  let hour = Number(match[1]);
  if ((half === 'am' || half === 'pm') && (hour < 1 || hour > 12)) return undefined;
  if (half === 'pm' && hour < 12) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  const minute = Number(match[2] ?? 0);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function opening(text: string): string | undefined {
  const ends = text
    .split(/\s*(?:-|–|—|~|～|至|到|\bto\b)\s*/)
    .filter((part) => part !== '')
    .map(clock);
  const [from, until] = ends;
  return ends.length === 2 && from && until ? `${from}-${until}` : undefined;
}

const parts = (text: string): string[] =>
  text
    .split(/\s*[,，、;；]\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function list(text: string, one: Guess): unknown[] | undefined {
  const found = parts(text).map(one);
  return found.length > 0 && found.every((part) => part !== undefined) ? found : undefined;
}

const cities = Intl.supportedValuesOf('timeZone');

function zone(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  if (zones[plain]) return zones[plain];
  const city = plain.replaceAll(' ', '_');
  return cities.find((name) => name.toLowerCase() === city || name.toLowerCase().endsWith(`/${city}`));
}

function date(text: string): string | undefined {
  const whole = /^(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?$/.exec(text.trim());
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  const [year, month, day] = whole ? [whole[1], whole[2], whole[3]] : dotted ? [dotted[3], dotted[2], dotted[1]] : [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

function language(text: string): string | undefined {
  const plain = text.trim().replaceAll('_', '-').toLowerCase();
  return languages[plain] ?? (/^[a-z]{2}$/.test(plain) ? plain : undefined);
}

function span(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(\S+)$/.exec(text.trim());
  const unit =
    match?.[2] === undefined
      ? undefined
      : (units[match[2].toLowerCase().replace('个', '')] ?? (/^(?:ms|[smhdw])$/i.test(match[2]) ? match[2].toLowerCase() : undefined));
  return unit === undefined ? undefined : `${match?.[1]}${unit}`;
}

const byLanguage: Guess = (text) => (/：|: /.test(text) ? undefined : { [/\p{Script=Han}/u.test(text) ? 'zh' : 'en']: text.replace(/^[“"'‘]|[”"'’]$/g, '') });
const site = (text: string): string | undefined => (/^[\w.-]+\.[a-z]{2,}(?::\d+)?\/?$/i.test(text) ? `https://${text.replace(/\/$/, '')}` : undefined);

/** Guesses by the path of the setting, positions as `#`; the first that fits. */
const guesses: readonly (readonly [RegExp, Guess])[] = [
  [/^shop\.name$|^web_chat\.look\.(?:name|line)$/, byLanguage],
  [/^shop\.hours\.\w+$/, (text) => list(text, opening)],
  [/^shop\.hours\.\w+\.#$/, opening],
  [/^shop\.langs$/, (text) => list(text.replace(/\s+(?:and|和)\s+/g, ','), (part) => language(part))],
  [/^shop\.langs\.#$/, language],
  [/^shop\.currency$/, (text) => currencies[text.trim().toLowerCase()] ?? text.trim().toUpperCase()],
  [/^shop\.zone$/, zone],
  [/^shop\.closed_on$/, (text) => list(text, date)],
  [/^shop\.closed_on\.#$/, date],
  [/^web_chat\.origins$/, (text) => list(text, (part) => site(part) ?? part)],
  [/^web_chat\.origins\.#$|\.logo$/, site],
  [/^promotions\.quiet_/, clock],
];

const byKind: Readonly<Record<string, Guess>> = {
  boolean: (text) => (yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined),
  number: (text) => (/^-?\d+(?:\.\d+)?$/.test(text.replaceAll(/[,_]/g, '')) ? Number(text.replaceAll(/[,_]/g, '')) : undefined),
  array: (text) => parts(text),
};

/**
 * Guesses the value that was meant by `value` at `path`; undefined when there is no guess. `wanted` is the kind that the schema asks for (`boolean`,
 * `number`, `array`, `string` ...).
 */
export function meantValue(path: readonly PropertyKey[], value: unknown, wanted: string | undefined): unknown {
  const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  if (text === undefined || text.length > 200) return undefined;
  const at = path.map((key) => (typeof key === 'number' ? '#' : String(key))).join('.');
  const own = guesses.find(([pattern]) => pattern.test(at));
  const guess = own?.[1](text);
  if (guess !== undefined) return guess;
  return (wanted === undefined ? undefined : byKind[wanted]?.(text)) ?? span(text);
}
