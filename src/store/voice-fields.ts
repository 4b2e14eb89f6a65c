/** What a call of the channel's own kind has beside the fields of every call. */
export interface VoiceFields {
  /** The account (`channel:account`) that carries a call of the channel's own kind, such as one over WhatsApp: the customer has no page of ours. */
  via?: string;
  /** Id of such a call at the provider. */
  provider?: string;
  /** The shop calls the customer. */
  out?: 1;
  /** Description of the customer's side (SDP), a stranger's text; gone when the call is over. */
  sdp?: string;
  /** The customer's phone rings. */
  rings?: 1;
  /** The provider knows that it is over. */
  gone?: 1;
}
