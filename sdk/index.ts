/** The chat of a shop, without any window: for apps, mini programs, kiosks, and the shop's own widget. */
export type { WireChoice, WireMessage, WirePart } from '../channels/webchat/browser-message.ts';
export { type Chat, type ChatEvents, type ChatOptions, createChat, type Device } from './chat.ts';
export type { Session, Upload } from './client.ts';
export type { Pending } from './outbox.ts';
export { type Answer, type Ask, type Join, memoryStorage, type Platform, preloaded, type SlowStorage, type TextStorage, type Windows } from './platform.ts';
export type { Stop } from './stop.ts';
