import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'flows-command-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const flows = (...args: string[]) => flowsWith({}, ...args);

function flowsWith(more: Record<string, string>, ...args: string[]): Promise<{ code: number; lines: string[]; text: string }> {
  const env = { ...process.env, LANG: 'C', LC_ALL: '', FLOWS_DIR: '', CONFIG_FILE: '', ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'src/commands/flows.ts', ...args], { env }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
      resolve({ code, lines: stdout.trimEnd().replaceAll(`${dir}/`, '').split('\n'), text: stdout + stderr });
    });
  });
}

const good = 'flow: hello\nstart:\n  - says: [good day]\nsteps:\n  - say: { en: Hi, zh: 您好 }\n';
const transcript = '- test: hello\n  lang: en\n- customer: good day\n- bot: Hi\n';

describe('npm run flows', () => {
  it('passes the flows that ship', async () => {
    const { code, lines, text } = await flows('flows');
    expect(lines.at(-1), text).toMatch(/^\d+ flows, \d+ FAQ entries, \d+ transcripts passed, 0 failed$/);
    expect(code).toBe(0);
  });

  it('names what is wrong at its place, and ends with exit code 1', async () => {
    await writeFile(join(dir, 'hello.yaml'), good);
    await writeFile(join(dir, 'hello.test.yaml'), `${transcript}\n- test: again\n  lang: zh\n- customer: good day\n- bot: Hello\n`);
    await writeFile(join(dir, 'bad.yaml'), 'flow: bad\nstart:\n  - says: [something]\nsteps:\n  - sya: Hi\n');
    const { code, lines } = await flows(dir);
    expect(code).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(/^bad\.yaml:5:5: unknown step 'sya', did you mean 'say'\?/));
    expect(lines).toContainEqual(expect.stringMatching(/^hello\.test\.yaml:9:3: Expected "Hello", but this came: "您好"/));
    expect(lines.at(-1)).toBe('1 flows, 0 FAQ entries, 1 transcripts passed, 1 failed');
  });

  it('is not followed by failures that only repeat it: transcripts that need a flow with errors are skipped and counted', async () => {
    await writeFile(join(dir, 'hello.yaml'), good.replace('- say:', '- sya:'));
    await writeFile(join(dir, 'hello.test.yaml'), transcript);
    await writeFile(join(dir, 'door.yaml'), 'flow: door\nstart:\n  - says: [open up]\nsteps:\n  - go: hello\n');
    await writeFile(join(dir, 'door.test.yaml'), '- test: door\n  lang: en\n- customer: open up\n- bot: Hi\n');
    await writeFile(join(dir, 'bye.yaml'), 'flow: bye\nstart:\n  - says: [see you]\nsteps:\n  - say: { en: Bye, zh: 再见 }\n');
    await writeFile(
      join(dir, 'bye.test.yaml'),
      '- test: bye\n  lang: en\n- customer: see you\n- bot: Bye\n\n- test: wrong\n  lang: en\n- customer: see you\n- bot: Hi\n',
    );
    const { code, lines } = await flows(dir);
    expect(code).toBe(1);
    expect(lines.filter((line) => line.includes('.yaml:'))).toEqual([expect.stringMatching(/^hello\.yaml:5/), expect.stringMatching(/^bye\.test\.yaml:9/)]);
    expect(lines.at(-1)).toBe('2 flows, 0 FAQ entries, 1 transcripts passed, 1 failed, 2 skipped because of these errors');
  });

  it('repairs what it can when asked, and speaks Chinese', async () => {
    await writeFile(join(dir, 'hello.yaml'), good.replace('says:', 'says：'));
    const before = await flows(dir, '--lang', 'zh');
    expect(before.code).toBe(1);
    expect(before.lines[0]).toMatch(/^hello\.yaml:3:\d+: .*\p{Script=Han}/u);
    const after = await flows(dir, '--fix');
    expect(after.lines).toContainEqual('hello.yaml: 1 repaired');
    expect(after.code).toBe(0);
    expect(await readFile(join(dir, 'hello.yaml'), 'utf8')).toBe(good);
  });

  it('shows the 20 likeliest confusions with a count of the others, and all when asked', async () => {
    const entries = [...'abcdefghijklmnopqrstuvwxy'].map((sign) => `  - { q: [${sign.repeat(7)}, ${sign}x${sign}q${sign}z], a: yes }`);
    const off = '  - { q: [purple trumpet, zebra crossing], a: yes, only_if: shop.demo }';
    await writeFile(join(dir, 'faq.yaml'), `faq: f\nentries:\n${[...entries, off].join('\n')}\n`);
    const config = join(dir, 'config.yml');
    await writeFile(config, 'shop: { langs: [en], demo: false }\n');
    const few = await flows(dir, '--confusions');
    const many = await flows(dir, '--confusions', '--all');
    const told = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('“'));
    expect(told(few.lines)).toEqual(told(many.lines).slice(0, 20));
    expect(few.lines.at(-1)).toBe(`and ${told(many.lines).length - 20} more, less likely ones. All of them: npm run flows -- --confusions --all`);
    expect(many.text).toContain('purple trumpet');
    const own = await flowsWith({ CONFIG_FILE: config }, dir, '--confusions', '--all');
    expect(told(own.lines)).not.toHaveLength(0);
    expect(own.text).not.toContain('purple trumpet');
    expect((await flows(dir, '--all')).code).toBe(2);
  });

  it.each([
    ['a folder that is not there', ['/nowhere/at/all'], 1, /The folder \/nowhere\/at\/all cannot be read/],
    ['an option that it does not know', ['--what'], 2, /npm run flows/],
  ])('says what to do about %s', async (_, args, expected, words) => {
    const { code, text } = await flows(...args);
    expect(code).toBe(expected);
    expect(text).toMatch(words);
  });

  it('says that an empty folder has no flows', async () => {
    const { code, lines } = await flows(dir);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^There are no flows in /);
  });
});
