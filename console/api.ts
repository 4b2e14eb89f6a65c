/** Requests to the program: same origin, JSON, checked with their shape. */
import type * as z from 'zod/mini';
import { failure } from './shapes.ts';

/** The program refused: `code` is one of the API's. `offline` is the network's. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

interface Asked {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** Also when the page goes meanwhile. */
  keepalive?: boolean;
}

/** Asks the API; throws ApiError. */
export async function ask<T extends z.ZodMiniType>(
  path: string,
  shape: T,
  { method = 'GET', body, signal, keepalive = false }: Asked = {},
): Promise<z.infer<T>> {
  const init: RequestInit = { method, credentials: 'same-origin', keepalive, ...(signal && { signal }) };
  if (body !== undefined) Object.assign(init, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const response = await fetch(`/api${path}`, init).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'offline', 'no connection');
  });
  return told(response, shape);
}

/** Sends a file as it is; throws ApiError. */
export async function send<T extends z.ZodMiniType>(path: string, file: Blob, shape: T): Promise<z.infer<T>> {
  const response = await fetch(`/api${path}`, { method: 'POST', credentials: 'same-origin', body: file }).catch(() => {
    throw new ApiError(0, 'offline', 'no connection');
  });
  return told(response, shape);
}

async function told<T extends z.ZodMiniType>(response: Response, shape: T): Promise<z.infer<T>> {
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return shape.parse(answer);
  const said = failure.safeParse(answer);
  throw new ApiError(response.status, said.success ? said.data.error.code : 'internal', said.success ? said.data.error.message : '');
}

/** Path of a conversation, contact or person. */
export const pathOf = (kind: 'conversations' | 'contacts' | 'channels' | 'requests' | 'console/team' | 'console/sessions', id: string, rest = ''): string =>
  `/${kind}/${encodeURIComponent(id)}${rest}`;
