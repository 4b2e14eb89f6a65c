/** What these pages use of a mini program. In your project use the package miniprogram-api-typings in its place. */
interface WxTap {
  currentTarget: { dataset: Record<string, unknown> };
}
interface WxInput {
  detail: { value: string };
}
interface WxPage<Data> {
  data: Data;
  setData(change: Partial<Data>): void;
}
declare function Page<Data, Own extends object>(page: { data: Data } & Own & ThisType<WxPage<Data> & Own>): void;
declare const wx: import('@zhanggui/chat/wechat').Wx & {
  stopPullDownRefresh(): void;
  chooseMedia(options: { count: number; mediaType: 'image'[]; success(result: { tempFiles: { tempFilePath: string }[] }): void }): void;
  getFileSystemManager(): { readFile(options: { filePath: string; success(result: { data: ArrayBuffer }): void }): void };
};
