import { z } from 'zod';

/** Section `channels.wechaty` of the config file. */
export const options = z.strictObject({
  rooms: z.enum(['ignore', 'mention'], 'write ignore or mention').default('ignore').meta({
    description: 'Group chats: ignore them (default), or answer who mentions the account there; everybody in the group reads the answer',
    zh: '群聊：ignore 不理会（默认）；mention 有人 @ 本账号时在群里回答，群里所有人都能看到',
  }),
  friendRequests: z.enum(['ask', 'accept'], 'write ask or accept').default('ask').meta({
    description: 'Friend requests: ask leaves them to you on the phone (default), accept takes each and greets; accepting many a day gets accounts restricted',
    zh: '好友申请：ask 由您在手机上处理（默认）；accept 自动通过并打招呼，一天通过太多容易被限制',
  }),
});
export type Options = z.infer<typeof options>;
