/** The demo catalogues' pictures as customers send them, and others: which are known again, which are claimed wrongly, and what looking takes. */
import { performance } from 'node:perf_hooks';
import { allCollections } from '../src/app/open-store.ts';
import { atOnce } from '../src/event-loop/slices.ts';
import { indexing } from '../src/pictures/likeness/hash-index.ts';
import { smallPicture } from '../src/pictures/small-picture.ts';
import { createCatalogueLooks } from '../src/shop/pictures/catalogue-looks.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';
import { chances, demoGoods, otherPictures, pictureOf, ways } from '../tests/pictured-goods.ts';
import { otherPhotos, photographed, photoOfId } from '../tests/pictured-photos.ts';
import type { Figure } from './figure.ts';

export interface PicturedFigures {
  goods: number;
  /** For each way: answered by the right product, asked with it among three at most, by another one, not known. */
  ways: Record<string, { right: number; asked: number; wrong: number; missed: number }>;
  others: { looked: number; claimed: number; asked: number };
  /** One picture, ms of CPU, with its decoding. */
  findMs: number;
}

/** A catalogue, its pictures, and pictures of nothing in it. */
const catalogues = {
  drawn: { goods: demoGoods, pictureOf, others: () => otherPictures() },
  photographed: { goods: photographed, pictureOf: photoOfId, others: () => otherPhotos(100) },
};

const quiet = { info() {}, warn() {}, error() {} };

/** Measures. `every`: of the goods, one in so many. */
export async function benchPicturedGoods(kind: keyof typeof catalogues, every = 1): Promise<PicturedFigures> {
  const { goods, pictureOf, others: otherOnes } = catalogues[kind];
  const store = await openSqlite({ file: ':memory:', specs: allCollections, now: () => 0, log: quiet });
  const looks = createCatalogueLooks({
    store,
    async get(address) {
      const small = await smallPicture(await pictureOf(/images\/([^.]+)/.exec(address)?.[1] ?? ''));
      return small ? { ok: true, small } : { ok: false, why: 'none' };
    },
    alone: (work) => work(),
    log: quiet,
    now: () => 0,
  });
  await looks.learn(goods);
  const pictures = new Map<string, Buffer>();
  for (const { _id } of goods.filter((_, at) => at % every === 0)) pictures.set(_id, await pictureOf(_id));
  const found: PicturedFigures['ways'] = {};
  let [ms, asked] = [0, 0];
  const shownIn = async (picture: Buffer) => {
    const before = process.cpuUsage();
    const small = await smallPicture(picture);
    const shown = small && (await looks.find(small));
    const { user, system } = process.cpuUsage(before);
    ms += (user + system) / 1_000;
    asked += 1;
    return shown;
  };
  for (const [name, way] of Object.entries(ways)) {
    const chance = chances(7);
    const sums = { right: 0, asked: 0, wrong: 0, missed: 0 };
    for (const [id, picture] of pictures) {
      const shown = await shownIn(await (await way(picture, chance)).toBuffer());
      const has = shown?.goods.includes(id) === true;
      sums[!shown ? 'missed' : shown.sure ? (has ? 'right' : 'wrong') : has ? 'asked' : 'wrong'] += 1;
    }
    found[name] = sums;
  }
  const others = { looked: 0, claimed: 0, asked: 0 };
  for (const picture of await otherOnes()) {
    const shown = await shownIn(picture);
    others.looked += 1;
    if (shown) others[shown.sure ? 'claimed' : 'asked'] += 1;
  }
  await looks.stop();
  await store.close();
  return { goods: goods.length, ways: found, others, findMs: ms / asked };
}

/** Times one hash, and the 160 of one picture, among those of 20,000 pictures (35 each), ms. */
export function benchHashes(): { hashMs: number; pictureMs: number } {
  const chance = chances(5);
  const hashes = Uint32Array.from({ length: 2 * 20_000 * 35 }, () => chance() * 2 ** 32);
  const index = atOnce(indexing(hashes));
  const one = (n: number): readonly [number, number] => [hashes[n * 400]! ^ 5, hashes[n * 400 + 1]! ^ 9];
  for (let n = 0; n < 2_000; n++) index.near(one(n));
  const begun = performance.now();
  for (let n = 0; n < 3_200; n++) index.near(one(n));
  const each = (performance.now() - begun) / 3_200;
  return { hashMs: each, pictureMs: each * 160 };
}

/** Puts them as lines of the bench. */
export function picturedFigures(kind: string, { goods, ways, others, findMs }: PicturedFigures): Figure[] {
  const sums = Object.values(ways);
  const all = (key: 'right' | 'asked' | 'wrong' | 'missed'): number => sums.reduce((sum, way) => sum + way[key], 0);
  const shown = all('right') + all('asked') + all('wrong') + all('missed');
  return [
    {
      name: `${kind}: of ${shown} changed pictures (${goods} goods in the catalogue, ${sums.length} ways), answered by the right product`,
      value: all('right'),
      unit: '',
    },
    { name: `${kind}: asked, with it among three at most`, value: all('asked'), unit: '' },
    { name: `${kind}: another product claimed, or asked without it`, value: all('wrong'), unit: '' },
    { name: `${kind}: of ${others.looked} other pictures, claimed`, value: others.claimed, unit: '', target: { atMost: 0 } },
    { name: `${kind}: asked`, value: others.asked, unit: '' },
    { name: `${kind}: one picture, of CPU`, value: findMs, unit: 'ms' },
  ];
}
