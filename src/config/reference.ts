/** The config file's text with comments, .env.example and the reference pages: all made from the schemas. */
import { stringify } from 'yaml';
import { z } from 'zod';
import type { ChannelModule } from '../channel.ts';
import { variableName } from '../channel-registry.ts';
import { variables } from './environment.ts';
import { configSchemaWith } from './schema.ts';

type Lang = 'en' | 'zh';

interface Entry {
  path: string[];
  about: Record<Lang, string>;
  fallback: unknown;
  /** How it is written, where it has no default. */
  example?: string;
}

interface JsonSchema {
  description?: string;
  zh?: string;
  /** Text as it stands in the file; anything else is the value itself. */
  example?: unknown;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
}

/** Every key of the config file in the order of the schema. */
function entries(channels: readonly ChannelModule[]): Entry[] {
  const root = z.toJSONSchema(configSchemaWith(channels), { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const walk = (schema: JsonSchema, path: string[]): Entry[] =>
    Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
      const at = [...path, key];
      if (child.description) {
        const { description: en, zh = en, default: fallback, example } = child;
        return [{ path: at, about: { en, zh }, fallback, ...(example !== undefined && { example: typeof example === 'string' ? example : flow(example) }) }];
      }
      return walk(child, at);
    });
  return walk(root, []);
}

const flow = (value: unknown) => stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();

/** config/default.yaml: every key with its default; what has none is shown commented out. */
export function defaultConfigText(channels: readonly ChannelModule[]): string {
  const lines = [
    '# Settings of the shop. Every key is optional. Secrets are not here: see .env.example.',
    '# 店铺设置，每一项都可以省略。密钥不写在这里，见 .env.example。',
  ];
  let open: string[] = [];
  const all = entries(channels);
  /** Has nothing of a section a default? Then its name is commented out too: a section without keys is none. */
  const isEmpty = (section: readonly string[]): boolean =>
    all.every(({ path, fallback }) => fallback === undefined || section.some((name, depth) => path[depth] !== name));
  for (const { path, about, fallback, example } of all) {
    const sections = path.slice(0, -1);
    const kept = sections.findIndex((name, depth) => open[depth] !== name);
    if (sections.length === 0) lines.push('');
    for (let depth = kept < 0 ? sections.length : kept; depth < sections.length; depth++) {
      if (depth === 0) lines.push('');
      lines.push(`${'  '.repeat(depth)}${isEmpty(sections.slice(0, depth + 1)) ? '# ' : ''}${sections[depth]}:`);
    }
    open = sections;
    const indent = '  '.repeat(sections.length);
    const note = isEmpty(sections) && sections.length > 0 ? `${indent.slice(2)}#   # ` : `${indent}# `;
    lines.push(
      `${note}${about.en}`,
      `${note}${about.zh}`,
      fallback === undefined
        ? `${isEmpty(sections) && sections.length > 0 ? `${indent.slice(2)}#   ` : `${indent}# `}${path.at(-1)}:${example === undefined ? '' : ` ${example}`}`
        : `${indent}${path.at(-1)}: ${flow(fallback)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** .env.example: every variable, commented out, with the channels' own. */
export function envExample(channels: readonly ChannelModule[]): string {
  const lines = [
    '# All of these are optional. Copy to .env, which every command here and Docker read, or set them in the shell.',
    '# 以下全部可选。复制为 .env（这里的命令和 Docker 都会读取），或直接在 shell 里设置。',
  ];
  for (const { name, about, fallback } of variables) lines.push('', `# ${about.en}`, `# ${about.zh}`, `# ${name}=${fallback}`);
  for (const module of channels) {
    if (module.settings.length > 0) lines.push('', `# --- ${module.name}`);
    for (const setting of module.settings) lines.push('', `# ${setting.about.en}`, `# ${setting.about.zh}`, `# ${variableName(module, setting)}=`);
  }
  return `${lines.join('\n')}\n`;
}

const titles = {
  en: {
    page: 'Settings',
    note: 'Generated from the schemas; do not edit.',
    file: 'The config file',
    env: 'The environment',
    key: 'key',
    what: 'what it does',
    fallback: 'default',
    example: (text: string) => ` (such as \`${text}\`)`,
  },
  zh: {
    page: '设置',
    note: '由程序生成，请勿手工修改。',
    file: '配置文件',
    env: '环境变量',
    key: '名称',
    what: '作用',
    fallback: '默认值',
    example: (text: string) => `（例如 \`${text}\`）`,
  },
};

/** docs/config.md and docs/config.zh-CN.md. */
export function configReference(lang: Lang, channels: readonly ChannelModule[]): string {
  const t = titles[lang];
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const row = (name: string, what: string, fallback: string) => `| \`${name}\` | ${cell(what)} | ${fallback ? `\`${cell(fallback)}\`` : ''} |`;
  const head = `| ${t.key} | ${t.what} | ${t.fallback} |\n|---|---|---|`;
  return [
    `# ${t.page}`,
    t.note,
    `## ${t.file}`,
    [
      head,
      ...entries(channels).map(({ path, about, fallback, example }) =>
        row(path.join('.'), example === undefined ? about[lang] : `${about[lang]}${t.example(example)}`, fallback === undefined ? '' : flow(fallback)),
      ),
    ].join('\n'),
    `## ${t.env}`,
    [
      head,
      ...variables.map(({ name, about, fallback }) => row(name, about[lang], fallback)),
      ...channels.flatMap((module) => module.settings.map((setting) => row(variableName(module, setting), setting.about[lang], ''))),
    ].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}
