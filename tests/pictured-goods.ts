/** Pictures as customers send them: those of the demo catalogues, changed on the way; and others that no catalogue has. */
import { readdirSync, readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { productPicture } from '../src/demo/demo-catalogue.ts';
import { drawPicture } from '../src/demo/picture/draw-picture.ts';
import { garments } from '../src/demo/picture/garments.ts';
import { goodsShapes } from '../src/demo/picture/goods-shapes.ts';
import { demoProducts, paints, type Silhouette } from '../src/demo/seed/product-table.ts';
import { goodsPicture, shopRows } from '../src/demo/seed/trade-rows.ts';
import type { ProductRow } from '../src/shop/shop.ts';

const png = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).png().toBuffer();

/** The goods of all three demo shops. */
export const demoGoods: readonly ProductRow[] = (['clothes', 'tea', 'phones'] as const).flatMap((shop) => shopRows(shop, 0).products);

/** The picture of one, 800 x 1000, as PNG. */
export const pictureOf = (id: string): Promise<Buffer> => png(productPicture(id) ?? '');

/** A generator of numbers from 0 to 1, the same each time. */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function framed(picture: Buffer, page: string, look: { width: number; left: number; top: number; round?: number }, over: string): Promise<Sharp> {
  const inner = await sharp(picture).resize(look.width).toBuffer();
  const svg = Buffer.from(`<svg width="1080" height="2200" font-family="sans-serif">${over}</svg>`);
  return sharp({ create: { width: 1_080, height: 2_200, channels: 3, background: page } })
    .composite([
      { input: inner, left: look.left, top: look.top },
      { input: svg, left: 0, top: 0 },
    ])
    .jpeg({ quality: 70 });
}

/** What happens to a picture between the shop's site and the chat. */
export const ways: Readonly<Record<string, (picture: Buffer, chance: () => number) => Sharp | Promise<Sharp>>> = {
  'as it is': (picture) => sharp(picture).jpeg({ quality: 80 }),
  'small and compressed': (picture) => sharp(picture).resize(300).jpeg({ quality: 30 }),
  mirrored: (picture) => sharp(picture).flop().jpeg(),
  darkened: (picture) => sharp(picture).modulate({ brightness: 0.55 }).jpeg(),
  'less light': (picture) => sharp(picture).linear(0.5, 0).jpeg({ quality: 60 }),
  trimmed: (picture) => sharp(picture).extract({ left: 40, top: 50, width: 720, height: 900 }).jpeg(),
  'cut off above': (picture) => sharp(picture).extract({ left: 0, top: 250, width: 800, height: 750 }).jpeg(),
  'cut off at a corner': (picture) => sharp(picture).extract({ left: 200, top: 0, width: 600, height: 750 }).jpeg(),
  'cut anywhere': (picture, chance) => {
    const [width, height] = [Math.round(800 * (0.75 + chance() * 0.25)), Math.round(1_000 * (0.75 + chance() * 0.25))];
    return sharp(picture)
      .extract({ left: Math.floor(chance() * (800 - width)), top: Math.floor(chance() * (1_000 - height)), width, height })
      .jpeg({ quality: 60 });
  },
  square: (picture) => sharp(picture).extract({ left: 0, top: 100, width: 800, height: 800 }).jpeg(),
  'on a shop page': (picture) =>
    framed(
      picture,
      '#ffffff',
      { width: 1_080, left: 0, top: 160 },
      '<rect width="1080" height="160" fill="#eee"/><text x="40" y="100" font-size="60">12:30</text><text x="40" y="1640" font-size="80" fill="#c00">¥ 129.00</text><rect x="40" y="2000" width="1000" height="140" rx="70" fill="#e33"/>',
    ),
  'in a viewer': (picture) => framed(picture, '#000000', { width: 1_080, left: 0, top: 420 }, '<text x="40" y="100" font-size="60" fill="#fff">12:30</text>'),
  'in a chat': (picture) =>
    framed(
      picture,
      '#ededed',
      { width: 560, left: 420, top: 420 },
      '<rect width="1080" height="150" fill="#ddd"/><text x="440" y="100" font-size="60">Shop</text><rect x="150" y="1250" width="500" height="120" rx="20" fill="#fff"/><rect y="2050" width="1080" height="150" fill="#f7f7f7"/>',
    ),
};

/** Other pictures, 200 of them, or every so many of those: drawings in colours that no product has, screenshots, and scenes of shapes and noise. */
export async function otherPictures(every = 1): Promise<Buffer[]> {
  const chance = chances(11);
  const fixtures = new URL('../src/pictures/fixtures/', import.meta.url);
  const shots = readdirSync(fixtures).filter((name) => /\.(?:png|jpg|webp)$/.test(name));
  const shapes = [...Object.keys(garments), ...Object.keys(goodsShapes)] as Silhouette[];
  const used = new Set([
    ...demoProducts.map(({ silhouette, colours }) => `${silhouette} ${paints[colours[0] ?? 'grey']}`),
    ...demoGoods.flatMap(({ _id }) => {
      const goods = goodsPicture(_id);
      return goods ? [`${goods.shape} ${goods.paint}`] : [];
    }),
  ]);
  const drawn = shapes.flatMap((shape) =>
    (['purple', 'olive', 'sky'] as const).filter((colour) => !used.has(`${shape} ${paints[colour]}`)).map((colour) => ({ shape, paint: paints[colour] })),
  );
  const made = [
    ...shots.map((name) => async () => readFileSync(new URL(name, fixtures))),
    ...drawn.slice(0, 100).map(
      ({ shape, paint }) =>
        () =>
          png(drawPicture(shape, paint)),
    ),
  ];
  while (made.length < 200) made.push(() => scene(chance));
  return Promise.all(made.filter((_, at) => at < 200 && at % every === 0).map((make) => make()));
}

/** A scene of soft ground, shapes and noise, as a photo of something else has them. */
async function scene(chance: () => number): Promise<Buffer> {
  const colour = (): string => `hsl(${Math.floor(chance() * 360)} ${Math.floor(20 + chance() * 60)}% ${Math.floor(20 + chance() * 65)}%)`;
  const shape = (): string => {
    const [x, y, w, h] = [chance() * 700, chance() * 700, 60 + chance() * 300, 60 + chance() * 300].map(Math.round);
    return chance() < 0.5
      ? `<ellipse cx="${x}" cy="${y}" rx="${w! / 2}" ry="${h! / 2}" fill="${colour()}"/>`
      : `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${Math.round(chance() * 40)}" fill="${colour()}" transform="rotate(${Math.round(chance() * 40 - 20)})"/>`;
  };
  const many = 2 + Math.floor(chance() * 7);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><defs><linearGradient id="g" x2="${chance().toFixed(2)}" y2="1"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient></defs><rect width="800" height="800" fill="url(#g)"/>${Array.from({ length: many }, shape).join('')}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 75 }).toBuffer();
}
