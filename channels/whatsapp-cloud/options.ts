import { z } from 'zod';

/** Section `channels.whatsapp-cloud` of the config file. */
export const optionsSchema = z.strictObject({
  people_per_day: z.int().min(1).max(1_000_000).optional().meta({
    description:
      'Most people whom broadcasts write to outside of the reply window in 24 hours. Meta grants a number to the whole business (250, 2000, 10000, 100000 or no limit): where several numbers share it, give each its part. The lower of both holds',
    zh: '群发 24 小时内最多主动联系多少人（回复窗口之外）。Meta 的额度属于整个商户（250、2000、10000、10 万或不限）：多个号码共用时，在这里给每个号码分一部分。两者取低',
  }),
});
export type Options = z.output<typeof optionsSchema>;
