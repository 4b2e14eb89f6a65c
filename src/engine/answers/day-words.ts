/**
 * How days are written, by language: data for day-spans.ts. A pattern is a regular expression source with places: `{n}` a count, `{d}` a day of a
 * month, `{m}` a month, `{w}` a weekday, `{y}` a year. Longer and surer ones stand first; what matched is not looked at again.
 */

/**
 * What a pattern says. `near`: days from today (`by`) · `days` `weeks` `months`: so many times `by` · `week`: a weekday `by` weeks on · `weekday`: the coming
 * one, unclear when it is today's · `coming` and `last`: strictly after and before today · `from`: a weekday and `by` days more · `date`: day, month, maybe
 * year · `ofMonth`: a day of the month that is `by` on · `day`: of this month or the next · `monthEnd`: of the month `by` on, or of the one named ·
 * `fixed`: `by` is month * 100 + day · `year`: a date in the year `by` on · `unclear`: a time that is no single day.
 */
export type Meaning =
  | 'near'
  | 'days'
  | 'weeks'
  | 'months'
  | 'week'
  | 'weekday'
  | 'coming'
  | 'last'
  | 'from'
  | 'date'
  | 'ofMonth'
  | 'day'
  | 'monthEnd'
  | 'fixed'
  | 'year'
  | 'unclear';

export interface DayWords {
  /** Sunday first. */
  weekdays: readonly string[];
  /** January first; without them months are numbers. */
  months?: readonly string[];
  counts: Readonly<Record<string, number>>;
  /** Days of a month in words. */
  ordinals?: Readonly<Record<string, number>>;
  /** What may stand behind the digits of a day. */
  ordinal?: string;
  patterns: readonly (readonly [string, Meaning, number?])[];
}

const zh: DayWords = {
  weekdays: ['日|天', '一', '二', '三', '四', '五', '六'],
  counts: {},
  patterns: [
    [
      '(?:农历|阴历|旧历)[^，。,]{0,8}|腊月[^，。,]{0,5}|正月[^，。,]{0,5}|冬月[^，。,]{0,5}|初[一二三四五六七八九十](?!中)|春节|除夕|大年|过年|中秋|端午|清明|元宵|七夕|重阳',
      'unclear',
    ],
    ['{m}月(?:上旬|中旬|下旬|初|中|上半月|下半月)|月初|月中|年底|年初', 'unclear'],
    ['(?:这|本|下|上)?个?(?:周末|星期末|礼拜末)|双休日|每(?:周|天|月|星期)[一二三四五六日天]?', 'unclear'],
    ['(?:周|星期|礼拜)[一二三四五六][、和到至/-]?[二三四五六日天](?![号月点天])', 'unclear'],
    ['{y}年{m}月{d}[日号]?', 'date'],
    ['去年{m}月{d}[日号]?', 'year', -1],
    ['今年{m}月{d}[日号]?', 'year', 0],
    ['明年{m}月{d}[日号]?', 'year', 1],
    ['后年{m}月{d}[日号]?', 'year', 2],
    ['{m}月(?:底|末)', 'monthEnd'],
    ['{m}月{d}[日号]?', 'date'],
    ['上个?月(?:底|末)', 'monthEnd', -1],
    ['下个?月(?:底|末)', 'monthEnd', 1],
    ['(?:这个?|本)?月(?:底|末)', 'monthEnd', 0],
    ['上上个?月的?{d}[日号]', 'ofMonth', -2],
    ['上个?月的?{d}[日号]', 'ofMonth', -1],
    ['(?:这个?|本)月的?{d}[日号]', 'ofMonth', 0],
    ['下个?月的?{d}[日号]', 'ofMonth', 1],
    ['下下个?月的?{d}[日号]', 'ofMonth', 2],
    ['{n}天(?:之|以)?前', 'days', -1],
    ['过?{n}天(?:之|以)?后', 'days', 1],
    ['过{n}天', 'days', 1],
    ['{n}(?:周|个?星期|个?礼拜)(?:之|以)?前', 'weeks', -1],
    ['过?{n}(?:周|个?星期|个?礼拜)(?:之|以)?后', 'weeks', 1],
    ['{n}个?月(?:之|以)?前', 'months', -1],
    ['过?{n}个?月(?:之|以)?后', 'months', 1],
    ['上上个?(?:周|星期|礼拜){w}', 'week', -2],
    ['上个?(?:周|星期|礼拜){w}', 'week', -1],
    ['(?:这个?|本)(?:周|星期|礼拜){w}', 'week', 0],
    ['下下个?(?:周|星期|礼拜){w}', 'week', 2],
    ['下个?(?:周|星期|礼拜){w}', 'week', 1],
    ['(?<![一二两三四五六七八九十百\\d半每几个])(?:周|星期|礼拜){w}', 'weekday'],
    ['大后天', 'near', 3],
    ['后[天日]', 'near', 2],
    ['明[天日儿早晚]', 'near', 1],
    ['今[天日儿早晚]', 'near', 0],
    ['大前天', 'near', -3],
    ['前天', 'near', -2],
    ['昨[天日儿晚早]', 'near', -1],
    ['圣诞节?(?!树|礼|卡|帽|老)', 'fixed', 1225],
    ['平安夜', 'fixed', 1224],
    ['元旦节?', 'fixed', 101],
    ['国庆节', 'fixed', 1001],
    ['劳动节', 'fixed', 501],
    ['情人节', 'fixed', 214],
    ['{d}[日号](?![码楼线店门])', 'day'],
  ],
};

