/** Stand-ins for tests: a mini program's `wx` over fetch, and a device that sleeps and wakes up. */
import type { Wx } from './wechat.ts';

export interface WxStandIn extends Wx {
  /** The app comes to the front. */
  show(): void;
  /** Requests fail from now on, as without a network. */
  offline: boolean;
}

export function wxStandIn(): WxStandIn {
  const kept = new Map<string, string>();
  const shows = new Set<() => void>();
  const wx: WxStandIn = {
    offline: false,
    show: () => {
      for (const heard of [...shows]) heard();
    },
    request({ url, method, header, data, success, fail }) {
      const ended = new AbortController();
      const asked = wx.offline
        ? Promise.reject(new Error('offline'))
        : fetch(url, { method, headers: header, ...(data !== undefined && { body: data }), signal: ended.signal });
      asked
        .then(async (response) => success({ statusCode: response.status, data: await response.text(), header: Object.fromEntries(response.headers) }))
        .catch((error: unknown) => fail({ errMsg: `request:fail ${String(error)}` }));
      return { abort: () => ended.abort() };
    },
    getStorageSync: (name) => kept.get(name) ?? '',
    setStorageSync: (name, value) => void kept.set(name, value),
    onAppShow: (heard) => void shows.add(heard),
    offAppShow: (heard) => void shows.delete(heard),
    onNetworkStatusChange() {},
  };
  return wx;
}
