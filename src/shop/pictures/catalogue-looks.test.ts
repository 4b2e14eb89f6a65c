import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chances, demoGoods, otherPictures, pictureOf, ways } from '../../../tests/pictured-goods.ts';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { atOnce } from '../../event-loop/slices.ts';
import { distance, hashOf, mirrored } from '../../pictures/likeness/box-hash.ts';
import { indexing } from '../../pictures/likeness/hash-index.ts';
import { planesOf, whole } from '../../pictures/likeness/planes.ts';
import { smallPicture } from '../../pictures/small-picture.ts';
import type { Store } from '../../store/store.ts';
import type { ProductRow } from '../shop.ts';
import { type CatalogueLooks, createCatalogueLooks, lookId, type PictureBytes, picturesOf } from './catalogue-looks.ts';
import { pictureLooks } from './rows.ts';

const log = { info() {}, warn() {}, error() {} };
let store: Store;
let close: () => Promise<void>;
let now = 1_000;
const asked: { address: string; etag: string | undefined }[] = [];
let answer: ((address: string, etag: string | undefined) => PictureBytes | undefined) | undefined;
let looks: CatalogueLooks;

async function get(address: string, etag: string | undefined): Promise<PictureBytes> {
  asked.push({ address, etag });
  const other = answer?.(address, etag);
  if (other) return other;
  const small = await smallPicture(await pictureOf(/images\/([^.]+)/.exec(address)?.[1] ?? ''));
  return small ? { ok: true, small, etag: '"1"' } : { ok: false, why: 'none' };
}

const opened = (): CatalogueLooks => createCatalogueLooks({ store, get, alone: (work) => work(), log, now: () => now });

beforeAll(async () => {
  ({ store, close } = await openTestStore());
  looks = opened();
  await looks.learn(demoGoods);
});
afterAll(async () => {
  await looks.stop();
  await close();
});

describe("a customer's picture of goods", () => {
  for (const [n, [name, way]] of Object.entries(ways).entries())
    it(name, async () => {
      // Two of the catalogue for each way, others each time.
      for (const { _id } of demoGoods.filter((_, at) => at % 37 === n)) {
        const small = await smallPicture(await (await way(await pictureOf(_id), chances(n))).toBuffer());
        expect((small && (await looks.find(small)))?.goods, _id).toContain(_id);
      }
    });

  it('claims none of other pictures', async () => {
    for (const picture of await otherPictures(8)) {
      const small = await smallPicture(picture);
      expect((small && (await looks.find(small)))?.sure).not.toBe(true);
    }
  });
});

describe('the pictures of the catalogue', () => {
  const row = (id: string, image: string, images?: string[]): ProductRow => ({ ...demoGoods[0]!, _id: id, image, ...(images && { images }) });

  it('are asked for once, again after a week by their mark, and forgotten with their goods', async () => {
    const own = createCatalogueLooks({ store, get, alone: (work) => work(), log, now: () => now });
    asked.length = 0;
    await own.learn(demoGoods);
    expect(asked).toEqual([]);
    now += 8 * 86_400_000;
    answer = (_, etag) => (etag === '"1"' ? { ok: true, same: true } : undefined);
    await own.learn(demoGoods.slice(0, 3));
    expect(asked).toEqual(demoGoods.slice(0, 3).map(({ image }) => ({ address: image, etag: '"1"' })));
    expect((await store.collection(pictureLooks).find({ limit: 100 })).map(({ address }) => address).sort()).toEqual(
      demoGoods
        .slice(0, 3)
        .map(({ image }) => image)
        .sort(),
    );
    expect((await store.collection(pictureLooks).get(lookId(demoGoods[0]!.image)))?.look).toBeDefined();
  });

  it('that cannot be had are noted with the reason, and tried again after hours', async () => {
    const own = createCatalogueLooks({ store, get, alone: (work) => work(), log, now: () => now });
    answer = () => ({ ok: false, why: 'HTTP 404' });
    asked.length = 0;
    await own.learn([row('x', 'https://shop.example/x.jpg')]);
    await own.learn([row('x', 'https://shop.example/x.jpg')]);
    expect(asked).toHaveLength(1);
    expect(await store.collection(pictureLooks).get(lookId('https://shop.example/x.jpg'))).toMatchObject({ why: 'HTTP 404' });
    now += 7 * 3_600_000;
    await own.learn([row('x', 'https://shop.example/x.jpg')]);
    expect(asked).toHaveLength(2);
    answer = undefined;
  });

  it('one address may be of several goods, and a product has six at most', () => {
    const found = picturesOf([row('a', 'i1', ['i2', '', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8']), row('b', 'i2')]);
    expect([...found.keys()]).toEqual(['i1', 'i2', 'i3', 'i4', 'i5', 'i6']);
    expect(found.get('i2')).toEqual(['a', 'b']);
  });
});

describe('hashes', () => {
  it('of a mirrored picture are the mirrored hash', async () => {
    const rgb = Uint8Array.from({ length: 64 * 48 * 3 }, (_, at) => (at * 7 + (at >> 5) * 13) % 251);
    const flopped = rgb.map((_, at) => {
      const [pixel, part] = [Math.floor(at / 3), at % 3];
      return rgb[(pixel - (pixel % 64) + 63 - (pixel % 64)) * 3 + part]!;
    });
    const [one, other] = [rgb, flopped].map((bytes) => hashOf(planesOf({ width: 64, height: 48, rgb: bytes }), whole));
    expect(distance(mirrored(one!), other!)).toBeLessThanOrEqual(2);
  });

  it('are found among 20,000 when they differ in eleven bits, and not in twenty', () => {
    const chance = chances(3);
    const hashes = Uint32Array.from({ length: 40_000 }, () => chance() * 2 ** 32);
    const index = atOnce(indexing(hashes));
    for (let n = 0; n < 50; n++) {
      const [high, low] = [hashes[n * 2]!, hashes[n * 2 + 1]!];
      expect(index.near([(high ^ 0b10101_0000_0000_0000_0000_0101) >>> 0, (low ^ 0b11_0100) >>> 0]).map(({ at }) => at)).toContain(n);
      expect(index.near([(high ^ 0x000f_f3ff) >>> 0, (low ^ 0x3) >>> 0]).map(({ at }) => at)).not.toContain(n);
    }
  });
});
