/** Tells a person who opens a link from a program that looks what is behind it. Pure. */
import { isbot } from 'isbot';

export interface Visit {
  method: string;
  userAgent?: string;
  acceptLanguage?: string;
  /** Headers by which browsers and messengers say that they only look ahead. */
  purpose?: string;
  secPurpose?: string;
  moz?: string;
  /** Epoch ms. */
  at: number;
  /** Time at which the message was sent, epoch ms. */
  sentAt?: number;
}

/**
 * Fetchers that isbot does not know, or that look like a browser: WhatsApp's and WeChat's own, libraries by which servers fetch, scanners of mail and chat.
 * The browsers inside of messengers (MicroMessenger, FBAN, Line, Instagram) are people.
 */
const fetchers =
  /^WhatsApp\/|TelegramBot|facebookexternalhit|facebookcatalog|meta-external(?:agent|fetcher)|Twitterbot|Slack(?:bot|-ImgProxy)|Discordbot|SkypeUriPreview|Viber$|kakaotalk-scrap|Line-?poker|LinePreview|Snap URL Preview|Signal(?:-|\/)|Iframely|BingPreview|MicrosoftPreview|Mattermost-Bot|Synapse|matrix-media|^(?:curl|wget|okhttp|python-|Go-http-client|Java\/|axios|node|undici|Dalvik\/)|Tencent (?:Security|Traveler Scan)|WeChat(?:Crawl|Preview)|mpcrawler|HeadlessChrome/i;

/** Time after sending within which nobody has opened it without telling a language, ms: those are fetchers under a browser's name. */
const lookAheadMs = 2_000;

/** `person` counts as a click; anything else is forwarded and counts nothing. */
export function visitorOf(visit: Visit): 'person' | 'program' {
  const { method, userAgent = '', acceptLanguage = '', at, sentAt } = visit;
  if (method !== 'GET' || userAgent.trim() === '') return 'program';
  if ([visit.purpose, visit.secPurpose, visit.moz].some((each) => /prefetch|preview|prerender/i.test(each ?? ''))) return 'program';
  if (fetchers.test(userAgent)) return 'program';
  // Browsers of people inside of apps carry words that isbot takes for a program's.
  const inApp = /MicroMessenger\/|FBA[NV]\/|Instagram |Line\/\d|KAKAOTALK|wxwork\//i.test(userAgent) && /Mozilla\/5\.0/.test(userAgent);
  if (!inApp && isbot(userAgent)) return 'program';
  if (acceptLanguage === '' && sentAt !== undefined && at - sentAt < lookAheadMs) return 'program';
  return 'person';
}
