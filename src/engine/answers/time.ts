/** Times of day: 15:30, 3pm, half past three, 下午3点半, 晚上八点一刻, noon. The value is `HH:MM`. */
import { type Reader, without } from './answer.ts';
import { chineseNumber } from './number.ts';

const n = '(\\d{1,2}|[零一二两三四五六七八九十]{1,3})';
const han = new RegExp(`(凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜|午夜|早|晚)?\\s*${n}\\s*[点點时](?:\\s*(半|一刻|三刻|整|${n}\\s*分?))?`);
const clock = /(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜)?\s*(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?m\b\.?)?(?!\d)/;
const half = /\bhalf past (\d{1,2}|[a-z]+)\s*([ap]\.?m\b)?/;
const hour = /\b(\d{1,2})\s*([ap])\.?m\b\.?|\b(\d{1,2})\s*o'?clock\b/;
const spelled = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

function number(text: string | undefined): number {
  return text === undefined ? 0 : (chineseNumber(text) ?? Number(text));
}

function shift(hours: number, part: string | undefined): number {
  if (part === undefined) return hours;
  if (/^p/.test(part)) return hours < 12 ? hours + 12 : hours;
  if (/^a/.test(part)) return hours === 12 ? 0 : hours;
  if (/凌晨|晚|夜/.test(part) && hours === 12) return 0;
  if (/夜/.test(part) && hours < 6) return hours;
  if (/下午|傍晚|晚|夜/.test(part)) return hours < 12 ? hours + 12 : hours;
  if (part === '中午') return hours < 3 ? hours + 12 : hours;
  return hours;
}

function at(text: string, match: RegExpExecArray, hours: number, minutes: number) {
  if (hours < 0 || hours > 24 || minutes > 59 || !Number.isFinite(hours + minutes)) return null;
  const shown = `${String(hours % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return { value: shown, rest: without(text, match.index, match.index + match[0].length) };
}

export const readTime: Reader = (text) => {
  const exact = clock.exec(text);
  if (exact) return at(text, exact, shift(Number(exact[2]), exact[4] ?? exact[1]), Number(exact[3]));
  const chinese = han.exec(text);
  if (chinese) {
    const quarter = { 半: 30, 一刻: 15, 三刻: 45, 整: 0 }[chinese[3] ?? ''];
    return at(text, chinese, shift(number(chinese[2]), chinese[1]), quarter ?? number(chinese[4]));
  }
  const past = half.exec(text);
  if (past) return at(text, past, shift(/^\d/.test(past[1]!) ? Number(past[1]) : spelled.indexOf(past[1]!), past[2]), 30);
  const plain = hour.exec(text);
  if (plain) return at(text, plain, shift(Number(plain[1] ?? plain[3]), plain[2]), 0);
  const noon = /\bnoon\b|正午|中午/.exec(text);
  if (noon) return at(text, noon, 12, 0);
  const midnight = /\bmidnight\b|午夜|半夜/.exec(text);
  return midnight ? at(text, midnight, 0, 0) : null;
};
