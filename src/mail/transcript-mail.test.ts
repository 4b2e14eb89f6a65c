import { describe, expect, it } from 'vitest';
import { codeMail, escapeHtml, type Said, transcriptMail } from './transcript-mail.ts';

const about = { to: 'ann@example.com', shop: 'Silk & Co', lang: 'en', zone: 'Asia/Shanghai', publicUrl: 'https://shop.example' };
const at = Date.UTC(2026, 10, 30, 4, 5);
const say = (text: string, more: Partial<Said> = {}): Said => ({ from: 'me', at, parts: [{ type: 'text', text }], ...more });

describe('the mail of a conversation', () => {
  it('has who said what and when, in the zone of the shop', () => {
    const mail = transcriptMail(
      [say('red?'), say('Which size?', { from: 'shop', choices: [{ label: 'S' }, { label: 'M' }] }), say('M', { from: 'shop', author: 'Mei' })],
      about,
    );
    expect(mail.subject).toBe('Your conversation with Silk & Co');
    expect(mail.text.replaceAll('\u202f', ' ').split('\n').slice(2)).toEqual([
      '[Nov 30, 2026, 12:05 PM] You: red?',
      '[Nov 30, 2026, 12:05 PM] Silk & Co: Which size?',
      '  1. S',
      '  2. M',
      '[Nov 30, 2026, 12:05 PM] Mei: M',
      '',
    ]);
  });

  it('is in the language of the customer', () => {
    const mail = transcriptMail([say('有红色的吗')], { ...about, shop: '锦绣', lang: 'zh-CN' });
    expect(mail.subject).toBe('您与锦绣的聊天记录');
    expect(mail.text).toContain('您: 有红色的吗');
  });

  it.each<[string, Said['parts'][number], string]>([
    ['a picture', { type: 'image', media: { stored: 'abc', name: 'dress.jpg' }, caption: 'this' }, 'this [dress.jpg] https://shop.example/media/abc'],
    ['a recording', { type: 'audio', media: { ref: '1' } }, '[Recording]'],
    ['a product', { type: 'product', card: { title: 'Dress', text: '$9', link: 'https://shop.example/p' } }, 'Dress · $9 · https://shop.example/p'],
    ['a link', { type: 'link', url: 'https://x.example', title: 'Look' }, 'Look https://x.example'],
    ['a pressed button', { type: 'pressed', token: 't', label: 'Yes' }, 'Yes'],
    ['a place', { type: 'place', latitude: 1, longitude: 2, name: 'Shop' }, 'Shop · 1, 2'],
    ['what cannot be shown', { type: 'unsupported', kind: 'poll' }, '[This cannot be shown in a mail]'],
  ])('shows %s', (_, part, expected) => expect(transcriptMail([say('', { parts: [part] })], about).text).toContain(`You: ${expected}\n`));

  it.each<[Said['parts'][number], string]>([
    [{ type: 'image', media: { ref: '1' } }, '[图片]'],
    [{ type: 'file', media: { ref: '1' } }, '[文件]'],
    [{ type: 'unsupported', kind: 'poll' }, '[这条内容无法在邮件里显示]'],
  ])('says in Chinese what %j is', (part, expected) =>
    expect(transcriptMail([say('', { parts: [part] })], { ...about, lang: 'zh-CN' }).text).toContain(`您: ${expected}\n`),
  );

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><a href=javascript:alert(1)>',
    "' onmouseover='x",
    '&lt;b&gt;',
    '`$x`',
    '{{ 7 | times: 6 }}',
  ])('has %s as text alone', (nasty) => {
    const { html } = transcriptMail([say(nasty, { from: 'shop', author: nasty })], { ...about, shop: nasty, lang: 'en' });
    expect(html).not.toMatch(/<(script|img|a)\b|javascript:alert\(1\)>|onmouseover='/);
    expect(html.replaceAll(escapeHtml(nasty), '')).not.toContain(nasty);
    expect(html).toContain(escapeHtml(nasty));
  });

  it('leaves out what was said first where it is too long', () => {
    const mail = transcriptMail([say('first'), ...Array.from({ length: 60 }, () => say('x'.repeat(8_000))), say('last')], about);
    expect(mail.text.length).toBeLessThan(420_000);
    expect(mail.text).toContain('too long for this mail');
    expect(mail.text).not.toContain('first');
    expect(mail.text).toContain('last');
  });
});

it('has a code and says what it is for', () => {
  expect(codeMail('012345', about)).toMatchObject({ subject: '012345 is your code for Silk & Co', text: expect.stringContaining('ignore this') });
  expect(codeMail('012345', { ...about, lang: 'zh' }).text).toContain('不用理会');
});