/** Behind the number of a day: nothing that there could be a second one of ("the second time", "the 2nd floor"). */
const noThing =
  '(?=\\s*(?:$|[^\\sa-z]|(?:is|are|was|be|works?|would|will|could|can|should|may|at|in|on|or|and|if|then|but|for|to|by|not|too|also|maybe|please|pls|plz|sounds?|suits?|fits?|fine|good|great|perfect|best|ok|okay|morning|afternoon|evening|night|around|about|before|after|from|until|till|though|instead|thanks?|cheers)(?![a-z])))';

const en: DayWords = {
  weekdays: ['sundays?|sun', 'mondays?|mon', 'tuesdays?|tues?', 'wednesdays?|weds?', 'thursdays?|thurs?|thu', 'fridays?|fri', 'saturdays?|sat'],
  months: [
    'january|jan',
    'february|feb',
    'march|mar',
    'april|apr',
    'may',
    'june|jun',
    'july|jul',
    'august|aug',
    'september|sept|sep',
    'october|oct',
    'november|nov',
    'december|dec',
  ],
  counts: { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, fourteen: 14 },
  ordinals: Object.fromEntries(
    (
      'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth ' +
      'nineteenth twentieth twenty[-\\s]first twenty[-\\s]second twenty[-\\s]third twenty[-\\s]fourth twenty[-\\s]fifth twenty[-\\s]sixth ' +
      'twenty[-\\s]seventh twenty[-\\s]eighth twenty[-\\s]ninth thirtieth thirty[-\\s]first'
    )
      .split(' ')
      .map((word, index) => [word, index + 1]),
  ),
  ordinal: 'st|nd|rd|th',
  patterns: [
    ['(?:early|mid|late|beginning of|start of|middle of)[-\\s]+(?:in\\s+)?(?:{m}|(?:the|this|next|last)\\s+(?:month|week|year))', 'unclear'],
    ['every\\s+{w}', 'unclear'],
    ['(?:this|next|the|last)?\\s*week-?ends?', 'unclear'],
    ['(?:the\\s+)?end\\s+of\\s+next\\s+month', 'monthEnd', 1],
    ['(?:the\\s+)?end\\s+of\\s+(?:the|this)\\s+month|month[-\\s]end', 'monthEnd', 0],
    ['(?:the\\s+)?end\\s+of\\s+{m}', 'monthEnd'],
    ['(?:the\\s+)?{d}[-\\s]+(?:of\\s+)?{m}\\.?,?[-\\s]+{y}', 'date'],
    ['{m}\\.?\\s+(?:the\\s+)?{d},?\\s+{y}', 'date'],
    ['(?:the\\s+)?{d}\\s*(?:of\\s+)?{m}\\.?', 'date'],
    ['{m}\\.?\\s*(?:the\\s+)?{d}', 'date'],
    ['(?:the\\s+)?{d}\\s+of\\s+last\\s+month', 'ofMonth', -1],
    ['(?:the\\s+)?{d}\\s+of\\s+this\\s+month', 'ofMonth', 0],
    ['(?:the\\s+)?{d}\\s+of\\s+next\\s+month', 'ofMonth', 1],
    ['(?:the\\s+)?day\\s+after\\s+tomm?orr?ow', 'near', 2],
    ['(?:the\\s+)?day\\s+before\\s+yesterday', 'near', -2],
    ['(?:a|one)\\s+week\\s+(?:from\\s+)?today|a\\s+week\\s+from\\s+now|today\\s+week|this\\s+day\\s+next\\s+week', 'near', 7],
    ['(?:a|one)\\s+week\\s+(?:from\\s+)?tomm?orr?ow|tomm?orr?ow\\s+week', 'near', 8],
    ['(?:a|one)\\s+week\\s+(?:from|on)\\s+{w}', 'from', 7],
    ['two\\s+weeks\\s+(?:from|on)\\s+{w}', 'from', 14],
    ["in\\s+(?:the\\s+next\\s+)?{n}\\s+days?(?:['’]?s?['’]?\\s+time)?", 'days', 1],
    ["in\\s+{n}\\s+(?:weeks?|wks?)(?:['’]?s?['’]?\\s+time)?", 'weeks', 1],
    ["in\\s+{n}\\s+months?(?:['’]?s?['’]?\\s+time)?", 'months', 1],
    ['in\\s+a\\s+fortnight', 'near', 14],
    ['a\\s+fortnight\\s+ago', 'near', -14],
    ['{n}\\s+days?\\s+(?:from\\s+(?:now|today)|later)', 'days', 1],
    ['{n}\\s+weeks?\\s+(?:from\\s+(?:now|today)|later)', 'weeks', 1],
    ['{n}\\s+months?\\s+(?:from\\s+(?:now|today)|later)', 'months', 1],
    ['{n}\\s+days?\\s+(?:ago|back)', 'days', -1],
    ['{n}\\s+(?:weeks?|wks?)\\s+(?:ago|back)', 'weeks', -1],
    ['{n}\\s+months?\\s+(?:ago|back)', 'months', -1],
    ['next\\s+week,?\\s+(?:on\\s+)?{w}', 'week', 1],
    ['{w},?\\s+(?:of\\s+|in\\s+)?next\\s+week', 'week', 1],
    ['last\\s+week,?\\s+(?:on\\s+)?{w}', 'week', -1],
    ['{w},?\\s+(?:of\\s+|in\\s+)?last\\s+week', 'week', -1],
    ['this\\s+week,?\\s+(?:on\\s+)?{w}', 'week', 0],
    ['{w},?\\s+(?:of\\s+|in\\s+)?this\\s+week', 'week', 0],
    ['next\\s+{w}', 'week', 1],
    ['this\\s+coming\\s+{w}|coming\\s+{w}', 'coming'],
    ['this\\s+(?:past|last)\\s+{w}', 'last'],
    ['this\\s+{w}', 'week', 0],
    ['(?:last|past|previous)\\s+{w}', 'last'],
    ["(?:tomm?orr?ow|tmrw?|tmr|tmoro?w|2moro?)(?:['’]s)?", 'near', 1],
    ['today|tonight|this\\s+(?:morning|afternoon|evening)', 'near', 0],
    ['yesterday|last\\s+night', 'near', -1],
    ['(?:christmas|xmas)\\s+eve', 'fixed', 1224],
    ['(?:christmas|xmas)(?:\\s+day)?(?!\\s+(?:tree|gift|present|card|sale))', 'fixed', 1225],
    ['boxing\\s+day', 'fixed', 1226],
    ["new\\s+year['’]?s\\s+eve", 'fixed', 1231],
    ["new\\s+year['’]?s(?:\\s+day)?", 'fixed', 101],
    ["valentine['’]?s(?:\\s+day)?", 'fixed', 214],
    ['halloween', 'fixed', 1031],
    ['{w}', 'weekday'],
    [`the\\s+{d}${noThing}`, 'day'],
    [`(\\d{1,2})(?:st|nd|rd|th)${noThing}`, 'day'],
  ],
};

