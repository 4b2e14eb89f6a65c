/**
 * A Graph API on 127.0.0.1 for tests: strict where Meta is strict, with its error shapes, and faults on demand.
 *
 *   const graph = await startGraph();
 *   graph.template({ name: 'hello', ... });     // an approved template
 *   const [sent] = graph.messages;               // what the shop sent
 */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, type Upload } from './graph-body.ts';
import { createGraphCalls, type GraphCalls } from './graph-calls.ts';
import { type Body, record, violation } from './graph-rules.ts';

export type Fault =
  | { status: number; code?: number; message?: string; details?: string; subcode?: number; transient?: boolean }
  /** An answer that is not the Graph API's. */
  | { status: number; text: string }
  /** Never answers. */
  | 'hang'
  /** Does what is asked, then breaks the connection before the answer. */
  | 'reset after accept'
  /** Breaks the connection before it does anything. */
  | 'reset';

export interface Graph {
  readonly url: string;
  readonly token: string;
  readonly phoneId: string;
  readonly businessId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Every call in order: verb and path without version and query. */
  readonly calls: string[];
  /** Messages that were accepted for customers, in order. */
  readonly messages: Body[];
  /** Marks of reading, with or without typing. */
  readonly reads: Body[];
  /** Calls by voice, and the phone at their other end. */
  readonly voice: GraphCalls;
  readonly uploads: Map<string, Upload>;
  /** Authorization headers of requests for files. */
  readonly fileTokens: (string | undefined)[];
  /** Templates as the API lists them; `pageSize` a page. */
  template(template: Body): void;
  removeTemplates(): void;
  pageSize: number;
  /** The token counts no more. */
  expire(expired: boolean): void;
  /** Makes a file that a customer sent; `at` replaces the address that the API tells. */
  file(bytes: Buffer, mime: string, options?: { at?: string; size?: number }): string;
  /** Forgets the uploads, as Meta does after 30 days. */
  forget(): void;
  /** The number tells its account's id, which not every version does. */
  tellsBusiness: boolean;
  /** What it says of the messaging limit of the business; nothing unless set. */
  limit: unknown;
  /** The next calls whose `VERB /path` ends so get this, one fault each. */
  fault(call: string, ...faults: Fault[]): void;
  /** A webhook's raw body and headers, signed with the app's secret. */
  signed(payload: unknown): { body: Buffer; headers: Record<string, string> };
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

const uploadTypes = /^(?:image\/(?:jpeg|png|webp)|audio\/(?:aac|amr|mpeg|mp4|ogg)|video\/(?:mp4|3gpp)|text\/plain|application\/.+)$/;

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes#error-response-syntax */
function refuse(
  response: ServerResponse,
  status: number,
  code: number,
  message: string,
  more: { details?: string; subcode?: number; transient?: boolean } = {},
): void {
  const { details, subcode, transient } = more;
  const error = {
    message: `(#${code}) ${message}`,
    type: 'OAuthException',
    code,
    ...(details ? { error_data: { messaging_product: 'whatsapp', details } } : {}),
    ...(subcode ? { error_subcode: subcode } : {}),
    ...(transient ? { is_transient: true } : {}),
    fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
  };
  answer(response, status, { error });
}

export async function startGraph(): Promise<Graph> {
  const token = 'EAATestToken0000000000000000';
  const phoneId = '106540352242922';
  const businessId = '102290129340398';
  const appSecret = 'app-secret-of-the-test-0123456789';
  const calls: string[] = [];
  const messages: Body[] = [];
  const reads: Body[] = [];
  const uploads = new Map<string, Upload>();
  const files = new Map<string, { bytes: Buffer; mime: string; at?: string; size?: number }>();
  const fileTokens: (string | undefined)[] = [];
  const faults = new Map<string, Fault[]>();
  const voice = createGraphCalls(phoneId);
  let templates: Body[] = [];
  let expired = false;
  let next = 1;

  function unknownMedia(value: unknown): boolean {
    if (value === null || typeof value !== 'object') return false;
    return Object.entries(value).some(([key, inner]) => {
      const id = ['image', 'audio', 'video', 'document'].includes(key) ? record(inner).id : undefined;
      return (typeof id === 'string' && !uploads.has(id) && !files.has(id)) || unknownMedia(inner);
    });
  }

  function templateProblem(body: Body): [number, string, string] | null {
    const use = record(body.template);
    const found = templates.find((each) => each.name === use.name && each.language === record(use.language).code);
    if (!found)
      return [
        132001,
        'Template name does not exist in the translation',
        `template name (${String(use.name)}) does not exist in ${String(record(use.language).code)}`,
      ];
    if (found.status === 'PAUSED') return [132015, 'Template is Paused', 'Template is paused due to low quality'];
    const text = String((Array.isArray(found.components) ? found.components : []).map(record).find((each) => each.type === 'BODY')?.text ?? '');
    const wanted = new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1])).size;
    const body_ = (Array.isArray(use.components) ? use.components : []).map(record).find((each) => each.type === 'body');
    const got = Array.isArray(body_?.parameters) ? body_.parameters.length : 0;
    if (wanted !== got)
      return [
        132000,
        'Number of parameters does not match the expected number of params',
        `body: number of localizable_params (${got}) does not match the expected number of params (${wanted})`,
      ];
    return null;
  }

  function takeMessage(body: Body, response: ServerResponse, reset: boolean, request: IncomingMessage): void {
    if (body.status === 'read') {
      if (typeof body.message_id !== 'string' || !body.message_id.startsWith('wamid.')) return refuse(response, 400, 131009, 'Parameter value is not valid');
      reads.push(body);
      return answer(response, 200, { success: true });
    }
    const problem = violation(body);
    if (problem) return refuse(response, 400, problem.code, 'Invalid parameter', { details: problem.details });
    if (unknownMedia(body)) return refuse(response, 400, 131009, 'Parameter value is not valid', { details: 'Media ID not found' });
    const template = body.type === 'template' ? templateProblem(body) : null;
    if (template) return refuse(response, 400, template[0], template[1], { details: template[2] });
    messages.push(body);
    if (reset) return void request.socket.destroy();
    const input = body.to ?? body.recipient;
    const contact = body.to ? { input, wa_id: input } : { input, user_id: input };
    answer(response, 200, { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: `wamid.test${next++}`, message_status: 'accepted' }] });
  }

  function takeUpload(body: Body, file: Upload | undefined, response: ServerResponse): void {
    if (body.messaging_product !== 'whatsapp') return refuse(response, 400, 100, 'The parameter messaging_product is required.');
    if (!file || file.bytes.length === 0) return refuse(response, 400, 100, 'The parameter file is required.');
    if (!uploadTypes.test(file.mime) || body.type !== file.mime)
      return refuse(response, 400, 100, `Param file must be a file with one of the following types: image/jpeg ... Received file of type '${file.mime}'.`);
    const id = String(1_000_000_000 + next++);
    uploads.set(id, file);
    answer(response, 200, { id });
  }

  function listTemplates(query: URLSearchParams, response: ServerResponse): void {
    const from = Number(Buffer.from(query.get('after') ?? '', 'base64').toString() || 0);
    const to = from + Math.min(graph.pageSize, Number(query.get('limit') ?? 25));
    const after = Buffer.from(String(to)).toString('base64');
    const more = to < templates.length;
    answer(response, 200, {
      data: templates.slice(from, to),
      paging: { cursors: { before: 'MAZDZD', after }, ...(more ? { next: `${graph.url}/v26.0/${businessId}/message_templates?after=${after}` } : {}) },
    });
  }

  function node(id: string, query: URLSearchParams, response: ServerResponse): void {
    if (id === phoneId && query.get('fields') === 'whatsapp_business_account') {
      if (!graph.tellsBusiness) return refuse(response, 400, 100, 'Tried accessing nonexisting field (whatsapp_business_account)');
      return answer(response, 200, { whatsapp_business_account: { id: businessId }, id });
    }
    if (id === phoneId && query.get('fields') === 'whatsapp_business_manager_messaging_limit')
      return answer(response, 200, { ...(graph.limit !== undefined && { whatsapp_business_manager_messaging_limit: graph.limit }), id });
    if (id === phoneId) return answer(response, 200, { display_phone_number: '+1 555-078-3881', verified_name: 'Shop', quality_rating: 'GREEN', id });
    const file = files.get(id);
    if (!file)
      return refuse(response, 400, 100, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions`, {
        subcode: 33,
      });
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    answer(response, 200, {
      messaging_product: 'whatsapp',
      url: file.at ?? `${graph.url}/files/${id}`,
      mime_type: file.mime,
      sha256: hash,
      file_size: String(file.size ?? file.bytes.length),
      id,
    });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server');
    const file = /^\/files\/(\w+)$/.exec(pathname)?.[1];
    if (file) {
      fileTokens.push(request.headers.authorization);
      const found = files.get(file);
      return void (found && request.headers.authorization === `Bearer ${token}` ? response.end(found.bytes) : response.writeHead(404).end());
    }
    if (pathname === '/elsewhere') return void response.writeHead(302, { location: `${graph.url}/files/${searchParams.get('file')}` }).end();
    const path = /^\/v26\.0(\/.+)$/.exec(pathname)?.[1];
    const { body, file: uploaded } = await readBody(request);
    const call = `${request.method} ${path ?? pathname}`;
    calls.push(call);
    const fault = [...faults].find(([suffix, list]) => call.endsWith(suffix) && list.length > 0)?.[1].shift();
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    if (typeof fault === 'object' && 'text' in fault) return void response.writeHead(fault.status).end(fault.text);
    if (typeof fault === 'object') return refuse(response, fault.status, fault.code ?? 1, fault.message ?? 'An unknown error occurred', fault);
    if (!path) return refuse(response, 400, 2500, 'Unknown path components');
    if (expired || request.headers.authorization !== `Bearer ${token}`)
      return refuse(response, 401, 190, 'Error validating access token: Session has expired on Wednesday, 20-Nov-26', { subcode: 463 });
    const said = voice.serve(call, body, searchParams);
    if (said) return 'code' in said ? refuse(response, Number(said.status), Number(said.code), String(said.message)) : answer(response, 200, said);
    if (call === `POST /${phoneId}/messages`) return takeMessage(body, response, fault === 'reset after accept', request);
    if (call === `POST /${phoneId}/media`) return takeUpload(body, uploaded, response);
    if (call === `GET /${businessId}/message_templates`) return listTemplates(searchParams, response);
    if (call === `POST /${businessId}/subscribed_apps`) return answer(response, 200, { success: true });
    const id = /^GET \/(\w+)$/.exec(call)?.[1];
    if (id) return node(id, searchParams, response);
    refuse(response, 400, 100, `Unsupported ${request.method?.toLowerCase()} request. Object with ID '${path.split('/')[1]}' does not exist`, { subcode: 33 });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => refuse(response, 400, 100, 'Invalid JSON'));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const down = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });

  const graph: Graph = {
    url: `http://127.0.0.1:${port}`,
    token,
    phoneId,
    businessId,
    appSecret,
    verifyToken: 'the-word-of-the-merchant',
    calls,
    messages,
    reads,
    voice,
    uploads,
    fileTokens,
    pageSize: 100,
    tellsBusiness: false,
    limit: undefined,
    template: (template) =>
      void templates.push({ status: 'APPROVED', category: 'UTILITY', language: 'en_US', id: String(next++), components: [], ...template }),
    removeTemplates() {
      templates = [];
    },
    expire(state) {
      expired = state;
    },
    file(bytes, mime, options = {}) {
      const id = `9${next++}`;
      files.set(id, { bytes, mime, ...options });
      return id;
    },
    forget: () => uploads.clear(),
    fault: (call, ...list) => void faults.set(call, [...(faults.get(call) ?? []), ...list]),
    signed(payload) {
      const body = Buffer.from(JSON.stringify(payload));
      return { body, headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` } };
    },
    down,
    up: () => listen(port),
    close: down,
  };
  return graph;
}
