import { field, optional } from '../fields.ts';
import { defineVerb } from '../step.ts';

export const say = defineVerb({
  verb: 'say',
  fields: {
    say: field('text', 'What the bot says', '机器人说的话'),
    image: optional('value', 'Picture: address or stored file', '图片：网址或已存文件'),
    file: optional('value', 'File to send', '要发送的文件'),
    video: optional('value', 'Video to send', '要发送的视频'),
    audio: optional('value', 'Recording to send', '要发送的音频'),
    place: optional('value', 'Place: a map with latitude and longitude, or a saved place', '位置：含 latitude 和 longitude，或保存过的位置'),
    link: optional('value', 'Link shown below the text', '附在文字后的链接'),
    cards: optional('expr', 'List shown as cards, one for each entry', '以卡片显示的列表，每项一张'),
    card: optional('card', 'What a card shows; `it` is the entry', '卡片内容；`it` 是当前一项'),
    template: optional('word', 'Template used outside the reply window', '超出回复时限时使用的模板'),
  },
  docs: {
    about: { en: 'Sends a message', zh: '发送一条消息' },
    example: '',
    transcript: '',
  },
  run() {
    return { do: 'next' };
  },
});
