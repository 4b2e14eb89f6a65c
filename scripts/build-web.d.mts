export function buildWeb(out?: string): Promise<void>;
