/** Picture, video and file of a broadcast: an address, or one of the merchant's own in `pictures/` beside the flows. */
import type { Part } from '../../message.ts';
import type { MarketingProblem } from '../problem.ts';
import type { ContentDraft } from './draft.ts';

const kinds = ['image', 'video', 'file'] as const;
/** WhatsApp takes pictures of 5 MB and videos of 16 MB (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media), bytes. */
const largest = { image: 5_000_000, video: 16_000_000, file: 50_000_000 } as const;
const pictureNames = /\.(?:jpe?g|png|gif|webp)(?:$|\?)/i;

const isAddress = (value: string): boolean => /^https?:\/\//.test(value);
const nameOf = (value: string): string => `pictures/${value.replace(/^(?:\.?\/)?(?:pictures\/)?/, '').normalize('NFC')}`;

/** Returns the parts of the message, the text as the caption of the first; an empty list when there are none. */
export function mediaParts(content: ContentDraft, caption: string): Part[] {
  return kinds
    .flatMap((type) => {
      const value = content[type];
      return value === undefined ? [] : [{ type, media: { url: isAddress(value) ? value : `/${nameOf(value)}` } }];
    })
    .map((part, n): Part => (n === 0 && caption ? { ...part, caption } : part));
}

/** Looks whether files of the merchant's own are there and not too large. `sizeOf` resolves to bytes of `pictures/NAME`, undefined when there is none. */
export async function mediaProblems(content: ContentDraft, sizeOf: (name: string) => Promise<number | undefined>): Promise<MarketingProblem[]> {
  const problems: MarketingProblem[] = [];
  for (const type of kinds) {
    const value = content[type];
    if (value === undefined || isAddress(value)) continue;
    const name = nameOf(value);
    const bytes = await sizeOf(name);
    const field = `content.${type}`;
    if (bytes === undefined)
      problems.push({
        field,
        en: `there is no file "${name}": put it into the folder pictures beside the flows`,
        zh: `没有文件“${name}”：请把它放到流程旁边的 pictures 文件夹里`,
      });
    else if (type === 'image' && !pictureNames.test(name))
      problems.push({ field, en: `${name} is no JPG, PNG, GIF or WebP`, zh: `${name} 不是 JPG、PNG、GIF 或 WebP 图片` });
    else if (bytes > largest[type]) {
      const [is, most] = [(bytes / 1e6).toFixed(1), largest[type] / 1e6];
      problems.push({ field, en: `${name} has ${is} MB, more than ${most} MB`, zh: `${name} 有 ${is} MB，超过 ${most} MB` });
    }
  }
  return problems;
}
