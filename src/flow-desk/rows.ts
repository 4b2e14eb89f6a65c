/** Rows of the work on flows: drafts that are not live, and who published what when and why. */
import type { CollectionSpec, Row } from '../store/store.ts';

/** The draft of a file that the team shares; `_id` is the file. */
export interface FlowDraftRow extends Row {
  text: string;
  /** Text of the file when the draft was begun; absent where there was none. */
  base?: string;
  /** Cases that go into the file's transcripts when it is published. */
  transcript?: string;
  by: string;
  at: number;
}

/** A publication, never changed. */
export interface FlowPublicationRow extends Row {
  file: string;
  at: number;
  by: string;
  why: string;
  text: string;
  /** Changes in words: lines of Chinese and English. */
  changes: { en: string; zh: string }[];
}

export const flowDrafts: CollectionSpec<FlowDraftRow> = { name: 'flow_drafts', indexes: [{ fields: ['at'] }] };
export const flowPublications: CollectionSpec<FlowPublicationRow> = { name: 'flow_publications', indexes: [{ fields: ['file', 'at'] }] };
