import type { Problem } from '../flow-tree/flow-tree.ts';

/** A flow file of the folder. */
export interface FlowFileNow {
  file: string;
  text: string;
  /** The last text without errors: what is live. */
  good?: string;
  problems: readonly Problem[];
}
