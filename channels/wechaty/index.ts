/** A personal WeChat account through wechaty, at the merchant's risk. The library runs in a process of its own and is loaded only there. */
import type { ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';
import { options } from './options.ts';

const wechaty: ChannelModule = {
  name: 'wechaty',
  capabilities,
  stake: { en: 'high: the account can be banned for good', zh: '高：账号可能被永久封禁' },
  settings: [
    {
      env: 'PUPPET',
      key: 'puppet',
      need: 'required',
      secret: false,
      about: {
        en: 'npm package of the puppet that reaches WeChat, e.g. wechaty-puppet-service; setting it switches the channel on',
        zh: '连接微信所用 puppet 的 npm 包名，例如 wechaty-puppet-service；填写后即启用该渠道',
      },
    },
    {
      env: 'TOKEN',
      key: 'token',
      need: 'optional',
      secret: true,
      about: { en: 'Token of the puppet; wechaty-puppet-service needs it', zh: 'puppet 的令牌；使用 wechaty-puppet-service 时必填' },
    },
    {
      env: 'ENDPOINT',
      key: 'endpoint',
      need: 'optional',
      secret: false,
      about: { en: 'host:port of a puppet server of your own', zh: '自建 puppet 服务器的地址，格式为 主机:端口' },
    },
    {
      env: 'TLS_CA',
      key: 'tlsCa',
      need: 'optional',
      secret: false,
      about: {
        en: 'PEM file of your own certificate authority; needed when the puppet server is on another machine',
        zh: '自有证书颁发机构的 PEM 文件路径；puppet 服务器在别的机器上时必填',
      },
    },
  ],
  options,
  runs: 'attached',
  risk: {
    en: 'Not an official interface: WeChat does not allow programs to use personal accounts and may restrict or ban the account at any time, for good. Use an account that you can afford to lose, and an official channel (Official Account, WeCom) for everything that matters.',
    zh: '这不是官方接口：微信不允许程序操作个人号，随时可能限制甚至永久封停账号。请用丢了也不要紧的账号；重要业务请走官方渠道（公众号、企业微信）。',
  },
  create: async (context) => (await import('./channel.ts')).createWechaty(context),
};

export default wechaty;
