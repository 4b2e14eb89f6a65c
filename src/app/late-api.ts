/** The API and the tools of assistants as routers that load with the first request: a start makes none of their schemas. */
import type { Router } from 'express';
import { lateRouter } from '../server/late-router.ts';
import type { MerchantApiParts } from './merchant-api.ts';

export function lateApi(parts: () => MerchantApiParts): { merchants: Router; assistants: Router } {
  let made: ReturnType<typeof make> | undefined;
  const make = async () => (await import('./merchant-api.ts')).merchantApi(parts());
  const api = () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return {
    merchants: lateRouter(async () => (await api()).router),
    assistants: lateRouter(async () => {
      const { mcpRouter } = await import('../server/mcp/mcp-router.ts');
      return mcpRouter({ routes: (await api()).routes, ...parts().asked });
    }),
  };
}
