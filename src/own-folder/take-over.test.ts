import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFlows } from '../compiler/flow.ts';
import type { Problem } from '../flow-tree/flow-tree.ts';
import type { Texts } from './plan.ts';
import { writeBase, writeLeft, writeText } from './stored.ts';
import { takeOver } from './take-over.ts';
import { followingTold, updateTold } from './update-told.ts';

const flow = (name: string, ...lines: string[]): string => [`flow: ${name}`, 'start:', `  - says: [${name} please]`, 'steps:', ...lines, ''].join('\n');
const hello = flow('hello', '  - say: one', '  - say: two', '  - say: three', '  - say: four');
const bye = flow('bye', '  - say: so long');

let folder: string;
let flows: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'take-over-'));
  flows = join(folder, 'flows');
  for (const [file, text] of [
    ['hello.yaml', hello],
    ['bye.yaml', bye],
  ] as const) {
    await writeText(join(flows, file), text);
    await writeBase(folder, file, text);
  }
  await writeLeft(folder, []);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const errors = async (texts: Texts): Promise<Problem[]> =>
  checkFlows([...texts].map(([file, text]) => ({ file, text }))).problems.filter(({ severity }) => severity === 'error');
const shipping = (files: Record<string, string>) => ({ folder, flows, errors, shipped: new Map(Object.entries(files)) });
const own = (file: string): string => readFileSync(join(flows, file), 'utf8');
const told = { lang: 'en', version: '2.0.0', flows: 'flows' } as const;

it('a flow that nobody changed follows the program, with the new ones that it goes to', async () => {
  const next = flow('hello', '  - say: one', '  - go: more');
  const more = flow('more', '  - say: and more');
  const done = await takeOver({ only: 'followers' }, shipping({ 'hello.yaml': next, 'bye.yaml': bye, 'more.yaml': more }));
  expect([own('hello.yaml'), own('more.yaml')]).toEqual([next, more]);
  expect(followingTold(done, told)).toEqual(['Flows that you had not changed are now as in version 2.0.0: hello.yaml', 'New flows that came along: more.yaml']);
  expect((await takeOver({ only: 'followers' }, shipping({ 'hello.yaml': next, 'bye.yaml': bye, 'more.yaml': more }))).fates.size).toBe(0);
});

it('a flow that the merchant keeps in a file of another name is not brought a second time', async () => {
  await writeText(join(flows, 'parting.yaml'), bye.replace('so long', 'ta-ta'));
  rmSync(join(flows, 'bye.yaml'));
  const next = flow('hello', '  - say: one', '  - go: bye');
  const done = await takeOver({ only: 'followers' }, shipping({ 'hello.yaml': next, 'bye.yaml': bye }));
  expect(done).toMatchObject({ added: [], refused: [] });
  expect(own('hello.yaml')).toBe(next);
  expect(readdirSync(flows)).not.toContain('bye.yaml');
});

it('one that the merchant changed stays until it is asked for, and then keeps both', async () => {
  writeFileSync(join(flows, 'hello.yaml'), hello.replace('one', 'ONE'));
  const shipped = shipping({ 'hello.yaml': hello.replace('three', 'three!'), 'bye.yaml': bye });
  const waiting = await takeOver({ only: 'followers' }, shipped);
  expect(own('hello.yaml')).toBe(hello.replace('one', 'ONE'));
  expect(followingTold(waiting, told)).toEqual(['The program has news for flows that you changed: hello.yaml. Bring them in: npm run flows -- --update']);
  const done = await takeOver({}, shipped);
  expect(own('hello.yaml')).toBe(hello.replace('one', 'ONE').replace('three', 'three!'));
  expect(updateTold(done, told)).toEqual(['hello.yaml: 1 place brought in from version 2.0.0; what you changed stays.', '  line 7: - say: three!']);
  expect(updateTold(await takeOver({}, shipped), told)).toEqual(['There is nothing to bring in: your flows are up to version 2.0.0.']);
});

it('where both changed the same lines nothing is written; file, line and both texts are told, and the merchant decides', async () => {
  const mine = hello.replace('three', 'mine');
  writeFileSync(join(flows, 'hello.yaml'), mine);
  const shipped = shipping({ 'hello.yaml': hello.replace('three', 'theirs').replace('one', 'ONE'), 'bye.yaml': bye.replace('so long', 'goodbye') });
  const lines = updateTold(await takeOver({}, shipped), told);
  expect(own('hello.yaml')).toBe(mine);
  // What is not in conflict came all the same.
  expect(own('bye.yaml')).toContain('goodbye');
  expect(lines).toContain('flows/hello.yaml:7: you changed these lines, and the program did too, in another way.');
  expect(lines).toEqual(expect.arrayContaining(['      - say: mine', '      - say: theirs']));
  expect(lines.join('\n')).toContain('npm run flows -- --update --mine hello.yaml');
  expect(updateTold(await takeOver({}, shipped), { ...told, lang: 'zh' })).toContain('flows/hello.yaml:7: 这几行您改过，新版程序也改了，两边不一样。');
  await takeOver({ prefer: new Map([['hello.yaml', 'mine']]) }, shipped);
  expect(own('hello.yaml')).toBe(mine.replace('one', 'ONE'));
  expect((await takeOver({}, shipped)).fates.size).toBe(0);
});

it('what would not load is not written at all', async () => {
  writeFileSync(join(flows, 'hello.yaml'), hello.replace('one', 'ONE'));
  const shipped = shipping({ 'hello.yaml': hello.replace('- say: three', '- sya: three'), 'bye.yaml': bye.replace('so long', 'goodbye') });
  const done = await takeOver({}, shipped);
  expect([own('hello.yaml'), own('bye.yaml')]).toEqual([hello.replace('one', 'ONE'), bye]);
  expect(updateTold(done, told)[1]).toMatch(/^flows\/hello\.yaml:7:5: unknown step 'sya'/);
});

it('a file that the merchant removed stays away, also when the program changes it', async () => {
  rmSync(join(flows, 'bye.yaml'));
  const done = await takeOver({ only: 'followers' }, shipping({ 'hello.yaml': hello, 'bye.yaml': bye.replace('so', 'very') }));
  expect(followingTold(done, told)).toEqual([]);
  expect((await takeOver({}, shipping({ 'hello.yaml': hello, 'bye.yaml': bye }))).fates.size).toBe(0);
  expect(readdirSync(flows).filter((name) => name.endsWith('.yaml'))).toEqual(['hello.yaml']);
});

it('new ones are told, and come when they are asked for', async () => {
  const more = flow('more', '  - say: and more');
  const shipped = shipping({ 'hello.yaml': hello, 'bye.yaml': bye, 'more.yaml': more });
  expect(updateTold(await takeOver({}, shipped), told)).toEqual([
    'There is nothing to bring in: your flows are up to version 2.0.0.',
    'New in the program: more. Add what you like: npm run flows -- --take more',
  ]);
  expect(updateTold(await takeOver({ only: 'new', files: ['more.yaml'] }, shipped), told)).toEqual(['New flows that came along: more.yaml']);
  expect(own('more.yaml')).toBe(more);
});

it('a folder that the program did not make is left alone', async () => {
  rmSync(join(folder, '.zhanggui'), { recursive: true });
  const done = await takeOver({}, shipping({ 'hello.yaml': hello.replace('one', 'ONE') }));
  expect(done.fates.size).toBe(0);
  expect(own('hello.yaml')).toBe(hello);
});