const es: DayWords = {
  weekdays: ['domingo', 'lunes', 'martes', 'mi[eé]rcoles', 'jueves', 'viernes', 's[aá]bado'],
  months:
    'enero|ene febrero|feb marzo|mar abril|abr mayo junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic'.split(
      ' ',
    ),
  counts: { un: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, diez: 10, quince: 15 },
  ordinals: { primero: 1 },
  ordinal: 'º|o|er',
  patterns: [
    ['(?:el\\s+)?pr[oó]ximo\\s+{w}|(?:el\\s+)?{w}\\s+(?:que\\s+viene|pr[oó]ximo)|fin\\s+de\\s+semana', 'unclear'],
    ['(?:el\\s+)?{w}\\s+de\\s+la\\s+(?:pr[oó]xima\\s+semana|semana\\s+que\\s+viene)', 'week', 1],
    ['(?:el\\s+)?{w}\\s+de\\s+la\\s+semana\\s+pasada', 'week', -1],
    ['(?:el\\s+)?(?:{w}\\s+pasado|pasado\\s+{w})', 'last'],
    ['este\\s+{w}', 'week', 0],
    ['(?:el\\s+)?{d}\\s+de\\s+{m}\\s+del?\\s+{y}', 'date'],
    ['(?:el\\s+)?{d}\\s+(?:de\\s+)?{m}', 'date'],
    ['(?:a\\s+)?(?:fin|final|finales)\\s+de\\s+mes', 'monthEnd', 0],
    ['(?:en|dentro\\s+de)\\s+{n}\\s+d[ií]as?', 'days', 1],
    ['(?:en|dentro\\s+de)\\s+{n}\\s+semanas?', 'weeks', 1],
    ['(?:en|dentro\\s+de)\\s+{n}\\s+mes(?:es)?', 'months', 1],
    ['hace\\s+{n}\\s+d[ií]as?', 'days', -1],
    ['hace\\s+{n}\\s+semanas?', 'weeks', -1],
    ['hace\\s+{n}\\s+mes(?:es)?', 'months', -1],
    ['pasado\\s+ma[nñ]ana', 'near', 2],
    ['antes\\s+de\\s+ayer|anteayer', 'near', -2],
    ['(?<!la\\s)ma[nñ]ana', 'near', 1],
    ['hoy', 'near', 0],
    ['ayer', 'near', -1],
    ['nochebuena', 'fixed', 1224],
    ['(?:d[ií]a\\s+de\\s+)?navidad', 'fixed', 1225],
    ['(?:el\\s+)?{w}', 'weekday'],
    ['el\\s+(?:d[ií]a\\s+)?{d}', 'day'],
  ],
};

