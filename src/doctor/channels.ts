import type { ChannelModule } from '../channel.ts';
import { type SwitchedOn, variableName } from '../channel-host/channel-registry.ts';
import { looksWrong, settingCure } from '../channel-host/channel-settings.ts';
import { type Finding, mind, missing, type Words } from './finding.ts';
import type { Reach } from './reach.ts';

export interface ChannelSituation {
  on: readonly SwitchedOn[];
  /** Problems and warnings that `switchedOn` found. */
  problems: readonly string[];
  warnings: readonly string[];
  /** Results by the address that was asked; those that were not asked are missing. */
  reached: ReadonlyMap<string, Reach>;
}

/** Words that stand for a secret in examples. */
const placeholder = /^(x{3,}|\.{3}|your[-_ ]|changeme|change-me|secret$|token$|test$|<.*>$)/i;

/** Checks whether the accounts can work, as far as that shows without using their keys. */
export function channelFindings({ on, problems, warnings, reached }: ChannelSituation): Finding[] {
  const found: Finding[] = [];
  for (const problem of problems)
    found.push(missing('.env', { en: problem, zh: problem }, { en: 'see .env.example and the page of the channel', zh: '见 .env.example 和该渠道的说明' }));
  for (const problem of warnings) found.push(mind('.env', { en: problem, zh: problem }, { en: 'see .env.example', zh: '见 .env.example' }));
  for (const { module, settings } of on) found.push(...settingFindings(module, settings));
  found.push(...providerFindings(on, reached));
  const risky = on.filter(({ module }) => module.risk !== undefined);
  for (const { module } of risky)
    if (module.risk) found.push(mind(module.name, module.risk, { en: 'use the official channel where you can', zh: '能用官方渠道就用官方渠道' }));
  if (on.every(({ module }) => module.name === 'webchat' || module.name === 'terminal'))
    found.push(
      mind(
        '.env',
        { en: 'no channel is on besides the web chat', zh: '除网页聊天外没有开通任何渠道' },
        { en: 'Telegram is the quickest: TELEGRAM_BOT_TOKEN', zh: '最快的是 Telegram：TELEGRAM_BOT_TOKEN' },
      ),
    );
  return found;
}

function settingFindings(module: ChannelModule, settings: Readonly<Record<string, string>>): Finding[] {
  return module.settings.flatMap((setting) => {
    const value = settings[setting.key];
    if (value === undefined) return [];
    const where = `.env ${variableName(module, setting)}`;
    const cure = settingCure(module, setting);
    if (placeholder.test(value)) return [missing(where, { en: 'a word of an example, not yours', zh: '还是示例里的内容' }, cure)];
    const wrong = looksWrong(setting, value);
    return wrong ? [missing(where, wrong, cure)] : [];
  });
}

/** Address under which the provider of an account is reached; undefined where there is none, or what is set is no address. */
export function providerAddress({ module: { provider }, settings }: SwitchedOn): string | undefined {
  if (!provider) return undefined;
  const address = (provider.setting === undefined ? undefined : settings[provider.setting]) ?? provider.root;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? new URL(address).origin : undefined;
}

const whys: Readonly<Record<Exclude<Reach, { reached: true }>['why'], Words>> = {
  name: { en: 'its name is not found (DNS)', zh: '域名解析不到' },
  refused: { en: 'the connection is refused', zh: '连接被拒绝' },
  silent: { en: 'nobody answers', zh: '没有响应' },
  certificate: { en: 'its certificate is not a trusted one', zh: '证书不受信任' },
  cut: { en: 'the connection is cut', zh: '连接中断' },
};

/** Each provider once, however many accounts it has. */
function providerFindings(on: readonly SwitchedOn[], reached: ReadonlyMap<string, Reach>): Finding[] {
  const told = new Set<string>();
  return on.flatMap((one) => {
    const address = providerAddress(one);
    const answer = address === undefined ? undefined : reached.get(address);
    if (address === undefined || !answer || answer.reached || told.has(address)) return [];
    told.add(address);
    const { host } = new URL(address);
    const { module } = one;
    const { setting, blocked } = module.provider ?? {};
    const own = module.settings.find(({ key }) => key === setting);
    const variable = own && variableName(module, own);
    const elsewhere = {
      en: blocked
        ? ` From mainland China it cannot be reached: run the program where it can${variable ? `, or set ${variable} to a server of yours that reaches it` : ''}.`
        : '',
      zh: blocked ? `中国大陆不能直连：请把程序放到能访问的地方${variable ? `，或用 ${variable} 指定自己能连通的服务器` : ''}。` : '',
    };
    const why = whys[answer.why];
    return [
      missing(
        module.name,
        { en: `${host} cannot be reached from this machine: ${why.en}`, zh: `本机连不上 ${host}：${why.zh}` },
        {
          en: `look at the network and the firewall: the program goes out to ${host}.${elsewhere.en}`,
          zh: `请检查网络和防火墙，程序要能访问 ${host}。${elsewhere.zh}`,
        },
      ),
    ];
  });
}
