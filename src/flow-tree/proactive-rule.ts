/** A rule for speaking first on the shop's own site, as it is decided by. Made by src/compiler from YAML text. */
import type { Text } from '../text/compiled-text.ts';
import type { Problem } from './problem.ts';

/** Ways to speak first: a line beside the button, the line with the product's card, or the open chat with a flow. */
export const proactiveShows = ['bubble', 'teaser', 'chat'] as const;
export type ProactiveShow = (typeof proactiveShows)[number];

/** What has to hold, all of it. What is left out is not asked. */
export interface ProactiveWhen {
  /** Paths of the site; `*` stands for anything. One of them is enough. */
  path?: string[];
  /** `any`: the page of a product; else ids of products. */
  product?: 'any' | string[];
  /** Ms on this page. */
  on_page?: number;
  /** Percent of the page that was scrolled to. */
  scroll?: number;
  /** True when the pointer left the page upwards: towards the tabs and the close button. */
  leaves?: true;
  /** Ms without any sign of the visitor. */
  idle?: number;
  /** Number of this visit, 1 for the first. */
  visits?: number;
  cart?: 'filled' | 'empty';
  /** Value of the cart in the shop's currency, major units: above, below. */
  cart_value?: { above?: number; below?: number };
  /** `utm_source` of the visit, or the site that it came from. */
  source?: string[];
  /** Name that the page gave to `zhanggui.track`. */
  event?: string;
  /** Minutes after midnight in the shop's zone; `to` above 1440 ends after midnight. */
  hours?: { from: number; to: number };
  lang?: string[];
  shop?: 'open' | 'closed';
}

export interface ProactiveRule {
  name: string;
  /** Content hash of `source`: 16 hex digits. */
  version: string;
  file: string;
  source: string;
  about?: Text;
  when: ProactiveWhen;
  show: ProactiveShow;
  /** Line of the bubble or teaser; a rule that opens the chat may have none. */
  say?: Text;
  /** Flow that begins when the visitor follows it. */
  flow?: string;
  /** For one visitor. */
  at_most: { times: number; ms: number };
  /** Ms after the visitor's last message in which the rule is silent. */
  not_after: number;
  /** Percent of visitors who are never shown it, so that the report can compare. */
  hold_out: number;
  warnings: Problem[];
}
