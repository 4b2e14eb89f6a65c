/** The demo catalogues' pictures as customers send them, and others: which are known again, which are claimed wrongly, and what looking takes. */
import { performance } from 'node:perf_hooks';
import { allCollections } from '../src/app/open-store.ts';
import { atOnce } from '../src/event-loop/slices.ts';
import { indexing } from '../src/pictures/likeness/hash-index.ts';
import { smallPicture } from '../src/pictures/small-picture.ts';
import { createCatalogueLooks } from '../src/shop/pictures/catalogue-looks.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';
import { chances, demoGoods, otherPictures, pictureOf, ways } from '../tests/pictured-goods.ts';

export interface PicturedFigures {
  goods: number;
  /** For each way: answered by the right product, asked with it among three at most, by another one, not known. */
  ways: Record<string, { right: number; asked: number; wrong: number; missed: number }>;
  others: { looked: number; claimed: number; asked: number };
  /** One picture, ms of CPU, with its decoding. */
  findMs: number;
  /** One hash among 20,000, and all of one picture's (160) among those. */
  hashMs: number;
  pictureMs: number;
}

const quiet = { info() {}, warn() {}, error() {} };

/** Measures. `every`: of the goods, one in so many. */
export async function benchPicturedGoods(every = 1): Promise<PicturedFigures> {
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
  await looks.learn(demoGoods);
  const pictures = new Map<string, Buffer>();
  for (const { _id } of demoGoods.filter((_, at) => at % every === 0)) pictures.set(_id, await pictureOf(_id));
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
  for (const picture of await otherPictures()) {
    const shown = await shownIn(picture);
    others.looked += 1;
    if (shown) others[shown.sure ? 'claimed' : 'asked'] += 1;
  }
  await looks.stop();
  await store.close();
  return { goods: demoGoods.length, ways: found, others, findMs: ms / asked, ...searching() };
}

/** Times one hash, and the 160 of one picture, among 20,000. */
function searching(): { hashMs: number; pictureMs: number } {
  const chance = chances(5);
  const hashes = Uint32Array.from({ length: 40_000 }, () => chance() * 2 ** 32);
  const index = atOnce(indexing(hashes));
  const one = (n: number): readonly [number, number] => [hashes[n * 2]! ^ 5, hashes[n * 2 + 1]! ^ 9];
  for (let n = 0; n < 2_000; n++) index.near(one(n));
  const begun = performance.now();
  for (let n = 0; n < 1_600; n++) index.near(one(n));
  const each = (performance.now() - begun) / 1_600;
  return { hashMs: each, pictureMs: each * 160 };
}
