/** The rules and signatures of docs/speaking-first.md, as they are written there. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/compiler/flow.ts';
import { createChatSigner } from '../../src/server/chat/chat-token.ts';

const secret = 'a secret of the shop';
const signer = createChatSigner({ secret: Buffer.alloc(32, 1), identitySecret: secret, now: Date.now });
const has = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe.each(['docs/speaking-first.md', 'docs/speaking-first.zh-CN.md'])('%s', (file) => {
  const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  const blocks = (kind: string) => [...text.matchAll(new RegExp(`\`\`\`${kind}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, body = '']) => body);
  const run = (program: string, args: string[], code: string): string =>
    execFileSync(program, [...args, code], { env: { ...process.env, WEBCHAT_IDENTITY_SECRET: secret }, encoding: 'utf8' }).trim();

  it('has rules without problems', () => {
    const rules = blocks('yaml').filter((body) => body.startsWith('proactive:'));
    expect(rules.map((rule) => parseFile(rule, 'rule.yaml', { langs: ['zh', 'en'] }).problems)).toEqual([[], [], []]);
  });

  it.each([
    ['node', ['--input-type=module', '-e'], 'js', "const customerId = '42';\n", '\nconsole.log(signature);'],
    ['python3', ['-c'], 'python', "customer_id = '42'\n", '\nprint(signature)'],
    ['php', ['-r'], 'php', "$customerId = '42';\n", '\necho $signature;'],
  ])('signs in %s as it is verified', (program, args, kind, before, after) => {
    const code = blocks(kind).find((body) => /random_bytes|randomBytes|token_hex/.test(body)) ?? '';
    expect(code).not.toBe('');
    if (!has(program)) return;
    expect(signer.identifyUntil('42', run(program, args, before + code + after))).toBe('u-42');
  });
});
