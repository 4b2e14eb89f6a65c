/** The real program with calls on, and a Chromium with a camera and a microphone that do not exist. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Program, startProgram } from '../e2e/program.ts';
import { Visitor } from '../e2e/visitor.ts';

export interface CallMade {
  id: string;
  customer: { url: string; expires: number };
  shop: { url: string; expires: number };
}

export interface Received {
  frames: number;
  width: number;
  height: number;
  audioBytes: number;
  /** Width of the picture that this page sends, as its source gives it. */
  source: number;
  /** Kind of our own end of the way in use: host, srflx, prflx or relay. */
  way: string;
}

export function launchWithCamera(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
      ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--auto-select-desktop-capture-source=Entire screen'],
    ],
  });
}

/** Starts the program on `port`, with `calls` as that section of its config. */
export function startWithCalls(folder: string, port: number, calls = 'on: true', env: Record<string, string> = {}): Promise<Program> {
  const file = join(folder, 'shop.yaml');
  writeFileSync(file, `calls: { ${calls} }\n`);
  return startProgram(folder, { CONFIG_FILE: file, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, ...env });
}

/** A visitor who wrote once; answers the id of the conversation. */
export async function newConversation(url: string): Promise<string> {
  const visitor = await Visitor.enter(url);
  await visitor.send('hello');
  return visitor.conversation;
}

/** Makes a call; waits until the conversation is there. */
export async function makeCall(program: Program, conversation: string): Promise<CallMade> {
  for (let tries = 0; ; tries++) {
    const { status, body } = await program.api(`/conversations/${encodeURIComponent(conversation)}/call`, { method: 'POST' });
    if (status === 201) return body as CallMade;
    if (status !== 404 || tries > 1_200) throw new Error(`${status} ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a page gets from the other one. */
export async function received(page: Page): Promise<Received> {
  return page.evaluate(`(async () => {
    const got = { frames: 0, width: 0, height: 0, audioBytes: 0, source: 0, way: '' };
    const report = await window.zhangguiCallStats?.();
    for (const one of report?.values() ?? []) {
      if (one.type === 'inbound-rtp' && one.kind === 'video') Object.assign(got, { frames: one.framesDecoded ?? 0, width: one.frameWidth ?? 0, height: one.frameHeight ?? 0 });
      if (one.type === 'inbound-rtp' && one.kind === 'audio') got.audioBytes = one.bytesReceived ?? 0;
      if (one.type === 'media-source' && one.kind === 'video') got.source = one.width ?? 0;
      if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded') got.way = report.get(one.localCandidateId)?.candidateType ?? '';
    }
    return got;
  })()`);
}