const de: DayWords = {
  weekdays: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend'],
  months:
    'januar|j[aä]nner|jan februar|feb m[aä]rz|maerz|mrz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez'.split(
      ' ',
    ),
  counts: { ein: 1, einer: 1, einem: 1, eine: 1, zwei: 2, drei: 3, vier: 4, 'f[uü]nf': 5, sechs: 6, sieben: 7, acht: 8, zehn: 10 },
  ordinals: { ersten: 1, erster: 1, zweiten: 2, dritten: 3 },
  ordinal: '\\.',
  patterns: [
    ['(?:am\\s+)?(?:n[aä]chste[nrms]?|kommende[nrms]?)\\s+{w}|wochenende', 'unclear'],
    ['(?:am\\s+)?{w}\\s+n[aä]chster?\\s+woche|n[aä]chste\\s+woche\\s+(?:am\\s+)?{w}', 'week', 1],
    ['(?:am\\s+)?{w}\\s+letzter?\\s+woche|letzte\\s+woche\\s+(?:am\\s+)?{w}', 'week', -1],
    ['(?:letzte[nrm]?|vergangene[nrm]?|vorige[nrm]?)\\s+{w}', 'last'],
    ['diese[nrms]?\\s+{w}', 'week', 0],
    ['(?:(?:am|den|der)\\s+)?{d}\\s*{m}\\.?,?\\s+{y}', 'date'],
    ['(?:(?:am|den|der)\\s+)?{d}\\s*{m}\\.?', 'date'],
    ['(?:am\\s+)?(?:ende\\s+(?:des|dieses)\\s+monats|monatsende)', 'monthEnd', 0],
    ['in\\s+{n}\\s+tage?n?', 'days', 1],
    ['in\\s+{n}\\s+wochen?', 'weeks', 1],
    ['in\\s+{n}\\s+monate?n?', 'months', 1],
    ['vor\\s+{n}\\s+tage?n?', 'days', -1],
    ['vor\\s+{n}\\s+wochen?', 'weeks', -1],
    ['vor\\s+{n}\\s+monate?n?', 'months', -1],
    ['(?:ü|ue)bermorgen', 'near', 2],
    ['vorgestern', 'near', -2],
    ['morgen(?:\\s+(?:fr[uü]h|mittag|abend|vormittag|nachmittag))?', 'near', 1],
    ['heute(?:\\s+(?:fr[uü]h|morgen|mittag|abend|vormittag|nachmittag))?', 'near', 0],
    ['gestern', 'near', -1],
    ['heiligabend', 'fixed', 1224],
    ['silvester', 'fixed', 1231],
    ['neujahr', 'fixed', 101],
    ['(?:am\\s+)?{w}', 'weekday'],
    ['am\\s+{d}', 'day'],
  ],
};

