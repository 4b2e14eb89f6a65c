/** The process that runs the tests: started, asked, ended when it takes too long and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Order, type Result, resultSchema } from './test-runner.ts';

export interface TestProcess {
  /** Resolves to what came of the tests, or to 'timeout' after `timeoutMs`. */
  run(order: Order, timeoutMs: number): Promise<Result | 'timeout'>;
  end(): void;
}

/** Starts the process, at the first order, in a folder that holds a copy of the tree. */
export function startTests(folder: string): TestProcess {
  let child: ChildProcess | undefined;
  const end = (): void => {
    // The tests run in processes below that one: the group ends as a whole.
    if (child?.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    child = undefined;
  };
  const ready = async (): Promise<ChildProcess> => {
    if (child) return child;
    child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('test-runner.ts', import.meta.url))], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, SKIP_BROWSER: '1' },
    });
    await once(child, 'message');
    return child;
  };
  return {
    async run(order, timeoutMs) {
      const running = await ready();
      running.send(order);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'timeout'>((resolve) => {
        timer = setTimeout(resolve, timeoutMs, 'timeout');
      });
      const found = await Promise.race([once(running, 'message').then(([message]) => resultSchema.parse(message)), late]);
      clearTimeout(timer);
      if (found === 'timeout') end();
      return found;
    },
    end,
  };
}
