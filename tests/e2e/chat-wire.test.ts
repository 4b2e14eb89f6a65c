/** The wire of the web chat as its page tells it: each line run as it stands, in both languages. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageSchema, receiptsSchema } from '../../src/server/chat/chat-schemas.ts';
import { freshFolder, type Program, startProgram } from './program.ts';

const folder = freshFolder();
let program: Program;
beforeAll(async () => {
  program = await startProgram(folder.path);
}, 120_000);
afterAll(async () => {
  await program?.end('SIGKILL');
  folder.clean();
});

const wire = (page: string): string => readFileSync(`channels/webchat/${page}`, 'utf8').split(/^## (?:The wire|通信协议)$/m)[1] ?? '';
const blocks = (page: string, kind: string): string[] =>
  [...wire(page).matchAll(new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

function shell(script: string): Promise<string> {
  return new Promise((resolve) => execFile('bash', ['-c', script], (_, out) => resolve(out)));
}

describe.each([
  ['README.md', /welcome to/i],
  ['README.zh-CN.md', /欢迎光临/],
])('%s', (page, greeting) => {
  it('its lines open a session, write, and bring the answer by both ways', async () => {
    const [script = ''] = blocks(page, 'sh');
    expect(script.split('\n').filter((line) => line.includes('curl'))).toHaveLength(6);
    const out = await shell(script.replace('http://127.0.0.1:3000', program.url).replace('curl -s "$CHAT/poll"', 'sleep 2; curl -s "$CHAT/poll"'));
    expect(out.match(/\{"accepted":true\}/g)).toHaveLength(3);
    const poll = /\{"messages":.*?\}(?=retry)/s.exec(out)?.[0] ?? '';
    expect(JSON.parse(poll)).toMatchObject({ messages: expect.arrayContaining([expect.objectContaining({ from: 'shop' })]), cursor: expect.any(String) });
    expect(poll).toMatch(greeting);
    expect(out).toMatch(/^event: message$/m);
    expect(out).not.toContain('"error"');
  });

  it('names every route that there is', () => {
    const routes = [...readFileSync('src/server/chat/web-chat.ts', 'utf8').matchAll(/router\.(get|post)\('(\/\w+)'/g)].map(
      ([, verb = '', path]) => `${verb.toUpperCase()} /chat${path}`,
    );
    expect(routes.length).toBeGreaterThan(6);
    expect(routes.filter((route) => !wire(page).includes(`\`${route}`))).toEqual([]);
  });

  it('what it shows to post is taken', () => {
    const posts = (blocks(page, 'json')[0] ?? '')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(posts.map((post) => messageSchema.or(receiptsSchema).safeParse(post).success)).toEqual([true, true, true]);
  });
});
