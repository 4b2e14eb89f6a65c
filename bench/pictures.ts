/** Reading of the screenshots that the tests have: how many numbers, and what one takes. */
import { readFileSync } from 'node:fs';
import { candidatesIn, lookalike } from '../src/pictures/candidates.ts';
import { endReading, readPicture } from '../src/pictures/read-picture.ts';
import { repackPicture } from '../src/pictures/repack.ts';

const fixtures = new URL('../src/pictures/fixtures/', import.meta.url);

export interface PictureFigures {
  numbers: number;
  read: number;
  /** Of one picture, all threads. */
  cpuSeconds: number;
  openSeconds: number;
  residentMb: number;
}

export async function benchPictures(): Promise<PictureFigures> {
  const shots = JSON.parse(readFileSync(new URL('numbers.json', fixtures), 'utf8')) as { file: string; numbers: string[] }[];
  const used = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const begun = used();
  await readPicture(readFileSync(new URL('qr.png', fixtures)));
  const opened = used();
  let read = 0;
  let reading = 0;
  for (const { file, numbers } of shots) {
    // As the program sees them: drawn anew.
    const drawn = await repackPicture(readFileSync(new URL(file, fixtures)));
    const begunOne = used();
    const got = drawn.ok ? await readPicture(drawn.bytes) : drawn;
    reading += used() - begunOne;
    const looks = new Set(got.ok ? candidatesIn(got.writing).map(({ text }) => lookalike(text)) : []);
    read += numbers.filter((number) => looks.has(lookalike(number))).length;
  }
  const residentMb = process.memoryUsage.rss() / 2 ** 20;
  await endReading();
  const numbers = shots.reduce((sum, shot) => sum + shot.numbers.length, 0);
  return { numbers, read, cpuSeconds: reading / shots.length, openSeconds: opened - begun, residentMb };
}
