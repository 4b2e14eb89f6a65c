import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../e2e/free-port.ts';
import { freshFolder, type Program, token } from '../e2e/program.ts';
import { call as hook } from '../provider.ts';
import { type Graph, startGraph } from '../whatsapp-cloud/graph-server.ts';
import { launchWithCamera, received, startWithCalls } from './call-stage.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 30_000, interval: 100 });
const user = '16505551234';
const conversation = `whatsapp-cloud:main:${user}`;

/** The customer's phone: a peer connection in a page of its own; Meta's half of the way is played by the stand-in. */
const phone = `
  window.pc = new RTCPeerConnection();
  window.whole = async (made) => {
    const gathered = new Promise((resolve) => { pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && resolve(); });
    await pc.setLocalDescription(made);
    await gathered;
    return pc.localDescription.sdp;
  };
  window.mic = async () => pc.addTrack((await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0]);
  window.zhangguiCallStats = () => pc.getStats();
`;

describe.skipIf(process.env.SKIP_BROWSER)('a call over WhatsApp in a browser', () => {
  const folder = freshFolder();
  let browser: Browser;
  let graph: Graph;
  let program: Program;
  let caller: Page;
  let desk: Page;
  const complaints: string[] = [];

  const page = async (url: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(30_000);
    const made = await context.newPage();
    made.on('pageerror', (error) => complaints.push(String(error)));
    await made.goto(url);
    return made;
  };
  const tell = async (webhook: object): Promise<void> => {
    expect((await hook(program.url, 'whatsapp-cloud', graph.signed(webhook)))?.status).toBe(200);
  };
  const sound = (of: Page) => eventually(async () => (await received(of)).audioBytes);

  beforeAll(async () => {
    graph = await startGraph();
    const env = {
      WHATSAPP_CLOUD_TOKEN: graph.token,
      WHATSAPP_CLOUD_PHONE_ID: graph.phoneId,
      WHATSAPP_CLOUD_APP_SECRET: graph.appSecret,
      WHATSAPP_CLOUD_VERIFY_TOKEN: graph.verifyToken,
      WHATSAPP_CLOUD_BUSINESS_ID: graph.businessId,
      WHATSAPP_CLOUD_API_ROOT: graph.url,
    };
    const port = await freePort();
    [browser, program] = await Promise.all([launchWithCamera(), startWithCalls(folder.path, port, 'on: true, whatsapp: true', env)]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGKILL');
    await graph?.close();
    folder.clean();
  });

  it('rings at the desk, and carries sound both ways once it is taken', async () => {
    await eventually(() => graph.voice.settings().status).toBe('ENABLED');
    desk = await page(`${program.url}/call/desk`);
    await desk.fill('#token', token);
    await desk.fill('#name', 'Mei');
    await desk.click('#enter');
    caller = await page(`${program.url}/call/`);
    await caller.evaluate(phone);
    const { id, webhook } = graph.voice.ring(user, await caller.evaluate<string>('mic().then(() => pc.createOffer()).then(whole)'));
    await tell(webhook);
    await desk.click('[id^="answer-"]');
    await desk.click('#join');
    await eventually(() => graph.voice.get(id)?.pre).toBeDefined();
    await caller.evaluate(`pc.setRemoteDescription({ type: 'answer', sdp: ${JSON.stringify(graph.voice.get(id)?.pre)} })`);
    await desk.getByText('Connected').waitFor();
    expect(graph.voice.actions).toEqual(['pre_accept', 'accept']);
    for (const side of [caller, desk]) await sound(side).toBeGreaterThan(10_000);
    await tell(graph.voice.over(id));
    await desk.getByText('The call is over.').waitFor();
  });

  it('is made from the conversation when the customer allowed it', async () => {
    const api = (path: string, method = 'GET') => program.api(`/conversations/${encodeURIComponent(conversation)}/voice-call${path}`, { method });
    expect(await api('', 'POST')).toMatchObject({ status: 409, body: { error: { code: 'not_possible' } } });
    Object.assign(graph.voice.standing, { permission: { status: 'permanent' }, mayCall: true });
    expect(await api('')).toMatchObject({ status: 200, body: { permission: 'permanent', may_call: true, unanswered: 0 } });
    const { status, body } = await api('', 'POST');
    expect(status).toBe(201);
    const { shop } = body as { shop: { url: string } };
    desk = await page(shop.url);
    caller = await page(`${program.url}/call/`);
    await caller.evaluate(phone);
    await desk.click('#join');
    await eventually(() => graph.voice.last()?.out).toBe(true);
    const { id = '', sdp } = graph.voice.last() ?? {};
    await tell(graph.voice.status(id, 'RINGING'));
    await desk.getByText('The customer’s phone is ringing').waitFor();
    const answer = await caller.evaluate<string>(
      `(async () => { await pc.setRemoteDescription({ type: 'offer', sdp: ${JSON.stringify(sdp)} }); await mic(); return whole(await pc.createAnswer()); })()`,
    );
    await tell(graph.voice.answered(id, answer));
    await tell(graph.voice.status(id, 'ACCEPTED'));
    await desk.getByText('Connected').waitFor();
    for (const side of [caller, desk]) await sound(side).toBeGreaterThan(10_000);
    await desk.click('#end');
    await eventually(() => graph.voice.get(id)?.state).toBe('over');
    await eventually(async () => JSON.stringify((await program.api(`/conversations/${encodeURIComponent(conversation)}/notes`)).body)).toContain('拨打：owner');
    expect(complaints).toEqual([]);
    expect(`${program.output().out}${program.output().err}`).not.toMatch(/fingerprint|ice-ufrag/);
  });

  it('says in the language of the page why it could not be made', async () => {
    const { body } = await program.api(`/conversations/${encodeURIComponent(conversation)}/voice-call`, { method: 'POST' });
    graph.fault('/calls', { status: 400, code: 138006, message: 'no permission' });
    const { shop } = body as { shop: { url: string } };
    desk = await page(shop.url.replace('#', `${shop.url.includes('?') ? '&' : '?'}lang=zh#`));
    await desk.click('#join');
    await desk.getByText('顾客还没有同意来电，请先在聊天里征求同意。').waitFor();
    await desk.getByText('电话没有打通。').waitFor();
  });
});
