/** Dependencies of the web chat's routes on the rest of the program. */
import type { InboundEvent } from '../../message.ts';

/** A message as the browser gets it; the channel knows the rest of its shape. */
export interface ChatMessage {
  id: string;
}

export type ChatStreamEvent = { event: string; id?: string; data: unknown };

/** The connected browsers. Fulfilled by the web-chat channel's hub. */
export interface ChatHub<M extends ChatMessage = ChatMessage> {
  deliver(user: string, message: M): void;
  open(user: string, cursor: string | undefined, sink: { send(event: ChatStreamEvent): boolean; ready(): Promise<void>; end(): void }): () => void;
  poll(user: string, cursor: string | undefined, waitMs: number, signal: AbortSignal): Promise<{ messages: M[]; cursor: string }>;
  refresh(): void;
}

/** The web-chat channel as its routes see it. */
export interface ChatChannel<M extends ChatMessage = ChatMessage> {
  readonly hub: ChatHub<M>;
  /** The events of what a visitor posted; [] when it is nothing that the channel knows. */
  accept(user: string, post: unknown): InboundEvent[];
  /** The visitor's own message as the other tabs show it; null when there is nothing to show. */
  echo(event: InboundEvent): M | null;
}

/** Store for files of customers. `save` answers the id under which `GET /media/:id` gives the file back; null while too many are being kept. */
export interface ChatMediaStore {
  save(bytes: Buffer, about: { mime: string; name?: string }): Promise<string | null>;
}
