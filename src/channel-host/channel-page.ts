/** The page of a channel that ships with the program, as somebody in this folder opens it. */
import { join, relative } from 'node:path';
import { root } from '../machine/root.ts';

export function channelPage(name: string, lang: 'en' | 'zh'): string {
  return relative('.', join(root, 'channels', name, lang === 'zh' ? 'README.zh-CN.md' : 'README.md'));
}
