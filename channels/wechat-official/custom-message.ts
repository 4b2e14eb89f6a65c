/** A message of the customer-service interface, checked; and the same as a passive reply. Pure. */
import { z } from 'zod';
import type { XmlContent } from '../../src/channel-kit/wechat/xml.ts';

const mediaId = z.object({ media_id: z.string().min(1) });
const article = z.object({ title: z.string(), description: z.string(), url: z.string(), picurl: z.string().optional() });

/** Body that encode.ts makes. */
export const customMessage = z.discriminatedUnion('msgtype', [
  z.object({ touser: z.string(), msgtype: z.literal('text'), text: z.object({ content: z.string() }) }),
  z.object({ touser: z.string(), msgtype: z.literal('image'), image: mediaId }),
  z.object({ touser: z.string(), msgtype: z.literal('voice'), voice: mediaId }),
  z.object({ touser: z.string(), msgtype: z.literal('video'), video: mediaId }),
  z.object({ touser: z.string(), msgtype: z.literal('news'), news: z.object({ articles: z.array(article).length(1) }) }),
  z.object({
    touser: z.string(),
    msgtype: z.literal('msgmenu'),
    msgmenu: z.object({ head_content: z.string(), list: z.array(z.object({ id: z.string(), content: z.string() })), tail_content: z.string() }),
  }),
]);
export type CustomMessage = z.infer<typeof customMessage>;

export type PassiveContent = { readonly [name: string]: XmlContent };

/**
 * Returns the message's type and content as XML; undefined for a menu message, which goes by the interface only.
 * https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function passiveContent(message: CustomMessage): PassiveContent | undefined {
  switch (message.msgtype) {
    case 'text':
      return { MsgType: 'text', Content: message.text.content };
    case 'image':
      return { MsgType: 'image', Image: { MediaId: message.image.media_id } };
    case 'voice':
      return { MsgType: 'voice', Voice: { MediaId: message.voice.media_id } };
    case 'video':
      return { MsgType: 'video', Video: { MediaId: message.video.media_id } };
    case 'news': {
      const item = message.news.articles.map(({ title, description, url, picurl = '' }) => ({
        Title: title,
        Description: description,
        PicUrl: picurl,
        Url: url,
      }));
      return { MsgType: 'news', ArticleCount: item.length, Articles: { item } };
    }
    case 'msgmenu':
      return undefined;
  }
}
