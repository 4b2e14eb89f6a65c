/** The lines of docs/sdk.md, run as they are written there, against the real routes. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatServer, startChatServer } from '../web/chat-server.ts';

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

/** What a shell prints for the lines. Not synchronous: the server is in this process. */
const run = (lines: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const shell = spawn('sh', ['-c', lines.replaceAll('http://127.0.0.1:3000', server.url)]);
    let out = '';
    shell.stdout.on('data', (text) => {
      out += text;
    });
    shell.on('error', reject).on('close', () => resolve(out));
  });

describe.each([
  ['docs/sdk.md', 'hello'],
  ['docs/sdk.zh-CN.md', '你好'],
])('%s', (file, hello) => {
  const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  const wire = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, body = '']) => body).find((body) => body.includes('CHAT=')) ?? '';

  it('has lines that do what they say', async () => {
    const out = await run(wire.replace('-m 3', '-m 1'));
    expect(out).not.toContain('"error"');
    expect(out.match(/"accepted":true/g)).toHaveLength(6);
    expect(out.split(`"text":"${hello}"`).length - 1).toBe(3);
    expect(out).toMatch(/event: message\n/);
    expect(out).toMatch(/"mime":"image\/png","bytes":8,"name":"dress.png"/);
    expect(server.devices.size).toBe(0);
  });

  it('names every route below /chat', () => {
    const routes = ['session', 'messages', 'media', 'stream', 'poll', 'history', 'receipts', 'typing', 'devices', 'devices/forget', 'call'];
    expect(routes.filter((route) => !text.includes(`/chat/${route}`))).toEqual([]);
  });
});
