/** Person that a shop forgets: ids of contacts and conversations, and of the files that the customer sent. */
export interface Person {
  contacts: string[];
  conversations: string[];
  media: string[];
}
