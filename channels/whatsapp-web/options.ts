import { z } from 'zod';

/** The section `channels.whatsapp-web` of the config file. */
export const optionsSchema = z.strictObject({
  proactive: z.boolean().default(false).meta({
    description: 'Also write to customers who have not written within 24 hours (each of them must have written before). Raises the risk of a ban',
    zh: '也向 24 小时内没来消息的顾客发送（对方须曾经来过消息）。会增加封号风险',
  }),
  pace: z.int().min(5).max(3_600).default(20).meta({
    description: 'Seconds between two such messages, at least 5; up to half as much again is added by chance',
    zh: '两条主动消息之间的秒数，至少 5；另外随机增加最多一半',
  }),
  per_day: z.int().min(1).max(1_000).default(50).meta({ description: 'Most such messages in a day (UTC)', zh: '每天（UTC）最多几条主动消息' }),
  phone_takes_over: z.boolean().default(true).meta({
    description: 'What is written on the phone hands the conversation to a person. Turn it off if the WhatsApp Business app sends greetings by itself',
    zh: '在手机上回复即视为人工接手。若 WhatsApp Business 应用会自动发问候语，请关闭此项',
  }),
});
export type Options = z.output<typeof optionsSchema>;
