/** Draws the rooms of tests/house.ts, floor by floor, with the stations of the paths in them. */
import { type Room, roomOf, rooms } from '../../tests/house.ts';
import { type Lang, type Path, paths, type Words } from './paths.ts';
import { roomsInChinese } from './room-words.ts';

interface Floor {
  title: Words;
  /** A room of the floor has one of these names, or stands below one that ends in `/`. */
  holds: readonly string[];
  colour: string;
}

/** From the ground up. */
const floors: readonly Floor[] = [
  {
    title: { en: 'Ground', zh: '地基' },
    holds: [
      'contracts',
      'src/event-loop/',
      'src/threads/',
      'src/machine/',
      'src/numbers/',
      'src/net/',
      'src/command-table.ts',
      'src/channel-kit/*.ts',
      'src/channel-kit/degrade/',
    ],
    colour: '#ececec',
  },
  { title: { en: 'Language', zh: '语言' }, holds: ['src/understanding/', 'src/reading/', 'src/text/'], colour: '#e6f0e4' },
  { title: { en: 'Sound and pictures', zh: '语音和图片' }, holds: ['src/speech/', 'src/pictures/'], colour: '#f3ead8' },
  { title: { en: 'Engine', zh: '引擎' }, holds: ['src/flow-tree/', 'src/engine/', 'src/call.ts'], colour: '#fdf0d5' },
  { title: { en: 'Store', zh: '存储' }, holds: ['src/store/', 'src/marketing/*.ts', 'src/video-calls/', 'src/mail/'], colour: '#e8e6f3' },
  { title: { en: 'Flows', zh: '流程' }, holds: ['src/compiler/', 'src/transcripts/', 'src/flow-folder/', 'src/flow-desk/'], colour: '#f6e4ee' },
  { title: { en: 'Shop', zh: '店铺' }, holds: ['src/shop/', 'src/proactive/'], colour: '#e2f1f3' },
  {
    title: { en: 'Marketing', zh: '营销' },
    holds: [
      'src/marketing/problem.ts',
      'src/marketing/consent/',
      'src/marketing/broadcast/',
      'src/marketing/sequence/',
      'src/marketing/carts/',
      'src/marketing/audience/',
      'src/marketing/content/',
      'src/marketing/report/',
      'src/reports/',
    ],
    colour: '#f3ecd9',
  },
  { title: { en: 'Runtime', zh: '运行时' }, holds: ['src/runtime/', 'src/cluster/', 'src/models/'], colour: '#fbe3d9' },
  { title: { en: 'Channels', zh: '渠道' }, holds: ['src/channel-kit/wechat/', 'src/channel-host/supervision/', 'channels/*'], colour: '#e1ebf9' },
  { title: { en: 'Server', zh: '服务器' }, holds: ['src/console/', 'src/push/', 'src/data-rights/', 'src/server/'], colour: '#eef2d8' },
  {
    title: { en: 'Program', zh: '程序' },
    holds: ['src/config/', 'src/channel-host/*.ts', 'src/demo/', 'src/doctor/', 'src/app/', 'src/own-folder/', 'entries', 'src/commands/'],
    colour: '#e9e9ee',
  },
];

const words = {
  en: {
    title: 'The rooms of the house',
    rule: 'A room uses rooms of its own floor or of floors below, never one above. A mark names the stations of a path that stand in a room.',
    about: (room: Room) => room.is,
  },
  zh: {
    title: '各个房间',
    rule: '房间只使用本层和下面各层的房间，从不使用上面的。标记表示路径的第几站在这个房间里。',
    about: ({ room }: Room) => {
      const about = roomsInChinese[room];
      if (about === undefined) throw new Error(`${room}: say what it holds in Chinese, in scripts/docs/room-words.ts`);
      return about;
    },
  },
} as const;

/** Returns the number of the floor, from the ground; throws unless there is exactly one. */
export function floorOf(room: string): number {
  const found = floors.flatMap(({ holds }, index) => (holds.some((one) => room === one || (one.endsWith('/') && room.startsWith(one))) ? [index] : []));
  const [floor] = found;
  if (floor === undefined || found.length > 1) throw new Error(`${room}: name it on one floor of scripts/docs/house-picture.ts`);
  return floor;
}

