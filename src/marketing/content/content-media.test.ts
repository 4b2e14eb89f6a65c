import { expect, test } from 'vitest';
import { mediaParts, mediaProblems } from './content-media.ts';

const sizes: Record<string, number> = {
  'pictures/dress.jpg': 80_000,
  'pictures/sub/a.png': 1,
  'pictures/big.jpg': 5_000_001,
  'pictures/list.pdf': 9,
  'pictures/clip.mp4': 9,
};
const sizeOf = async (name: string) => sizes[name];

test.each<[content: object, problems: string[]]>([
  [{}, []],
  [{ image: 'dress.jpg' }, []],
  [{ image: 'pictures/dress.jpg' }, []],
  [{ image: './pictures/dress.jpg' }, []],
  [{ image: '/pictures/dress.jpg' }, []],
  [{ image: 'sub/a.png' }, []],
  [{ image: 'https://shop.example/a.jpg' }, []],
  [{ video: 'clip.mp4', file: 'list.pdf' }, []],
  [{ image: 'dres.jpg' }, ['content.image: there is no file "pictures/dres.jpg": put it into the folder pictures beside the flows']],
  [{ image: '../secret.jpg' }, ['content.image: there is no file "pictures/../secret.jpg": put it into the folder pictures beside the flows']],
  [{ image: 'list.pdf' }, ['content.image: pictures/list.pdf is no JPG, PNG, GIF or WebP']],
  [{ image: 'big.jpg' }, ['content.image: pictures/big.jpg has 5.0 MB, more than 5 MB']],
  [
    { image: 'ftp://shop.example/a.jpg' },
    ['content.image: there is no file "pictures/ftp://shop.example/a.jpg": put it into the folder pictures beside the flows'],
  ],
  [
    { video: 'none.mp4', file: 'none.pdf' },
    [
      'content.video: there is no file "pictures/none.mp4": put it into the folder pictures beside the flows',
      'content.file: there is no file "pictures/none.pdf": put it into the folder pictures beside the flows',
    ],
  ],
])('%j has the problems %j', async (content, problems) => {
  expect((await mediaProblems(content, sizeOf)).map(({ field, en }) => `${field}: ${en}`)).toEqual(problems);
});

test('the text is the caption of the first', () => {
  expect(mediaParts({ image: 'dress.jpg', file: 'https://shop.example/list.pdf' }, 'Sale')).toEqual([
    { type: 'image', media: { url: '/pictures/dress.jpg' }, caption: 'Sale' },
    { type: 'file', media: { url: 'https://shop.example/list.pdf' } },
  ]);
  expect(mediaParts({}, 'Sale')).toEqual([]);
});
