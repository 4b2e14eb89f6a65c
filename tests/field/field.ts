/** The real engine, flows from real files, the real runtime on a real database; only the provider records. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../src/call.ts';
import { advance } from '../../src/engine/advance.ts';
import { FlowLibrary } from '../../src/flow-folder/flow-library.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { type Desk, type DeskOptions, openDesk, quiet, specs } from '../runtime/desk.ts';
import { ManualClock } from '../runtime/manual-clock.ts';
import { RecordingChannel } from '../runtime/recording-channel.ts';

export interface Field extends Desk {
  library: FlowLibrary;
  folder: string;
  /** Writes a flow file as a merchant does, and waits until it is live or refused. */
  save(name: string, yaml: string): Promise<void>;
  reopen(calls?: Call[]): Promise<Field>;
}

export interface FieldOptions {
  /** YAML by file name. */
  flows: Record<string, string>;
  calls?: Call[];
  desk?: DeskOptions;
}

export async function openField(options: FieldOptions, folder = mkdtempSync(join(tmpdir(), 'field-')), clock = new ManualClock()): Promise<Field> {
  const dir = join(folder, 'flows');
  mkdirSync(dir, { recursive: true });
  for (const [name, yaml] of Object.entries(options.flows)) writeFileSync(join(dir, name), yaml);
  const calls = options.calls ?? [];
  const store = await openSqlite({ file: join(folder, 'shop.db'), specs, now: clock.now, log: quiet });
  const library = await FlowLibrary.open({
    dir,
    store,
    calls: new Map(calls.map((call) => [call.name, call])),
    langs: ['en'],
    log: quiet,
    now: clock.now,
    pollMs: 3_600_000,
  });
  const problems = library.problems().filter((problem) => problem.severity === 'error');
  if (problems.length > 0) throw new Error(problems.map((problem) => `${problem.file}:${problem.line} ${problem.message}`).join('\n'));
  const channel = options.desk?.channel ?? new RecordingChannel();
  const desk = await openDesk({ ...options.desk, channel, store, flows: library, advance, calls }, folder, clock);
  return {
    ...desk,
    library,
    folder,
    async save(name, yaml) {
      writeFileSync(join(dir, name), yaml);
      await library.refresh();
    },
    async reopen(next = calls) {
      library.close();
      await desk.runtime.stop(0);
      await store.close();
      return openField({ ...options, flows: {}, calls: next, desk: { ...options.desk, channel } }, folder, clock);
    },
    async close() {
      library.close();
      await desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function callOf(name: string, mode: Call['mode'], params: string[], run: Call['run'], outcomes: string[] = []): Call {
  return { name, mode, params: params.map((param) => ({ name: param, required: true })), outcomes, about: { en: name, zh: name }, run };
}

/** One flow with a menu, a lookup and a form; one with bubbles; a FAQ. */
export const shopFlows: Record<string, string> = {
  'order.yaml': `
flow: order
start:
  - says: [hi]
steps:
  - choose: What can I do for you?
    options:
      - { label: Track my order, then: track }
      - { label: Nothing, then: end }
  - name: track
    ask: Which order number?
    expect: order_number
    save: number
  - call: order.look
    with: { number: "{{ number }}" }
    save: order
    timeout: 8s
    busy: One moment please.
    else:
      any: { say: "I could not look that up." }
  - say: "{{ number }} is {{ order.status }}."
    only_if: order
`,
  'signup.yaml': `
flow: signup
start:
  - says: [sign up]
steps:
  - ask: What is your name?
    save: name
  - ask: What is your city?
    save: city
  - say: "Welcome {{ name }} from {{ city }}!"
`,
  'bubbles.yaml': `
flow: bubbles
start:
  - says: [three]
steps:
  - say: one
  - say: two
  - say: three
`,
  'faq.yaml': `
faq: questions
entries:
  - q: [how long does shipping take, how long is delivery]
    a: Shipping takes three days.
`,
};
