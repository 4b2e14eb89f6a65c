/** The terminal: `npm run chat`. Its provider is the person in front of it. */
import type { ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';

const terminal: ChannelModule = {
  name: 'terminal',
  capabilities,
  stake: { en: 'none: for trying flows out', zh: '无：只用来试流程' },
  settings: [
    {
      env: 'ON',
      key: 'on',
      need: 'required',
      secret: false,
      about: {
        en: 'Prints what is sent to customers of the terminal on the output of the server; `npm run chat` needs no setting',
        zh: '把发给终端顾客的消息打印在服务器的输出里；`npm run chat` 不需要设置',
      },
    },
  ],
  create: async (context) => (await import('./channel.ts')).createPrinting(context),
};

export default terminal;
