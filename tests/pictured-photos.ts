/** Scenes as a shop photographs them: things with texture, light from one side and a shadow, on a table before a wall, with the noise of a camera. */
import sharp from 'sharp';
import type { ProductRow } from '../src/shop/shop.ts';
import { chances, demoGoods } from './pictured-goods.ts';

/** Outlines in a square of 400 around 0, standing on y = 190. */
const outlines: Readonly<Record<string, string>> = {
  bottle: 'M-40-190h80v60q50 30 50 90v180q0 50-50 50h-80q-50 0-50-50v-180q0-60 50-90z',
  mug: 'M-110-120h180v30h30q50 0 50 70t-50 80h-30v60q0 70-70 70h-40q-70 0-70-70z',
  box: 'M-170-60l150-90 190 70v190l-180 80-160-60z',
  shoe: 'M-180 40q0-90 60-80 60 60 140 70 160 20 170 90v30q0 40-40 40h-300q-40 0-30-60z',
  bag: 'M-130-60h60v-50q0-80 70-80t70 80v50h60l30 210q0 40-40 40h-240q-40 0-40-40z',
  lamp: 'M-120-30l60-150h120l60 150h-100v150h70q20 70-90 70t-90-70h70v-150z',
  jar: 'M-90-170h180v50q40 20 40 70v170q0 70-70 70h-120q-70 0-70-70v-170q0-50 40-70z',
  book: 'M-150-180h270q30 0 30 30v320h-270q-30 20-30 20z',
};
const names = Object.keys(outlines);

/** The scene of a number, 800 x 1000, as a compressed photo. Two of the same outline differ in colour, texture, place or light. */
export function photoOf(seed: number): Promise<Buffer> {
  const chance = chances(seed * 7_919 + 17);
  for (let n = 0; n < 8; n++) chance();
  const number = (from: number, to: number): number => Math.round((from + chance() * (to - from)) * 1_000) / 1_000;
  const outline = outlines[names[seed % names.length]!]!;
  const hue = Math.floor(chance() * 360);
  const colour = (light: number, of = hue): string => `hsl(${of},${Math.floor(number(15, 75))}%,${light}%)`;
  const grain = (): string => `${number(0.004, 0.05)} ${number(0.004, 0.3)}`;
  const [x, y, size, lean] = [number(340, 460), number(480, 620), number(1, 1.6), number(-9, 9)];
  const light = number(180, 360);
  const table = Math.floor(chance() * 360);
  const things = Array.from({ length: Math.floor(number(0, 4)) }, () => {
    const of = Math.floor(chance() * 360);
    return `<ellipse cx="${number(0, 800)}" cy="${number(620, 940)}" rx="${number(15, 80)}" ry="${number(10, 60)}" fill="${colour(45, of)}" filter="url(#thing)"/>`;
  }).join('');
  const at = `translate(${x} ${y}) rotate(${lean}) scale(${size})`;
  const texture = (id: string, strength: number) =>
    `<filter id="${id}" x="-10%" y="-10%" width="120%" height="120%"><feTurbulence type="fractalNoise" baseFrequency="${grain()}" numOctaves="4" seed="${Math.floor(chance() * 999)}" result="n"/><feDiffuseLighting in="n" surfaceScale="${strength}" diffuseConstant="1" lighting-color="#fff" result="l"><feDistantLight azimuth="${light}" elevation="${Math.floor(number(35, 65))}"/></feDiffuseLighting><feComposite in="SourceGraphic" in2="l" operator="arithmetic" k1="1.2" k2="0.1" k3="0" k4="0" result="c"/><feComposite in="c" in2="SourceGraphic" operator="in"/></filter>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000"><defs>
<radialGradient id="body" cx="${number(0.2, 0.8)}" cy="0.3" r="0.9"><stop stop-color="${colour(78)}"/><stop offset="0.5" stop-color="${colour(48)}"/><stop offset="1" stop-color="${colour(22)}"/></radialGradient>
<linearGradient id="wall" x2="${number(0, 1)}" y2="1"><stop stop-color="${colour(88, table)}"/><stop offset="1" stop-color="${colour(60, table)}"/></linearGradient>
${texture('skin', number(1, 6))}${texture('wood', number(2, 8))}${texture('thing', 3)}
<filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${number(8, 26)}"/></filter>
<filter id="noise"><feTurbulence type="turbulence" baseFrequency="0.9" numOctaves="1" seed="${seed}"/><feColorMatrix type="saturate" values="0.3"/></filter></defs>
<rect width="800" height="1000" fill="url(#wall)"/><rect y="${number(520, 700)}" width="800" height="500" fill="${colour(46, (table + 40) % 360)}" filter="url(#wood)"/>
${things}<ellipse cx="${x + number(-90, 90)}" cy="${y + 190 * size}" rx="${200 * size}" ry="${number(25, 60)}" fill="#000" opacity="0.55" filter="url(#soft)"/>
<path d="${outline}" transform="${at}" fill="url(#body)" filter="url(#skin)"/><rect x="-60" y="0" width="120" height="${number(30, 80)}" transform="${at}" fill="${colour(85, (hue + 150) % 360)}" opacity="${number(0, 1) > 0.5 ? 0.9 : 0}"/>
<rect width="800" height="1000" filter="url(#noise)" opacity="0.12"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().jpeg({ quality: 85 }).toBuffer();
}

/** Goods with a photo each; their ids end with its number. */
export const photographed: readonly ProductRow[] = Array.from({ length: 96 }, (_, n) => ({
  ...demoGoods[0]!,
  _id: `photo-${n}`,
  images: [`https://shop.example/images/photo-${n}.jpg`],
  variants: [],
}));
export const photoOfId = (id: string): Promise<Buffer> => photoOf(Number(/\d+$/.exec(id)?.[0] ?? 0));

/** Scenes that no product has: of the same outlines, on other tables, in other colours and light. */
export const otherPhotos = (many: number): Promise<Buffer[]> => Promise.all(Array.from({ length: many }, (_, n) => photoOf(1_000 + n)));