const fr: DayWords = {
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  months: 'janvier|janv f[eé]vrier|f[eé]vr|fev mars avril|avr mai juin juillet|juil ao[uû]t septembre|sept octobre|oct novembre|nov d[eé]cembre|d[eé]c'.split(
    ' ',
  ),
  counts: { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, dix: 10, quinze: 15 },
  ordinals: { premier: 1 },
  ordinal: 'er',
  patterns: [
    ['(?:le\\s+)?{w}\\s+prochain|week-?end|fin\\s+de\\s+semaine', 'unclear'],
    ['(?:le\\s+)?{w}\\s+(?:de\\s+)?la\\s+semaine\\s+prochaine|la\\s+semaine\\s+prochaine,?\\s+{w}', 'week', 1],
    ['(?:le\\s+)?{w}\\s+(?:de\\s+)?la\\s+semaine\\s+derni[eè]re', 'week', -1],
    ['(?:le\\s+)?{w}\\s+(?:dernier|pass[eé])', 'last'],
    ['ce\\s+{w}', 'week', 0],
    ['(?:le\\s+)?{d}\\s+{m}\\.?\\s+{y}', 'date'],
    ['(?:le\\s+)?{d}\\s+{m}\\.?', 'date'],
    ['(?:[aà]\\s+la\\s+)?fin\\s+(?:du|de\\s+ce)\\s+mois', 'monthEnd', 0],
    ['dans\\s+{n}\\s+jours?', 'days', 1],
    ['dans\\s+{n}\\s+semaines?', 'weeks', 1],
    ['dans\\s+{n}\\s+mois', 'months', 1],
    ['il\\s+y\\s+a\\s+{n}\\s+jours?', 'days', -1],
    ['il\\s+y\\s+a\\s+{n}\\s+semaines?', 'weeks', -1],
    ['il\\s+y\\s+a\\s+{n}\\s+mois', 'months', -1],
    ['apr[eè]s[-\\s]+demain', 'near', 2],
    ['avant[-\\s]+hier', 'near', -2],
    ['demain', 'near', 1],
    ["aujourd['’ ]?hui|ce\\s+(?:matin|soir)", 'near', 0],
    ['hier', 'near', -1],
    ['no[eë]l', 'fixed', 1225],
    ['(?:le\\s+)?{w}', 'weekday'],
    ['le\\s+{d}', 'day'],
  ],
};

