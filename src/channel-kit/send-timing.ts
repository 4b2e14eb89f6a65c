/** Limits of time of one request to a provider. */

/** Longest time that a provider may take to answer, ms: to a text, and to a request that carries a file. */
export interface SendTiming {
  text: number;
  upload: number;
}

/** Shorter than the outbox waits (30 s): the request is given up before the same message is tried again. */
export const sendTiming: SendTiming = { text: 20_000, upload: 28_000 };
