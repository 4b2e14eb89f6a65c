/** Problems of the template of a draft, by what the provider says of it now. Pure. */
import type { Channel, ProviderTemplate } from '../../channel.ts';
import type { MarketingProblem } from '../problem.ts';

/** Templates of the config: the channels that have each, and what a channel calls it where that is another name. */
export type TemplateNames = Readonly<Record<string, { channels: readonly string[]; names?: Readonly<Record<string, string>> }>>;

const why: Readonly<Record<Exclude<ProviderTemplate['status'], 'approved'>, { en: string; zh: string }>> = {
  pending: { en: 'is not approved yet', zh: '还没有审核通过' },
  rejected: { en: 'was rejected', zh: '审核没有通过' },
  paused: { en: 'is paused by the provider, mostly because people blocked or reported it', zh: '被平台暂停了，通常是因为有人拉黑或举报' },
  disabled: { en: 'is disabled by the provider', zh: '已被平台停用' },
};

/** Returns the templates that a channel has under the name of the config; null where the channel does not know its templates. */
function versionsOf(name: string, channel: Channel, { names }: TemplateNames[string]): { called: string; versions: ProviderTemplate[] } | null {
  const all = channel.templates?.();
  if (all === undefined || all.length === 0) return null;
  const called = names?.[channel.name] ?? name;
  return { called, versions: all.filter((one) => one.name === called) };
}

/** Tells whether no account could say anything of the template, so that nothing was checked. */
export function isUnchecked(name: string, templates: TemplateNames, channels: ReadonlyMap<string, Channel>): boolean {
  const known = Object.hasOwn(templates, name) ? templates[name] : undefined;
  return known !== undefined && [...channels.values()].every((channel) => !known.channels.includes(channel.name) || versionsOf(name, channel, known) === null);
}

/** Looks whether every account that has it would send it: it is there, approved, and each of its variables is filled. */
export function templateProblems(
  { name, params }: { name: string; params: Readonly<Record<string, unknown>> },
  templates: TemplateNames,
  channels: ReadonlyMap<string, Channel>,
): MarketingProblem[] {
  const known = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (known === undefined) return [unknown(name, templates)];
  const problems: MarketingProblem[] = [];
  for (const [account, channel] of channels) {
    const found = known.channels.includes(channel.name) ? versionsOf(name, channel, known) : null;
    if (!found) continue;
    const { called, versions } = found;
    const field = 'content.template.name';
    if (versions.length === 0) {
      problems.push({ field, en: `${account} has no template "${called}"`, zh: `${account} 没有“${called}”这个模板` });
      continue;
    }
    const approved = versions.filter(({ status }) => status === 'approved');
    const [first] = versions;
    if (approved.length === 0 && first && first.status !== 'approved') {
      const { en, zh } = why[first.status];
      problems.push({ field, en: `template "${called}" of ${account} ${en}`, zh: `${account} 的模板“${called}”${zh}` });
      continue;
    }
    const wanted = new Set(approved.flatMap((one) => [...one.params]));
    for (const param of wanted) {
      if (Object.hasOwn(params, param)) continue;
      const all = [...wanted].join(', ');
      problems.push({
        field: 'content.template.params',
        en: `template "${called}" needs ${param}; it has ${all}`,
        zh: `模板“${called}”需要 ${param}；它的变量有 ${all}`,
      });
    }
    for (const param of Object.keys(params)) {
      if (wanted.has(param)) continue;
      const all = [...wanted].join(', ');
      problems.push({
        field: `content.template.params.${param}`,
        en: `template "${called}" has no variable ${param}${all ? `; it has ${all}` : '; it has none'}`,
        zh: `模板“${called}”没有变量 ${param}${all ? `；它的变量有 ${all}` : '；它没有变量'}`,
      });
    }
  }
  return problems;
}

function unknown(name: string, templates: TemplateNames): MarketingProblem {
  const names = Object.keys(templates);
  return {
    field: 'content.template.name',
    en: `no template "${name}" stands under templates in the config file${names.length > 0 ? `; there are ${names.join(', ')}` : ''}`,
    zh: `配置文件的 templates 里没有“${name}”这个模板${names.length > 0 ? `；现有：${names.join('、')}` : ''}`,
  };
}
