/** Settings of the terminal. */
import { z } from 'zod';
import { variable } from '../../src/channel-kit/settings.ts';

export const settingsSchema = z.object({
  on: variable(z.string(), {
    env: 'ON',
    secret: false,
    about: {
      en: 'Prints what is sent to customers of the terminal on the output of the server; `npm run chat` needs no setting',
      zh: '把发给终端顾客的消息打印在服务器的输出里；`npm run chat` 不需要设置',
    },
  }),
});
