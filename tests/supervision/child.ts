/** A child for tests: does what it is asked. Its library is a few lines. */
import { spawn } from 'node:child_process';
import { z } from 'zod';
import { Refusal, serve } from '../../src/channel-host/supervision/serve.ts';

const given = z.object({
  at: z.enum(['ready', 'need_qr', 'starting', 'logged_out', 'conflict', 'rejects', 'throws']),
  /** Starts a process that would outlive it. */
  offspring: z.boolean().optional(),
});

serve(async (program, raw) => {
  const { at, offspring } = given.parse(raw);
  if (at === 'rejects') throw new Error('the library is broken, token-1234');
  if (offspring) {
    const own = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    if (own.pid) program.owns(own.pid);
    program.log.info({ pid: own.pid, secret: 'token-1234' }, 'offspring');
  }
  let deaf = false;
  if (at === 'throws') setTimeout(() => Reflect.apply(JSON.parse, undefined, ['{']), 10);
  else if (at === 'logged_out' || at === 'conflict') program.leave(at, `the phone says ${at}`);
  else program.state(at, at === 'ready' ? undefined : 'as asked');
  if (at === 'need_qr') program.pairing({ qr: '2@secret-of-the-account', lives: 60_000 });
  return {
    methods: {
      echo: async (params) => params,
      refuse: async () => {
        throw new Refusal({ code: 'rate_limited', retryAfterMs: 5_000, detail: 'slowly, token-1234' });
      },
      explode: async () => {
        throw new Error('bang');
      },
      never: () => new Promise(() => undefined),
      pid: async () => process.pid,
      environment: async () => Object.keys(process.env),
      exit: async () => process.exit(3),
      deaf: async () => {
        deaf = true;
      },
      block: async () => {
        for (;;);
      },
      /** Resolves once every one is stored. */
      emit: async (values) => {
        await Promise.all(
          z
            .array(z.unknown())
            .parse(values)
            .map((value) => program.emit(value)),
        );
        return 'stored';
      },
      /** Hands over without waiting for anything, then is gone. */
      emitAndDie: async (values) => {
        for (const value of z.array(z.unknown()).parse(values)) void program.emit(value);
        process.kill(process.pid, 'SIGKILL');
      },
    },
    check: async () => {
      if (deaf) throw new Error('the page does not answer');
    },
    stop: async () => undefined,
  };
});
