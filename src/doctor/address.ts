import type { Environment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import { type Finding, mind, missing } from './finding.ts';

/** What `--online` found at PUBLIC_URL. */
export type Answer = { reached: true; days?: number; behindMs?: number } | { reached: false; why: string };

const local = /^https?:\/\/(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\])/i;
const shortest = 14;
const widestMs = 60_000;

export interface AddressSituation {
  environment: Environment;
  config: Config;
  configFile: string;
  /** Channels that are on, besides the web chat, that get webhooks. */
  hooked: readonly string[];
  answer?: Answer;
}

/** Where the program is reached from outside, and by which way. */
export function addressFindings({ environment: { publicUrl, host }, config, configFile, hooked, answer }: AddressSituation): Finding[] {
  const found: Finding[] = [];
  const where = '.env PUBLIC_URL';
  if (publicUrl === undefined)
    found.push(
      missing(
        where,
        {
          en: `not set: nobody outside of this machine reaches the shop${hooked.length > 0 ? `, and ${hooked.join(', ')} cannot deliver` : ''}`,
          zh: `没有设置：外面访问不到这家店${hooked.length > 0 ? `，${hooked.join('、')} 也推送不进来` : ''}`,
        },
        {
          en: 'put a proxy with TLS in front (docs/operations.md) and write PUBLIC_URL=https://chat.your-shop.example',
          zh: '在前面架一层带 TLS 的代理（见 docs/operations.zh-CN.md），再写 PUBLIC_URL=https://chat.您的域名',
        },
      ),
    );
  else if (local.test(publicUrl))
    found.push(
      missing(
        where,
        { en: `${publicUrl} is an address of this machine or its network only`, zh: `${publicUrl} 是本机或内网地址` },
        { en: 'write the address that customers reach', zh: '改成顾客能访问到的地址' },
      ),
    );
  else if (!publicUrl.startsWith('https://'))
    found.push(
      missing(
        where,
        { en: 'not encrypted: it begins with http://', zh: '没有加密：地址以 http:// 开头' },
        {
          en: 'get a certificate (Caddy does it by itself, docs/operations.md) and write https://',
          zh: '申请证书（Caddy 会自动申请，见 docs/operations.zh-CN.md），改成 https://',
        },
      ),
    );
  if (publicUrl?.startsWith('https://') && config.server.proxies === 0)
    found.push(
      mind(
        `${configFile} server.proxies`,
        { en: '0: all customers seem to come from your proxy and share its limits', zh: '为 0：所有顾客看起来都来自同一个代理，会共用限额' },
        { en: 'write how many proxies stand in front, usually 1', zh: '写上前面有几层代理，一般是 1' },
      ),
    );
  if (host !== '127.0.0.1' && host !== 'localhost' && host !== '::1')
    found.push(
      mind(
        '.env HOST',
        { en: `${host}: who reaches this machine can go past your proxy, without TLS`, zh: `${host}：能连到本机的人可以绕过代理，不经加密` },
        {
          en: 'leave HOST out where the proxy runs here too; else close the port to all but the proxy',
          zh: '代理也在本机就去掉 HOST；否则用防火墙只对代理开放这个端口',
        },
      ),
    );
  if (answer) found.push(...answerFindings(answer, where));
  return found;
}

function answerFindings(answer: Answer, where: string): Finding[] {
  if (!answer.reached)
    return [
      missing(
        where,
        { en: `did not answer: ${answer.why}`, zh: `访问失败：${answer.why}` },
        { en: 'start the program, then check the name (DNS), the proxy and its certificate', zh: '先启动程序，再检查域名解析、代理和证书' },
      ),
    ];
  const { days, behindMs } = answer;
  return [
    ...(days !== undefined && days < shortest
      ? [
          missing(
            where,
            { en: `the certificate ends in ${days} days`, zh: `证书还有 ${days} 天到期` },
            { en: 'renew it, and see why that did not happen by itself', zh: '请续期，并检查为什么没有自动续期' },
          ),
        ]
      : []),
    ...(behindMs !== undefined && Math.abs(behindMs) > widestMs
      ? [
          missing(
            'clock',
            {
              en: `the clock of this machine differs from the proxy’s by ${Math.round(Math.abs(behindMs) / 1_000)} s`,
              zh: `本机时钟和代理相差 ${Math.round(Math.abs(behindMs) / 1_000)} 秒`,
            },
            { en: 'switch on time synchronisation (timedatectl set-ntp true)', zh: '打开时间同步（timedatectl set-ntp true）' },
          ),
        ]
      : []),
  ];
}
