import { type Finding, missing } from './finding.ts';

/** Lists what keeps pictures from being read. `without`: packages that are wanted and not installed. */
export function pictureFindings(without: readonly string[]): Finding[] {
  if (without.length === 0) return [];
  const command = `npm install --no-save ${without.join(' ')}`;
  const names = without.join(', ');
  return [
    missing(
      'config.yaml pictures.read',
      { en: `not installed: ${names}; pictures are left as they are`, zh: `没有安装 ${names}，图片不会被识别` },
      { en: command, zh: command },
    ),
  ];
}
