/**
 * What WeChat posts, as readXml gives the children of its root: messages and events, as far as a shop needs them. Field names are WeChat's.
 * https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
import { z } from 'zod';
import { toldAmount, toldLatitude, toldLongitude } from '../../src/channel-kit/told-numbers.ts';

const text = z.string();
const some = z.string().min(1);

/** Fields of every message and event. `CreateTime` is in seconds. */
export const envelope = z.looseObject({
  FromUserName: some,
  CreateTime: z.string().optional().catch(undefined),
  MsgType: some,
  MsgId: some.optional().catch(undefined),
});

const file = z.object({ MediaId: some });

/** The content of a message, by its type. */
export const contents = {
  text: z.object({ Content: some, bizmsgmenuid: some.optional().catch(undefined) }),
  image: file.extend({
    PicUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .catch(undefined),
  }),
  voice: file.extend({ Format: text.optional().catch(undefined), Recognition: some.optional().catch(undefined) }),
  video: file,
  location: z.object({ Location_X: toldLatitude, Location_Y: toldLongitude, Label: some.optional().catch(undefined) }),
  link: z.object({ Url: some, Title: some.optional().catch(undefined) }),
};

const optional = z.string().optional().catch(undefined);
/** An event (`MsgType` event). */
export const eventSchema = z.looseObject({ Event: z.string().min(1), EventKey: optional, KfAccount: optional, ToKfAccount: optional });
export type PlatformEvent = z.infer<typeof eventSchema>;

/** A place that the customer's phone reports. */
export const position = z.object({ Latitude: toldLatitude, Longitude: toldLongitude, Precision: toldAmount(1e7) });
/** Code that was scanned from the menu. */
export const scan = z.object({ ScanCodeInfo: z.object({ ScanResult: z.string() }) });

const answers = z.object({ TemplateId: z.string().min(1), SubscribeStatusString: z.enum(['accept', 'reject']) });
/** Choice of the customer for each template: one, or a list. */
export const answerLists = z.union([answers.transform((one) => [one]), z.array(answers)]);
