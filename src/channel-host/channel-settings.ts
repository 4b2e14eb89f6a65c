/** What is said of a channel's setting that is wrong: what it looks like, where it comes from, and how to go on without the channel. */
import type { ChannelModule } from '../channel.ts';
import { channelPage } from './channel-page.ts';
import { type SwitchedOn, variableName } from './channel-registry.ts';

type Setting = ChannelModule['settings'][number];
type Words = Record<'en' | 'zh', string>;

/** Says what a value should look like, where it does not; undefined where it may be right. */
export function looksWrong({ form }: Setting, value: string): Words | undefined {
  if (!form || form.pattern.test(value)) return undefined;
  return { en: `does not look right: it is ${form.about.en}`, zh: `看起来不对，正确的样子：${form.about.zh}` };
}

/** Says where a value comes from, and how to go on without it. */
export function settingCure(module: ChannelModule, { about }: Setting): Words {
  const page = (lang: 'en' | 'zh'): string => channelPage(module.name, lang);
  return {
    en: `copy it again (${about.en}); ${page('en')} shows where it stands. To go on without ${module.name}, put # before its lines in .env`,
    zh: `请重新复制（${about.zh}），在哪里找见 ${page('zh')}；暂时不用 ${module.name}，就在 .env 里它的各行前面加 #`,
  };
}

/** Says why a channel was not made, with the cure, for the merchant who starts the program; `problem` is what the channel said, and names the variable. */
export function whyNotMade({ module, account, settings }: SwitchedOn, problem: string, lang: 'en' | 'zh'): string {
  const setting = module.settings.find((one) => problem.includes(variableName(module, one)));
  if (!setting) return problem;
  const wrong = looksWrong(setting, settings[setting.key] ?? '');
  const named = account === 'main' ? module.name : `${module.name} (${account})`;
  const what = wrong ? `${variableName(module, setting)} ${wrong[lang]}` : problem;
  const cure = settingCure(module, setting)[lang];
  return lang === 'zh' ? `${named} 无法启动：${what}\n  处理：${cure}` : `${named} cannot start: ${what}\n  do: ${cure}`;
}
