export function buildProgram(out?: string): Promise<void>;
export function endCompiler(): Promise<void>;
export function buildWeb(out?: string): Promise<void>;
export function oneByte(code: string): string | undefined;
