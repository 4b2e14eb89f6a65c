/** Ratings: 4, 4星, ⭐⭐⭐⭐, ★★★☆☆, 4/5, 8 out of 10, five, 很满意, 差评, not bad, terrible. */
import { plainDigits } from '../../numbers/plain-digits.ts';
import { folded } from '../wording.ts';
import { accounted, cut } from './accounted.ts';
import { isExact, mentionsOf } from './mentions.ts';
import { alone, contrast, ratings } from './score-words.ts';

export interface Rating {
  value: number;
  whole: boolean;
}

/** Reads a rating from 1 to `scale`; undefined when there is none, or none that is sure. */
export function readScore(text: string, scale: number): Rating | undefined {
  const plain = plainDigits(folded(text))
    .replace(/[\u{1F3FB}-\u{1F3FF}]/gu, '')
    .trim();
  const stars = plain.match(/[⭐★🌟]/gu)?.length ?? 0;
  const words = plain.replace(/[⭐★🌟☆]/gu, '').trim();
  if (stars > 0) return stars <= scale && !/\d/.test(words) ? { value: stars, whole: true } : undefined;
  const share = /(?:100|一百)\s*分/.test(words) && scale !== 100 ? scale : ofAnother(words, scale);
  if (share !== undefined) return share === null ? undefined : { value: share, whole: true };
  return inNumbers(words, scale) ?? inWords(words, scale);
}

/** Reads a rating on another scale as one on this scale: "8 out of 10", 4/5, 满分10分我给8分; null when it falls between two marks. */
function ofAnother(text: string, scale: number): number | null | undefined {
  const n = '(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)';
  const parts = new RegExp(`(?<![\\d.a-z])${n}\\s*(?:\\/|out\\s+of|of)\\s*${n}(?![\\d.a-z/])`).exec(text);
  const full = parts
    ? null
    : /(?:满分\s*是?\s*(?=[\d十五])|(?=\d{1,3}\s*分满分|[十五]分满分))(\d{1,3}|十|五)\s*分?(?:满分)?[，,\s]*(?:我|就)?(?:给|打)?\s*(\d{1,3}|[一二三四五六七八九十])\s*分/.exec(
        text,
      );
  const match = parts ?? full;
  if (!match) return undefined;
  const [over, under] = (parts ? [match[1], match[2]] : [match[2], match[1]]).map((part) => mentionsOf(part ?? '')[0]?.values[0] ?? 0);
  const rest = cut(text, [{ start: match.index, end: match.index + match[0].length }]);
  if (!over || !under || ![scale, 5, 10, 100].includes(under) || over > under || !accounted(rest, { numbers: 'none', amount: true, past: true })) return null;
  const value = (over * scale) / under;
  return Number.isInteger(value) && value >= 1 ? value : null;
}

/**
 * Reads a rating in numbers: 4, 五分, 5 stars, "5, great service". Undefined without a number; a rating that is not sure comes as undefined from {@link
 * inWords} as well.
 */
function inNumbers(text: string, scale: number): Rating | undefined {
  const plain = text.replace(/(\d)[\s-]*(?:stars?(?![a-z])|\*)/g, '$1 星').replace(/([\d一二两三四五六七八九十])颗(?=星)/g, '$1');
  const all = mentionsOf(plain);
  const [first] = all;
  if (!first || !all.every(isExact) || all.some(({ values }) => values[0] !== first.values[0])) return undefined;
  const [value = 0] = first.values;
  const rest = cut(plain, all);
  const ofFive = /星|star/.test(rest);
  if (!Number.isInteger(value) || value < 1 || value > scale || (ofFive && scale !== 5) || /半/.test(rest) || first.counter) return undefined;
  if (
    sides(rest).found.some((share) => Math.abs(share - (value - 1) / (scale - 1)) > 0.5) ||
    !accounted(rest.replace(/but|但是?|不过/g, ' '), { numbers: 'none', amount: true, past: true })
  )
    return undefined;
  return { value, whole: rest.replace(/[\s\p{P}星分]|stars?|points?|打|给/gu, '').length < 4 };
}

/** Returns the shares that the words of a text rate with, and what is left of it. */
function sides(text: string): { found: number[]; left: string } {
  let left = text;
  const found: number[] = [];
  for (const [share, pattern] of ratings) {
    const hit = pattern.exec(left);
    if (!hit) continue;
    found.push(share);
    left = cut(left, [{ start: hit.index, end: hit.index + hit[0].length }]);
  }
  return { found, left };
}

function inWords(text: string, scale: number): Rating | undefined {
  if (mentionsOf(text).length > 0) return undefined;
  const bare = text.replace(/[\s.。!！~～,，]+$/, '');
  const single = alone.get(bare);
  const { found, left } = single === undefined ? sides(text) : { found: [single], left: '' };
  if (found.length === 0 || contrast.test(text) || !accounted(left, { numbers: 'none', amount: true, past: true })) return undefined;
  const least = Math.min(...found);
  const most = Math.max(...found);
  // "Great product, terrible delivery" rates nothing; of two on one side the stronger counts.
  if (least !== most && least < 0.75 && most > 0.25) return undefined;
  return { value: 1 + Math.round((least < 0.5 ? least : most) * (scale - 1)), whole: text.length < 24 };
}
