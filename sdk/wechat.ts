/** WeChat mini programs: `wx.request`, which answers as a whole, so the chat polls. */
import type { Platform } from './platform.ts';

/** What is used of `wx`; the real one has more. */
export interface Wx {
  request(options: {
    url: string;
    method: 'GET' | 'POST';
    header: Record<string, string>;
    data?: string | ArrayBuffer;
    timeout?: number;
    dataType: string;
    success(result: { statusCode: number; data: unknown; header: Record<string, unknown> }): void;
    fail(error: { errMsg: string }): void;
  }): { abort(): void };
  getStorageSync(name: string): unknown;
  setStorageSync(name: string, value: string): void;
  onAppShow(heard: () => void): void;
  offAppShow?(heard: () => void): void;
  onNetworkStatusChange(heard: (result: { isConnected: boolean }) => void): void;
  offNetworkStatusChange?(heard: (result: { isConnected: boolean }) => void): void;
}

/** Longest that an upload may take, ms; `wx.request` ends after a minute unless told. */
const uploadMs = 300_000;

/** Returns the platform of a mini program; hand over `wx`. */
export function wechatPlatform(wx: Wx): Platform {
  return {
    request: ({ method, url, headers, body, timeoutMs }, stop) =>
      new Promise((resolve, reject) => {
        const task = wx.request({
          url,
          method,
          header: headers,
          ...((typeof body === 'string' || body instanceof ArrayBuffer) && { data: body }),
          timeout: timeoutMs ?? uploadMs,
          // Anything but `json`: else an answer that is no JSON counts as one.
          dataType: 'text',
          success({ statusCode, data, header }) {
            forget?.();
            const wait = Object.entries(header).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
            resolve({ status: statusCode, retryAfter: wait === undefined ? null : String(wait), body: parsed(data) });
          },
          fail({ errMsg }) {
            forget?.();
            reject(new Error(errMsg));
          },
        });
        const forget = stop?.onStop(() => task.abort());
      }),
    storage: {
      get(name) {
        try {
          const value = wx.getStorageSync(name);
          return typeof value === 'string' ? value : null;
        } catch {
          return null;
        }
      },
      set(name, value) {
        try {
          wx.setStorageSync(name, value);
        } catch {}
      },
    },
    onWake(heard) {
      const online = ({ isConnected }: { isConnected: boolean }) => {
        if (isConnected) heard();
      };
      wx.onAppShow(heard);
      wx.onNetworkStatusChange(online);
      return () => {
        wx.offAppShow?.(heard);
        wx.offNetworkStatusChange?.(online);
      };
    },
  };
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
