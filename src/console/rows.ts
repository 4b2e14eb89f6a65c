/** Rows of the people of the shop, of what they do, and of what they write for each other. */
import type { Json } from '../json.ts';
import type { CollectionSpec, Row } from '../store/store.ts';
import type { Role } from './permissions.ts';

/** A person of the shop who may sign in. */
export interface StaffRow extends Row {
  /** Name that colleagues and the conversation show. */
  name: string;
  /** Name as it is compared: see `loginOf`. */
  login: string;
  /** Hash of the password: see password.ts. */
  password: string;
  role: Role;
  createdAt: number;
  /** Time since when the person may not sign in any more, epoch ms. */
  off?: number;
  /** Change for which this owner was the one who stays: raises the version, so that another change of this owner at the same time loses. */
  stays?: string;
  /** Secret of an authenticator app; `used` is the step of the last code, `codes` the hashes of recovery codes that are left. */
  totp?: { secret: string; since: number; used: number; codes: string[] };
  /** A secret whose first code was not confirmed yet. */
  totpNew?: string;
  passkeys?: PasskeyRow[];
}

/** A passkey of a person: see passkey.ts. `used`: hashes of the challenges that it signed last. */
export interface PasskeyRow {
  id: string;
  name: string;
  key: string;
  alg: number;
  count: number;
  at: number;
  seen?: number;
  used: string[];
}

/** A signed-in browser; `_id` is the SHA-256 of the id in its cookie. */
export interface SessionRow extends Row {
  staff: string;
  /** Time of the sign-in, epoch ms. */
  at: number;
  /** Last request, epoch ms, to the minute. */
  seen: number;
  /** Address and browser that signed in. */
  ip: string;
  agent: string;
}

/** A link that works once: for a new person, or for a new password of one; `_id` is the SHA-256 of its token. */
export interface InvitationRow extends Row {
  role: Role;
  at: number;
  until: number;
  /** Name of the person who made it; empty for the first owner's. */
  by: string;
  /** Person whose password it sets. */
  staff?: string;
}

/** A key of the API: `_id` is its public half, `hash` the SHA-256 of the secret one. */
export interface ApiKeyRow extends Row {
  name: string;
  scopes: string[];
  hash: string;
  /** Name of the person who made it. */
  by: string;
  /** Id of that person; unset where the admin token made it. */
  staff?: string;
  at: number;
  /** Last use, epoch ms, to the hour. */
  seen?: number;
  /** Time from which it opens nothing any more, epoch ms. */
  until?: number;
}

/** A change that somebody made: never edited, save that the id of a customer goes when the customer is erased. */
export interface AuditRow extends Row {
  at: number;
  /** Name of the person or of the key, `script` for the holder of the admin token, `program` for what it does by itself, empty for a name that nobody has. */
  who: string;
  /** Address that it came from. */
  from: string;
  /** Browser or program that sent it, as it calls itself. */
  agent?: string;
  /** Name of the route, or what happened at sign-in. */
  what: string;
  /** Id of what was changed. */
  of?: string;
  before?: Json;
  after?: Json;
}

/** A note about a conversation that only people of the shop see. */
export interface NoteRow extends Row {
  conversation: string;
  at: number;
  by: string;
  text: string;
}

/** Text that somebody typed in a conversation and has not sent; `_id` is `staff conversation`. */
export interface DraftRow extends Row {
  conversation: string;
  staff: string;
  text: string;
  at: number;
}

/** An answer that is kept to be sent again; everybody's where its owner is the team. */
export interface CannedRow extends Row {
  /** Whose it is: `team`, or the id of a person. */
  owner: string;
  /** What is typed after `/` to find it. */
  name: string;
  /** Owner and name: an owner has a name once. */
  key: string;
  /** By language; one at least. */
  text: Record<string, string>;
  updatedAt: number;
}

export const staffRows: CollectionSpec<StaffRow> = { name: 'staff', indexes: [{ fields: ['login'], unique: true }] };
export const sessions: CollectionSpec<SessionRow> = { name: 'sessions', indexes: [{ fields: ['staff', 'at'] }], ttlField: 'at' };
export const invitations: CollectionSpec<InvitationRow> = { name: 'invitations', indexes: [{ fields: ['staff', 'at'] }], ttlField: 'at' };
export const apiKeys: CollectionSpec<ApiKeyRow> = { name: 'api_keys', indexes: [{ fields: ['at'] }] };
export const auditLog: CollectionSpec<AuditRow> = { name: 'audit_log', indexes: [{ fields: ['at'] }, { fields: ['of', 'at'] }], ttlField: 'at' };
export const notes: CollectionSpec<NoteRow> = { name: 'conversation_notes', indexes: [{ fields: ['conversation', 'at'] }] };
export const drafts: CollectionSpec<DraftRow> = {
  name: 'drafts',
  indexes: [{ fields: ['conversation'] }, { fields: ['staff'] }, { fields: ['at'] }],
  ttlField: 'at',
};
export const cannedReplies: CollectionSpec<CannedRow> = { name: 'canned_replies', indexes: [{ fields: ['key'], unique: true }, { fields: ['owner'] }] };

const day = 86_400_000;
/** Times for which rows of these collections are kept, ms. */
export const consoleKept: Readonly<Record<string, number>> = {
  [sessions.name]: 30 * day,
  [invitations.name]: 7 * day,
  [drafts.name]: 30 * day,
  [auditLog.name]: 2 * 365 * day,
};
