/** All that the chat takes for granted of a place that runs JavaScript, besides the language. */
declare function setTimeout(run: () => void, ms?: number): number;
declare function clearTimeout(timer: number | undefined): void;