const pt: DayWords = {
  weekdays: ['domingo', 'segunda(?:-feira)?', 'ter[cç]a(?:-feira)?', 'quarta(?:-feira)?', 'quinta(?:-feira)?', 'sexta(?:-feira)?', 's[aá]bado'],
  months: 'janeiro|jan fevereiro|fev mar[cç]o|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez'.split(
    ' ',
  ),
  counts: { um: 1, uma: 1, dois: 2, duas: 2, 'tr[eê]s': 3, quatro: 4, cinco: 5, seis: 6, sete: 7, oito: 8, dez: 10, quinze: 15 },
  ordinals: { primeiro: 1 },
  ordinal: 'º|o',
  patterns: [
    ['{w}\\s+da\\s+(?:semana\\s+que\\s+vem|pr[oó]xima\\s+semana)', 'week', 1],
    ['{w}\\s+da\\s+semana\\s+passada', 'week', -1],
    ['pr[oó]xim[ao]\\s+{w}|{w}\\s+que\\s+vem|fim\\s+de\\s+semana', 'unclear'],
    ['{w}\\s+passad[ao]', 'last'],
    ['(?:est[ae]|nest[ae])\\s+{w}', 'week', 0],
    ['(?:(?:no\\s+)?dia\\s+)?{d}\\s+de\\s+{m}\\s+de\\s+{y}', 'date'],
    ['(?:(?:no\\s+)?dia\\s+)?{d}\\s+(?:de\\s+)?{m}', 'date'],
    ['(?:no\\s+)?(?:fim|final)\\s+do\\s+m[eê]s', 'monthEnd', 0],
    ['(?:em|daqui\\s+a|dentro\\s+de)\\s+{n}\\s+dias?', 'days', 1],
    ['(?:em|daqui\\s+a|dentro\\s+de)\\s+{n}\\s+semanas?', 'weeks', 1],
    ['(?:em|daqui\\s+a|dentro\\s+de)\\s+{n}\\s+m[eê]s(?:es)?', 'months', 1],
    ['h[aá]\\s+{n}\\s+dias?', 'days', -1],
    ['h[aá]\\s+{n}\\s+semanas?', 'weeks', -1],
    ['{n}\\s+dias?\\s+atr[aá]s', 'days', -1],
    ['{n}\\s+semanas?\\s+atr[aá]s', 'weeks', -1],
    ['depois\\s+de\\s+amanh[aã]', 'near', 2],
    ['ante-?ontem', 'near', -2],
    ['amanh[aã]', 'near', 1],
    ['hoje', 'near', 0],
    ['ontem', 'near', -1],
    ['natal', 'fixed', 1225],
    ['(?:na\\s+|no\\s+)?{w}', 'weekday'],
    ['(?:no\\s+)?dia\\s+{d}', 'day'],
  ],
};

export const dayWords: Readonly<Record<string, DayWords>> = { zh, en, es, de, fr, pt };