/** Returns the numbers of a path's stations in a room: `3–5, 8`. */
function stationsIn({ stations }: Path, room: string): string {
  const runs: [number, number][] = [];
  for (const [index, { file }] of stations.entries()) {
    if (roomOf(file) !== room) continue;
    const last = runs.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else runs.push([index + 1, index + 1]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

const width = 1000;
const margin = 16;
const titleWidth = 96;
const columns = 4;
const gap = 10;
const boxWidth = (width - 2 * margin - titleWidth - gap * columns) / columns;
const lineHeight = 15;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Returns the pixels that a text takes at 12 px, about. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 12 : /[A-Z]/.test(sign) ? 8 : /[ ,.]/.test(sign) ? 4 : 6.7), 0);
}

/** Breaks a text into lines of at most `most` pixels; Chinese breaks anywhere but before a mark. */
function wrapped(text: string, most: number): string[] {
  const pieces = text.match(/[\u2e80-\uffff][，。、：；）]?|[^\s\u2e80-\uffff]+\s?|\s/g) ?? [];
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf((last + piece).trimEnd()) <= most) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
}

function text(x: number, y: number, content: string, style = ''): string {
  return `<text x="${x}" y="${y}"${style}>${escaped(content)}</text>`;
}

/** Marks in a row, from `x`. */
function marks(room: string, x: number, y: number): string[] {
  let left = x;
  return paths.flatMap((path) => {
    const numbers = stationsIn(path, room);
    if (numbers === '') return [];
    const label = `${path.letter} ${numbers}`;
    const wide = Math.round(widthOf(label) * 1.05) + 12;
    const drawn = [`<rect x="${left}" y="${y}" width="${wide}" height="17" rx="8.5" fill="${path.colour}"/>`, text(left + 6, y + 12.5, label, ' class="mark"')];
    left += wide + 4;
    return drawn;
  });
}

/** Returns the picture as SVG. */
export function housePicture(lang: Lang): string {
  const w = words[lang];
  const drawn: string[] = [text(margin, 34, w.title, ' class="title"')];
  let y = 56;
  for (const line of wrapped(w.rule, width - 2 * margin)) {
    drawn.push(text(margin, y, line));
    y += lineHeight + 2;
  }
  let x = margin;
  for (const { letter, colour, title } of paths) {
    const label = `${letter}  ${title[lang]}`;
    const wide = Math.round(widthOf(label) * 1.05) + 16;
    drawn.push(`<rect x="${x}" y="${y - 4}" width="${wide}" height="19" rx="9.5" fill="${colour}"/>`, text(x + 8, y + 10, label, ' class="mark"'));
    x += wide + 8;
  }
  y += 28;
  for (const [index, { title, colour }] of [...floors.entries()].toReversed()) {
    const here = rooms.filter(({ room }) => floorOf(room) === index).toReversed();
    const boxes = here.map((room) => ({
      room: room.room,
      about: wrapped(w.about(room), boxWidth - 16),
      marked: paths.some((path) => stationsIn(path, room.room)),
    }));
    const rows = Array.from({ length: Math.ceil(boxes.length / columns) }, (_, row) => boxes.slice(row * columns, (row + 1) * columns));
    const heights = rows.map((row) => Math.max(...row.map(({ about, marked }) => 30 + about.length * lineHeight + (marked ? 22 : 0))));
    const height = heights.reduce((sum, one) => sum + one + gap, gap);
    drawn.push(`<rect x="${margin}" y="${y}" width="${width - 2 * margin}" height="${height}" rx="8" fill="${colour}"/>`);
    drawn.push(text(margin + 12, y + 30, title[lang], ' class="floor"'));
    let top = y + gap;
    for (const [number, row] of rows.entries()) {
      for (const [column, { room, about }] of row.entries()) {
        const left = margin + titleWidth + column * (boxWidth + gap);
        const tall = heights[number] ?? 0;
        drawn.push(
          `<rect x="${left}" y="${top}" width="${boxWidth}" height="${tall}" rx="5" fill="#ffffff" stroke="#8a8a8a"/>`,
          text(left + 8, top + 18, room, ' class="room"'),
          ...about.map((part, at) => text(left + 8, top + 18 + (at + 1) * lineHeight, part)),
          ...marks(room, left + 7, top + tall - 22),
        );
      }
      top += (heights[number] ?? 0) + gap;
    }
    y += height + 6;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 8}" role="img" aria-label="${escaped(w.title)}">
<style>text{font:12px system-ui,"Segoe UI","PingFang SC","Noto Sans CJK SC",sans-serif;fill:#222}.title{font-size:20px;font-weight:600}.floor{font-size:14px;font-weight:600}.room{font-size:11.5px;font-weight:600}.mark{fill:#fff;font-size:11px;font-weight:600}</style>
<rect width="${width}" height="${y + 8}" fill="#ffffff"/>
${drawn.join('\n')}
</svg>
`;
}
