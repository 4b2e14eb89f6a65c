/** Cuts a text at its links: every second piece is one. Chinese has no blank behind a link, and a full stop at the end of it belongs to the sentence. */
export const withLinks = (text: string): string[] =>
  text.split(/(https?:\/\/[^\s，。；：！？、（）【】《》“”「」]*[^\s，。；：！？、（）【】《》“”「」.,;:!?)\]"'])/);
