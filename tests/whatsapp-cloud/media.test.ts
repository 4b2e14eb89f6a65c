/** Files both ways: uploads remembered by content, and what customers sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Media } from '../../src/message.ts';
import { testMemory } from '../channel-context.ts';
import { type Graph, startGraph } from './graph-server.ts';
import { openShop, reply, sendAll } from './shop.ts';

let graph: Graph;
const png = Buffer.from('89504e470d0a1a0a', 'hex');
const day = 24 * 3_600_000;
const image = (media: Media, caption?: string) => reply([{ type: 'image', media, ...(caption ? { caption } : {}) }]);
const mediaCalls = () => graph.calls.filter((call) => call.endsWith('/media')).length;

beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.close());

describe('files of ours', () => {
  const open = (mime = 'image/png', bytes = png) => openShop(graph, { media: async () => ({ bytes, mime, name: '裙子; "红".png' }) });

  it('are uploaded byte for byte, whatever their name, and sent by id', async () => {
    const { channel } = await open();
    expect(await sendAll(channel, image({ stored: 'm1' }, '新款'))).toMatchObject({ ok: true });
    const [[id, upload] = []] = graph.uploads;
    expect(upload).toMatchObject({ mime: 'image/png', bytes: png });
    expect(graph.messages[0]?.image).toEqual({ id, caption: '新款' });
  });

  it('are uploaded once for the same content, by any process, until shortly before Meta forgets them', async () => {
    const clock = { now: 1_795_399_200_000 };
    const memory = testMemory(() => clock.now);
    const media = async () => ({ bytes: png, mime: 'image/png' });
    const shops = [await openShop(graph, { memory, media, clock }), await openShop(graph, { memory, media, clock })];
    for (const { channel } of shops) await sendAll(channel, image({ stored: 'm1' }));
    expect(mediaCalls()).toBe(1);
    clock.now += 28 * day;
    await sendAll(shops[0]!.channel, image({ stored: 'another-name' }));
    expect(mediaCalls()).toBe(1);
    clock.now += 1.5 * day;
    await sendAll(shops[0]!.channel, image({ stored: 'm1' }));
    expect(mediaCalls()).toBe(2);
    expect(graph.messages).toHaveLength(4);
  });

  it('other content is another file', async () => {
    let bytes = png;
    const { channel } = await openShop(graph, { media: async () => ({ bytes, mime: 'image/png' }) });
    await sendAll(channel, image({ stored: 'm1' }));
    bytes = Buffer.concat([png, png]);
    await sendAll(channel, image({ stored: 'm1' }));
    expect(mediaCalls()).toBe(2);
  });

  it('are uploaded again when Meta has lost them', async () => {
    const { channel } = await open();
    await sendAll(channel, image({ stored: 'm1' }));
    graph.forget();
    expect(await sendAll(channel, image({ stored: 'm1' }))).toMatchObject({ ok: true });
    expect(mediaCalls()).toBe(2);
    expect(graph.messages).toHaveLength(2);
  });

  it('go as a document when they are not what they seemed', async () => {
    const { channel } = await open('image/webp');
    await sendAll(channel, image({ stored: 'm1' }, 'look'));
    expect(graph.messages[0]).toMatchObject({ type: 'document', document: { caption: 'look', filename: '裙子; "红".png' } });
  });

  it('are the picture of a product card, with its words and link below; without the picture the words remain', async () => {
    const card = { title: 'Dress', image: 'http://127.0.0.1:3000/dress.png', link: 'https://shop.example/dress', button: 'View' };
    await sendAll((await open()).channel, reply([{ type: 'product', card }]));
    await sendAll((await openShop(graph)).channel, reply([{ type: 'product', card }]));
    expect(graph.messages).toMatchObject([
      { type: 'image', image: { id: expect.any(String), caption: 'Dress\nhttps://shop.example/dress' } },
      { type: 'text', text: { body: 'Dress\nhttps://shop.example/dress' } },
    ]);
  });

  it('a link that Meta refuses at once becomes caption and link', async () => {
    const { channel } = await openShop(graph);
    graph.fault('/messages', { status: 400, code: 131053, message: 'Media upload error' });
    expect(await sendAll(channel, image({ url: 'https://shop.example/a.jpg' }, 'New in'))).toMatchObject({ ok: true });
    expect(graph.messages).toMatchObject([{ type: 'text', text: { body: 'New in\nhttps://shop.example/a.jpg' } }]);
  });

  it.each([
    ['cannot be had', undefined, png],
    ['are drawings', 'image/svg+xml', png],
    ['are too large', 'image/png', Buffer.alloc(5_000_001)],
    ['are of a type that WhatsApp refuses', 'font/woff2', png],
  ])('that %s become caption and link', async (_name, mime, bytes) => {
    const { channel } = mime ? await open(mime, bytes) : await openShop(graph);
    expect(await sendAll(channel, image({ stored: 'm1' }, 'New in'))).toMatchObject({ ok: true });
    expect(graph.messages).toMatchObject([{ type: 'text', text: { body: 'New in\nhttps://chat.example.com/media/m1' } }]);
  });

  it('without caption and address there is nothing left to say: the failure is told', async () => {
    const { channel } = await openShop(graph, { publicUrl: undefined });
    expect(await sendAll(channel, image({ stored: 'm1' }))).toEqual({ ok: false, failure: { code: 'media_unavailable', detail: 'no such media' } });
    expect(graph.messages).toEqual([]);
  });

  it('an upload that fails for the token is the account, not the file; no message was sent', async () => {
    const { channel } = await open();
    graph.expire(true);
    expect(await sendAll(channel, image({ stored: 'm1' }, 'New in'))).toMatchObject({
      ok: false,
      failure: { code: 'unauthorized', scope: 'account', notTaken: true },
    });
    graph.expire(false);
    graph.fault('/media', 'reset');
    expect(await sendAll(channel, image({ stored: 'm1' }))).toMatchObject({ ok: false, failure: { code: 'timeout', notTaken: true } });
    expect(graph.messages).toEqual([]);
  });
});

describe('files of customers', () => {
  it('are fetched by their id', async () => {
    const { channel } = await openShop(graph);
    const ref = graph.file(png, 'image/jpeg');
    expect(await channel.download?.({ ref, name: 'a.jpg' })).toEqual({ bytes: png, mime: 'image/jpeg', name: 'a.jpg' });
    expect(graph.fileTokens).toEqual([`Bearer ${graph.token}`]);
  });

  it.each([
    'https://files.example.net/x',
    'http://lookaside.fbsbx.com/x',
    'https://fbsbx.com.example.net/x',
    'https://graph.facebook.com@example.net/x',
    'file:///etc/passwd',
    'x',
  ])('an address elsewhere (%s) is not asked, so that the token stays here', async (at) => {
    const { channel } = await openShop(graph);
    await expect(channel.download?.({ ref: graph.file(png, 'image/jpeg', { at }) })).rejects.toThrow(/not one of Meta/);
  });

  it('a redirect is not followed: the token would go along', async () => {
    const { channel } = await openShop(graph);
    const file = graph.file(png, 'image/jpeg');
    const ref = graph.file(png, 'image/jpeg', { at: `${graph.url}/elsewhere?file=${file}` });
    await expect(channel.download?.({ ref })).rejects.toThrow(/WhatsApp file/);
    expect(graph.fileTokens).toEqual([]);
  });

  it('more than 32 MB is refused: by the size told with the message, told by Meta, and by what arrives', async () => {
    const { channel } = await openShop(graph);
    await expect(channel.download?.({ ref: '1', bytes: 32_000_001 })).rejects.toThrow(/32 MB/);
    expect(graph.calls).toEqual([]);
    await expect(channel.download?.({ ref: graph.file(png, 'application/pdf', { size: 99_000_000 }) })).rejects.toThrow(/32 MB/);
    await expect(channel.download?.({ ref: graph.file(Buffer.alloc(32_000_001), 'application/pdf', { size: 5 }) })).rejects.toThrow(/larger/);
  });

  it.each([[{}], [{ url: 'https://x.example/a' }], [{ ref: '../me' }], [{ ref: '404404' }]])('%j rejects with a text that is safe to log', async (media) => {
    const { channel } = await openShop(graph);
    const error: unknown = await channel.download?.(media).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/^Error: WhatsApp file: /);
    expect(String(error)).not.toContain(graph.token);
  });
});
