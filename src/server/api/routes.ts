import type { ShopFacts } from '../../engine/model/engine-turn.ts';
import type { FlowDesk } from '../../flow-desk/flow-desk.ts';
import type { FlowLibrary } from '../../flow-folder/flow-library.ts';
import type { People } from '../../marketing/audience/people.ts';
import type { PushDesk } from '../../push/push-desk.ts';
import type { Reports } from '../../reports/reports.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { auditRoutes } from './audit.ts';
import { type BroadcastRouteParts, broadcastRoutes } from './broadcasts.ts';
import { cannedReplyRoutes } from './canned-replies.ts';
import { cartRoutes } from './carts.ts';
import { channelTestRoutes } from './channel-test.ts';
import { channelRoutes } from './channels.ts';
import { consentRoutes } from './consents.ts';
import { signInRoutes } from './console-sign-in.ts';
import { teamRoutes } from './console-team.ts';
import { contactRoutes } from './contacts.ts';
import { conversationRoutes } from './conversations.ts';
import { type CouponRouteParts, couponRoutes } from './coupons.ts';
import { customerDeskRoutes } from './customer-desk.ts';
import { deskRoutes } from './desk.ts';
import { deviceRoutes } from './devices.ts';
import { draftRoutes } from './drafts.ts';
import { faqRoutes } from './faq.ts';
import { type FirstStepParts, firstStepRoutes } from './first-steps.ts';
import { flowEditingRoutes } from './flow-editing.ts';
import { flowTryingRoutes } from './flow-trying.ts';
import { groupCallRoutes } from './group-calls.ts';
import { linkRoutes } from './links.ts';
import { type ModelDesk, modelRoutes } from './models.ts';
import { noticeRoutes } from './notices.ts';
import { operationRoutes } from './operations.ts';
import type { ConsoleParts } from './parts.ts';
import { plannedRoutes } from './planned-acts.ts';
import { pushRoutes } from './push.ts';
import { type Recommend, recommendationRoutes } from './recommendations.ts';
import { replyWindowRoutes } from './reply-window.ts';
import { reportCartRoutes } from './report-carts.ts';
import { reportListRoutes } from './report-lists.ts';
import { reportRoutes } from './reports.ts';
import type { Route } from './route.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { segmentRoutes } from './segments.ts';
import { type SettingsParts, settingsRoutes } from './settings.ts';
import { shopRoutes } from './shop.ts';
import { suggestionRoutes } from './suggestions.ts';
import { unansweredRoutes } from './unanswered.ts';
import { understandingRoutes } from './understanding.ts';
import { videoCallRoutes } from './video-calls.ts';
import { voiceCallRoutes } from './voice-calls.ts';

export interface AllParts extends ConsoleParts {
  flows: Pick<FlowLibrary, 'set' | 'edit' | 'problems' | 'files' | 'writable'>;
  flowDesk: FlowDesk;
  shop: Partial<ShopFacts>;
  reports: Reports;
  recommend: Recommend;
  /** Rules of coupons, and how codes are made. */
  coupons: Pick<CouponRouteParts, 'rules' | 'prefix' | 'pushes'>;
  /** Draws a QR code as SVG; null where that is not to be had. */
  drawQr(text: string): Promise<string | null>;
  broadcasting: Pick<BroadcastRouteParts, 'broadcasts' | 'shop' | 'policy'> & { people: Pick<People, 'count' | 'page'> };
  settings: SettingsParts;
  firstSteps: Pick<FirstStepParts, 'demo' | 'readPage'>;
  push: PushDesk;
  /** Models, where some are set. */
  models?: ModelDesk;
}

/** Returns every route of the API that takes and answers JSON, in the order in which they are described. */
export function apiRoutes(parts: AllParts): Route[] {
  return [
    ...conversationRoutes(parts),
    ...deskRoutes(parts),
    ...plannedRoutes(parts),
    ...replyWindowRoutes(parts),
    ...draftRoutes(parts.store, parts.now),
    ...cannedReplyRoutes(parts.store, parts.now),
    ...videoCallRoutes(parts),
    ...voiceCallRoutes(parts),
    ...groupCallRoutes(parts),
    ...flowEditingRoutes({ ...parts, desk: parts.flowDesk }),
    ...flowTryingRoutes({ ...parts, desk: parts.flowDesk }),
    ...operationRoutes(parts),
    // Before the routes with an id: `findings` is none.
    ...settingsRoutes(parts.settings),
    ...channelRoutes(parts),
    ...channelTestRoutes({ ...parts, shopName: parts.broadcasting.shop.name }),
    ...contactRoutes(parts),
    ...customerDeskRoutes(parts),
    ...consentRoutes(parts),
    ...segmentRoutes(parts.broadcasting.shop, parts.broadcasting.people, parts.now),
    ...shopRoutes(parts.store, parts.now),
    ...couponRoutes({ store: parts.store, ...parts.coupons, now: parts.now }),
    ...cartRoutes(parts.store),
    ...linkRoutes({ ...parts.broadcasting, channels: parts.channels, drawQr: parts.drawQr, now: parts.now }),
    ...broadcastRoutes({ ...parts.broadcasting, channels: parts.channels, runtime: parts.runtime, now: parts.now }),
    ...reportRoutes(parts.reports, parts.store),
    ...reportListRoutes(parts.reports, parts.store, parts.now),
    ...reportCartRoutes(parts.reports, parts.store),
    ...recommendationRoutes(parts.store, parts.recommend, parts.now),
    ...noticeRoutes(parts.store),
    ...deviceRoutes(parts.store, parts.now),
    ...unansweredRoutes(parts),
    ...suggestionRoutes({ ...parts, zone: parts.broadcasting.shop.zone }),
    ...faqRoutes(parts.flows),
    ...firstStepRoutes({ ...parts, ...parts.firstSteps }),
    ...understandingRoutes(parts),
    ...signInRoutes(parts),
    ...secondFactorRoutes(parts),
    ...pushRoutes(parts.push),
    ...teamRoutes(parts),
    ...auditRoutes(parts),
    ...modelRoutes(parts.models),
    ...apiKeyRoutes(parts),
  ];
}
