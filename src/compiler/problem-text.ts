/** The wording of a problem. */
interface Words {
  message: string;
  /** Advice on what to do; a repair that was tried and passed takes its place. */
  hint?: string;
  /** The message when a near word was found. */
  meant?: string;
}

export interface ProblemText {
  en: Words;
  zh: Words;
  /** `error` unless given. */
  severity?: 'warning';
}
