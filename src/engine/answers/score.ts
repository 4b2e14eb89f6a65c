/** Ratings: 4, 4星, ⭐⭐⭐⭐, 5/5, five, 很满意, terrible. */
import { folded } from '../wording.ts';
import { isExact, mentionsOf } from './mentions.ts';

/** Words that stand for a share of the scale. */
const moods: [RegExp, number][] = [
  [/非常不满|很差|太差|极差|垃圾|terrible|awful|horrible|👎|😡/, 0],
  [/不(?:是|太|怎么|够|很|算)*(?:满意|好)|没有?(?:很|太|多)?满意|较差|\b(bad|poor)\b|\bnot\s+(?:\w+\s+)?(?:good|great|nice|happy|satisfied|perfect)\b/, 0.25],
  [/一般|还行|凑合|\b(so so|average|meh)\b/, 0.5],
  [/非常满意|很满意|非常好|太好了|完美|excellent|perfect|amazing|awesome|great|👍|😍/, 1],
  [/满意|不错|挺好|\b(good|nice|fine)\b/, 0.75],
];

/** A rating from 1 to `scale`; undefined when there is none. */
export function readScore(text: string, scale: number): { value: number; whole: boolean } | undefined {
  const stars = text.match(/⭐|★|🌟/gu)?.length ?? 0;
  if (stars > 0 && stars <= scale) return { value: stars, whole: true };
  const plain = folded(text).trim();
  const [number] = mentionsOf(plain.replace(/^(\d+)\s*\/\s*\d+/, '$1'));
  const [value = 0] = number?.values ?? [];
  if (number) return isExact(number) && Number.isInteger(value) && value >= 1 && value <= scale ? { value, whole: number.start === 0 } : undefined;
  const mood = moods.find(([pattern]) => pattern.test(plain));
  return mood ? { value: 1 + Math.round(mood[1] * (scale - 1)), whole: plain.length < 12 } : undefined;
}
