/**
 * The shapes of webhooks, as far as a shop needs them:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 * Each piece is checked by itself, so that one odd message does not take the others of its batch with it.
 */
import { z } from 'zod';
import { sdpMost } from '../../src/channel-calls.ts';
import { toldLatitude, toldLongitude } from '../../src/channel-kit/told-numbers.ts';
import { graphError } from './failure.ts';

const text = z.string().min(1);
const optionalText = text.optional().catch(undefined);
const list = z.array(z.unknown()).catch([]);

export const envelope = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z
      .object({
        id: optionalText,
        changes: z.array(z.object({ field: z.string(), value: z.record(z.string(), z.unknown()) }).catch({ field: '', value: {} })),
      })
      .catch({ id: undefined, changes: [] }),
  ),
});

export const change = z.object({
  metadata: z.object({ phone_number_id: optionalText }).optional().catch(undefined),
  contacts: list,
  messages: list,
  statuses: list,
  user_preferences: list,
  message_echoes: list,
  errors: list,
  calls: list,
});

/** `user_id` is the business-scoped user id (BSUID); `wa_id` is left out where the person hides the phone number. */
export const contact = z.object({
  wa_id: optionalText,
  user_id: optionalText,
  parent_user_id: optionalText,
  profile: z.object({ name: optionalText, username: optionalText }).optional().catch(undefined),
});
export type WhatsAppContact = z.infer<typeof contact>;

const file = z.object({ id: text, mime_type: optionalText, caption: optionalText, filename: optionalText, voice: z.boolean().optional().catch(undefined) });
const choice = z.object({ id: text, title: optionalText, description: optionalText });

/** A quantity or price, as a number or a text; what cannot be one is shown as not known. */
const counted = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,12}(?:\.\d{1,6})?$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(1e12))
  .transform(String)
  .catch('?');

/** Content of a message; an edit carries one of these inside. */
export const content = z.object({
  type: text,
  text: z.object({ body: z.string() }).optional(),
  image: file.optional(),
  video: file.optional(),
  audio: file.optional(),
  voice: file.optional(),
  document: file.optional(),
  sticker: file.optional(),
  location: z.object({ latitude: toldLatitude, longitude: toldLongitude, name: optionalText, address: optionalText, url: optionalText }).optional(),
  contacts: z
    .array(
      z.object({
        name: z.object({ formatted_name: optionalText, first_name: optionalText, last_name: optionalText }).optional().catch(undefined),
        phones: z
          .array(z.object({ phone: optionalText, wa_id: optionalText }))
          .optional()
          .catch(undefined),
        emails: z
          .array(z.object({ email: optionalText }))
          .optional()
          .catch(undefined),
      }),
    )
    .optional(),
  reaction: z.object({ message_id: text, emoji: optionalText }).optional(),
  order: z
    .object({
      catalog_id: optionalText,
      text: optionalText,
      product_items: z.array(z.object({ product_retailer_id: text, quantity: counted, item_price: counted, currency: z.string() })),
    })
    .optional(),
  interactive: z
    .object({
      type: optionalText,
      button_reply: choice.optional(),
      list_reply: choice.optional(),
      /** A form that was filled in (WhatsApp Flows, an address): https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/receiveflowresponse */
      nfm_reply: z.object({ name: optionalText, body: optionalText, response_json: z.unknown().optional() }).optional().catch(undefined),
      /** The answer to a request to be called: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions */
      call_permission_reply: z
        .object({ response: text, is_permanent: z.boolean().optional().catch(undefined), expiration_timestamp: z.unknown().optional() })
        .optional()
        .catch(undefined),
      /** What a customer shares of the catalogue, or forwards of another shop's message. */
      header: z.object({ text: optionalText }).optional().catch(undefined),
      body: z.object({ text: optionalText }).optional().catch(undefined),
      footer: z.object({ text: optionalText }).optional().catch(undefined),
      action: z.object({ product_retailer_id: optionalText }).optional().catch(undefined),
    })
    .optional(),
  button: z.object({ payload: optionalText, text: optionalText }).optional(),
  unsupported: z.object({ type: optionalText }).optional().catch(undefined),
  context: z
    .object({ id: optionalText, referred_product: z.object({ product_retailer_id: text }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type Content = z.infer<typeof content>;

const envelopeOfMessage = {
  id: text,
  from: optionalText,
  from_user_id: optionalText,
  from_parent_user_id: optionalText,
  group_id: optionalText,
  timestamp: z.unknown().optional(),
  referral: z
    .object({ source_id: optionalText, source_url: optionalText, source_type: optionalText, ref: optionalText, ctwa_clid: optionalText })
    .optional()
    .catch(undefined),
};
export const message = content.extend(envelopeOfMessage);
export type WhatsAppMessage = z.infer<typeof message>;

/** A message whose content is not as documented still tells who wrote, and that something was said. */
export const bareMessage = z.object({ type: text, ...envelopeOfMessage });

export const edit = z.object({ edit: z.object({ original_message_id: text, message: content }) });
export const revoke = z.object({ revoke: z.object({ original_message_id: text }) });

/** The person has another number or id from now on. */
export const system = z.object({
  system: z.object({
    type: optionalText,
    wa_id: optionalText,
    new_wa_id: optionalText,
    customer: optionalText,
    user_id: optionalText,
    parent_user_id: optionalText,
    previous_user_id: optionalText,
    previous_parent_user_id: optionalText,
  }),
});

export const status = z.object({
  id: text,
  status: text,
  timestamp: z.unknown().optional(),
  recipient_id: optionalText,
  recipient_user_id: optionalText,
  recipient_type: optionalText,
  errors: z.array(graphError).optional().catch(undefined),
});

const session = z.object({ sdp_type: z.enum(['offer', 'answer']), sdp: text.max(sdpMost) });

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/reference */
export const callEvent = z.object({
  id: text.max(300),
  event: z.enum(['connect', 'terminate']),
  from: optionalText,
  to: optionalText,
  from_user_id: optionalText,
  to_user_id: optionalText,
  direction: z.enum(['USER_INITIATED', 'BUSINESS_INITIATED']).optional().catch(undefined),
  timestamp: z.unknown().optional(),
  session: session.optional().catch(undefined),
  biz_opaque_callback_data: optionalText,
});

export const callStatus = z.object({
  id: text.max(300),
  type: z.literal('call'),
  status: z.enum(['RINGING', 'ACCEPTED', 'REJECTED']),
  timestamp: z.unknown().optional(),
  biz_opaque_callback_data: optionalText,
});

export const preference = z.object({
  wa_id: optionalText,
  user_id: optionalText,
  category: z.literal('marketing_messages'),
  value: text,
  detail: optionalText,
  /** Of the link or page on which the person signed up. */
  signup_id: optionalText,
  timestamp: z.unknown().optional(),
});

export const echo = z.object({ id: text, to: optionalText, to_user_id: optionalText, type: text, timestamp: z.unknown().optional() });
