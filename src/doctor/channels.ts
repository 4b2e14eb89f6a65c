import type { ChannelModule } from '../channel.ts';
import { type SwitchedOn, variableName } from '../channel-registry.ts';
import { type Finding, mind, missing } from './finding.ts';

export interface ChannelSituation {
  on: readonly SwitchedOn[];
  /** What `switchedOn` found wrong, and what it wants minded. */
  problems: readonly string[];
  minds: readonly string[];
}

/** Words that stand for a secret in examples. */
const placeholder = /^(x{3,}|\.{3}|your[-_ ]|changeme|change-me|secret$|token$|test$|<.*>$)/i;

/** Whether the accounts can work, as far as that shows without asking their providers. */
export function channelFindings({ on, problems, minds }: ChannelSituation): Finding[] {
  const found: Finding[] = [];
  for (const problem of problems)
    found.push(missing('.env', { en: problem, zh: problem }, { en: 'see .env.example and the page of the channel', zh: '见 .env.example 和该渠道的说明' }));
  for (const problem of minds) found.push(mind('.env', { en: problem, zh: problem }, { en: 'see .env.example', zh: '见 .env.example' }));
  for (const { module, settings } of on) found.push(...settingFindings(module, settings));
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
    if (placeholder.test(value)) return [missing(where, { en: 'a word of an example, not yours', zh: '还是示例里的内容' }, setting.about)];
    if (!setting.form || setting.form.pattern.test(value)) return [];
    const { en, zh } = setting.form.about;
    return [missing(where, { en: `does not look right: ${en}`, zh: `看起来不对：${zh}` }, setting.about)];
  });
}
