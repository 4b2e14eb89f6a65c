/** The few words that degrading adds, for customers. */
export interface Words {
  choose: string;
  replyWithNumber: string;
  several: string;
  /** Between a word and the link that follows it. */
  colon: string;
  cannotShow: string;
  kinds: Record<'image' | 'audio' | 'video' | 'file', string>;
  other: string;
}

const zh: Words = {
  choose: '请选择：',
  replyWithNumber: '回复数字即可。',
  several: '可以多选，例如回复：1 3',
  colon: '：',
  cannotShow: '（这里无法显示）',
  kinds: { image: '图片', audio: '音频', video: '视频', file: '文件' },
  other: '内容',
};

const en: Words = {
  choose: 'Please choose:',
  replyWithNumber: 'Just reply with the number.',
  several: 'You can choose several, for example: 1 3',
  colon: ': ',
  cannotShow: ' (cannot be shown here)',
  kinds: { image: 'Picture', audio: 'Audio', video: 'Video', file: 'File' },
  other: 'Content',
};

/** Returns the words in Chinese for every `zh` tag, English otherwise. */
export function wordsFor(lang: string): Words {
  return /^zh\b/i.test(lang) ? zh : en;
}

/** Returns a link that opens a map: AMap for Chinese readers (Google is not reachable in mainland China), Google Maps otherwise. WGS-84. */
export function mapLink(latitude: number, longitude: number, name: string | undefined, lang: string): string {
  if (!/^zh\b/i.test(lang)) return `https://www.google.com/maps/search/?api=1&query=${latitude}%2C${longitude}`;
  const label = name ? `&name=${encodeURIComponent(name)}` : '';
  return `https://uri.amap.com/marker?position=${longitude},${latitude}${label}&coordinate=wgs84`;
}
