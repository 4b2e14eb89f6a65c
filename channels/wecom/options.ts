/** Options of `channels.wecom` in the config file. */
import { z } from 'zod';

const servicer = z.string().min(1).max(64);

export const optionsSchema = z.strictObject({
  people: z.enum(['wecom', 'console']).default('wecom').meta({
    description:
      'Where people answer after a hand-over: wecom (the WeCom app, through its queue) or console (here, through the API; WeCom then shows the chat as served by a program)',
    zh: '转人工后在哪里接待：wecom（企业微信客户端，先进入待接入池）或 console（在这里通过 API 回复，企业微信里仍显示由智能助手接待）',
  }),
  servicers: z
    .record(z.string().regex(/^(?:\*|wk[\w-]{1,62})$/, 'write the open_kfid of a customer-service account, or "*" for all others'), z.array(servicer).max(100))
    .default({})
    .meta({
      description:
        'Who gets the chats of a customer-service account directly, as user ids of WeCom by open_kfid ("*": all others); without them chats wait in the queue',
      zh: '按客服账号（open_kfid，"*" 表示其余账号）指定接待人员的 userid，转人工时直接分配；不填则进入待接入池',
    }),
});

export type Options = z.output<typeof optionsSchema>;
