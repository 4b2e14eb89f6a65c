/** `POST /api/files`: a file that a person of the shop sends to a customer. The body is the file. */
import { z } from 'zod';
import type { MediaStore } from '../../store/media-store.ts';
import { agentFile } from './examples/agent-files.ts';
import { type FileRoute, ok, refuse, route } from './route.ts';
import { about } from './words.ts';

const query = z.object({ name: z.string().trim().min(1).max(200).meta(about('Name of the file', '文件名')) });
const response = z.object({
  type: z.enum(['image', 'audio', 'video', 'file']).meta(about('Kind of part that it can be sent as', '可以作为哪种内容发送')),
  stored: z.string().meta(about('For `media.stored` of a part', '用在消息的 `media.stored`')),
  name: z.string(),
  bytes: z.number(),
});

const described = route({
  method: 'post',
  path: '/files',
  summary: {
    en: 'Keeps a file to send to a customer; the body is the file itself. Pictures are drawn anew, without place and device',
    zh: '上传要发给顾客的文件，请求内容就是文件本身；图片会重新压缩，去掉位置和设备信息',
  },
  example: agentFile,
  query,
  response,
  handle: async () => ok({ type: 'file' as const, stored: '', name: '', bytes: 0 }),
});

const kinds = { image: 'image', audio: 'audio', video: 'video' } as const;
const isKind = (word: string): word is keyof typeof kinds => Object.hasOwn(kinds, word);
/** Pictures that channels show; others go as files. */
const shownPictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** `limit`: bytes. */
export function agentFiles({ media, limit }: { media: Pick<MediaStore, 'put'>; limit: number }): FileRoute {
  return {
    described,
    path: '/files',
    limit,
    async handle(given, bytes) {
      const asked = query.safeParse(given);
      if (!asked.success) return refuse(422, 'invalid', 'query: give a name', 'name');
      const { name } = asked.data;
      const row = await media.put(bytes, undefined, name);
      if (row === 'empty') return refuse(422, 'invalid', 'The file is empty / 文件是空的');
      if (row === 'too_large') return refuse(413, 'too_large', 'The file is too large / 文件太大');
      if (row === 'busy') return refuse(503, 'unavailable', 'Too many pictures are being kept now; try again in a moment / 正在处理的图片太多，请稍后再试');
      const [word = ''] = row.mime.split('/');
      // Pictures that cannot be drawn anew, those of HEIC and AVIF among them, go as files.
      const type = word === 'image' && !shownPictures.has(row.mime) ? 'file' : isKind(word) ? word : 'file';
      return ok({ type, stored: row._id, name, bytes: row.bytes }, 201);
    },
  };
}
