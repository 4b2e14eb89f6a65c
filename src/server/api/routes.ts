import type { ShopFacts } from '../../engine/model/engine-turn.ts';
import type { FlowLibrary } from '../../flow-folder/flow-library.ts';
import type { People } from '../../marketing/audience/people.ts';
import { auditRoutes } from './audit.ts';
import { type BroadcastRouteParts, broadcastRoutes } from './broadcasts.ts';
import { cannedReplyRoutes } from './canned-replies.ts';
import { channelRoutes } from './channels.ts';
import { consentRoutes } from './consents.ts';
import { signInRoutes } from './console-sign-in.ts';
import { teamRoutes } from './console-team.ts';
import { contactRoutes } from './contacts.ts';
import { conversationRoutes } from './conversations.ts';
import { customerDeskRoutes } from './customer-desk.ts';
import { deskRoutes } from './desk.ts';
import { draftRoutes } from './drafts.ts';
import { faqRoutes } from './faq.ts';
import { noticeRoutes } from './notices.ts';
import { operationRoutes } from './operations.ts';
import type { ConsoleParts } from './parts.ts';
import { proactiveReportRoutes } from './proactive.ts';
import type { Route } from './route.ts';
import { segmentRoutes } from './segments.ts';
import { type SettingsParts, settingsRoutes } from './settings.ts';
import { shopRoutes } from './shop.ts';
import { unansweredRoutes } from './unanswered.ts';
import { understandingRoutes } from './understanding.ts';
import { videoCallRoutes } from './video-calls.ts';

export interface AllParts extends ConsoleParts {
  flows: Pick<FlowLibrary, 'set' | 'edit' | 'problems'>;
  shop: Partial<ShopFacts>;
  broadcasting: Pick<BroadcastRouteParts, 'broadcasts' | 'shop' | 'policy'> & { people: Pick<People, 'count' | 'page'> };
  settings: SettingsParts;
}

/** Returns every route of the API that takes and answers JSON, in the order in which they are described. */
export function apiRoutes(parts: AllParts): Route[] {
  return [
    ...conversationRoutes(parts),
    ...deskRoutes(parts),
    ...draftRoutes(parts.store, parts.now),
    ...cannedReplyRoutes(parts.store, parts.now),
    ...videoCallRoutes(parts),
    ...operationRoutes(parts),
    // Before the routes with an id: `findings` is none.
    ...settingsRoutes(parts.settings),
    ...channelRoutes(parts),
    ...contactRoutes(parts),
    ...customerDeskRoutes(parts),
    ...consentRoutes(parts),
    ...segmentRoutes(parts.broadcasting.shop, parts.broadcasting.people, parts.now),
    ...shopRoutes(parts.store),
    ...broadcastRoutes({ ...parts.broadcasting, channels: parts.channels, runtime: parts.runtime, now: parts.now }),
    ...proactiveReportRoutes(parts.store, parts.now),
    ...noticeRoutes(parts.store),
    ...unansweredRoutes(parts),
    ...faqRoutes(parts.flows),
    ...understandingRoutes(parts),
    ...signInRoutes(parts),
    ...teamRoutes(parts),
    ...auditRoutes(parts),
  ];
}
