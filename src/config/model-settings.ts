/** Settings of models: for meaning, and for drafts. Their keys are variables of the environment. */
import { z } from 'zod';
import { rule } from '../text/rule.ts';
import { about, time } from './setting.ts';

const address = z
  .url({ protocol: /^https?$/, error: rule('write it as http://127.0.0.1:8000/v1', '请写成 http://127.0.0.1:8000/v1') })
  .nullable()
  .default(null);
const price = z.int().min(0).max(100_000_000).default(0);

export const modelSettings = z
  .strictObject({
    embeddings: z
      .strictObject({
        url: about(
          address,
          'Server with POST /embeddings, up to the version: messages that the words leave in doubt are compared by meaning too (docs/models.md). Its key: EMBEDDINGS_KEY',
          '提供 POST /embeddings 的服务，写到版本号为止：字面拿不准的消息再按意思比一遍（见 docs/models.zh-CN.md）。密钥写在 EMBEDDINGS_KEY',
        ),
        model: about(z.string().min(1).max(200).default('multilingual-e5-small-q4'), 'Name of its model', '模型名'),
        price: about(price, 'Price of a million tokens, in minor units of the shop’s currency', '每百万 token 的价格，以店铺货币的最小单位计'),
      })
      .prefault({}),
    chat: z
      .strictObject({
        url: about(
          address,
          'Server with POST /chat/completions, up to the version. It chooses among entries and flows where there is still doubt; it writes nothing to customers. Its key: LLM_KEY',
          '提供 POST /chat/completions 的服务，写到版本号为止。仍拿不准时由它在问答和流程中选一个，它不会给顾客写任何话。密钥写在 LLM_KEY',
        ),
        model: about(z.string().min(1).max(200).default('gpt-4o-mini'), 'Name of its model', '模型名'),
        choose: about(z.boolean().default(true), 'It chooses what a message in doubt means', '是否由它判断拿不准的消息'),
        reword: about(
          z.boolean().default(false),
          'It says an answer of the FAQ again so that it fits the message; taken only when every number, name, link and denial is still there',
          '是否让它把问答的答案换个说法；数字、名称、链接、否定一个不少才采用，否则发原文',
        ),
        wait: about(time.prefault('3s'), 'A message waits for it at most', '一条消息最多等它多久'),
        price_in: about(
          price,
          'Price of a million tokens that it reads, in minor units of the shop’s currency',
          '它读入每百万 token 的价格，以店铺货币的最小单位计',
        ),
        price_out: about(price, 'Price of a million tokens that it writes', '它写出每百万 token 的价格'),
      })
      .prefault({}),
    assist: about(
      z.boolean().default(false),
      'People get drafts of answers in the inbox, made of entries of the FAQ; nothing is sent by itself',
      '收件箱里为客服起草回复，只用问答里的内容；不会自动发送',
    ),
    cap_conversation: about(
      z.int().min(1).max(1_000_000_000).default(20),
      'Cost of models for one conversation and day at most, in minor units; after that words decide',
      '每个对话每天最多花多少模型费用（最小货币单位），超过后只按字面判断',
    ),
    cap_day: about(z.int().min(1).max(1_000_000_000).default(1_000), 'The same for all conversations together', '全部对话合计每天最多花多少'),
  })
  .prefault({});
