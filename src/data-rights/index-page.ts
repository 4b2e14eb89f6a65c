/** The page of an export: what is there, and the conversations to read. No script, nothing from elsewhere. Pure. */
import { type Part, plainText } from '../message.ts';
import type { Words } from './holdings.ts';

export interface Said {
  conversation: string;
  /** Number in its conversation. */
  n: number;
  at: number;
  author: string;
  direction: 'in' | 'out';
  parts: Part[];
}

export interface IndexContent {
  shop: Words;
  lang: 'en' | 'zh';
  now: number;
  listed: readonly { name: Words; file: string; rows: number }[];
  hidden: readonly { name: Words; why: Words }[];
  said: readonly Said[];
  /** Paths of files by their id. */
  files: ReadonlyMap<string, string>;
  /** Files that are gone or had no room. */
  left: number;
}

const texts = {
  en: {
    title: 'Your data',
    head: 'Everything that this shop keeps about you, as of',
    what: 'What there is',
    kind: 'Kind',
    nothing: 'Nothing is kept of:',
    rows: 'Entries',
    hidden: 'What is not here, and why',
    said: 'Your conversations',
    customer: 'You',
    bot: 'Assistant',
    none: 'There are no messages.',
    left: 'Files that are not here because their time is over or there was no room:',
    all: 'The newest messages; all of them are in data/messages.json.',
  },
  zh: {
    title: '您的数据',
    head: '本店保存的关于您的全部数据，截至',
    what: '有哪些数据',
    kind: '类别',
    nothing: '以下没有数据：',
    rows: '条数',
    hidden: '没有包含的内容和原因',
    said: '您的对话',
    customer: '您',
    bot: '智能助手',
    none: '没有消息。',
    left: '因过期或放不下而没有包含的文件数：',
    all: '这里是最近的消息，全部消息在 data/messages.json。',
  },
} as const;

/** Returns the page. */
export function indexPage({ shop, lang, now, listed, hidden, said, files, left }: IndexContent): string {
  const words = texts[lang];
  const colon = lang === 'zh' ? '：' : ': ';
  const there = listed.filter(({ rows }) => rows > 0);
  const none = listed.flatMap(({ name, rows }) => (rows > 0 ? [] : [html(name[lang])]));
  const lines = said.map(({ at, author, direction, parts }) => {
    const who = direction === 'in' ? words.customer : author === 'bot' ? words.bot : author;
    const links = parts.flatMap((part) => {
      const file = 'media' in part && part.media.stored !== undefined ? files.get(part.media.stored) : undefined;
      return file === undefined ? [] : [`<a href="${html(file)}">${html(file.slice('media/'.length, 'media/'.length + 12))}…</a>`];
    });
    return `<tr><td>${timeOf(at)}</td><td class="who">${html(who)}</td><td>${[html(plainText(parts)).replaceAll('\n', '<br>'), ...links].filter(Boolean).join(' ')}</td></tr>`;
  });
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} · ${html(shop[lang])}</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ddd; overflow-wrap: anywhere }
td:first-child, .who { white-space: nowrap }
.count { text-align: right }
@media (max-width: 40rem) { td:first-child { white-space: normal } }
</style>
</head>
<body>
<h1>${html(shop[lang])}${colon}${words.title}</h1>
<p>${words.head} ${timeOf(now)} (UTC)</p>
<h2>${words.what}</h2>
<table>
<tr><th>${words.kind}</th><th class="count">${words.rows}</th></tr>
${there.map(({ name, file, rows }) => `<tr><td><a href="${html(file)}">${html(name[lang])}</a></td><td class="count">${rows}</td></tr>`).join('\n')}
</table>
${none.length > 0 ? `<p>${words.nothing} ${none.join(lang === 'zh' ? '、' : ', ')}</p>\n` : ''}${left > 0 ? `<p>${words.left} ${left}</p>\n` : ''}<h2>${words.hidden}</h2>
<ul>
${hidden.map(({ name, why }) => `<li>${html(name[lang])}${colon}${html(why[lang])}</li>`).join('\n')}
</ul>
<h2>${words.said}</h2>
${lines.length === 0 ? `<p>${words.none}</p>` : `<p>${words.all}</p>\n<table>\n${lines.join('\n')}\n</table>`}
</body>
</html>
`;
}

const timeOf = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === '\n' ? '\n' : ' '));
}
