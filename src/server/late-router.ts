/** Routers of what few shops use, loaded with the first request that is meant for them. */
import { type Request, type Response, Router } from 'express';

/** Returns a router that stands in for the one that `load` resolves to. Requests wait while it loads; a load that fails is tried again by the next one. */
export function lateRouter(load: () => Promise<Router>): Router {
  let loading: Promise<Router> | undefined;
  const router = Router();
  router.use((request: Request, response: Response, next) => {
    loading ??= load();
    loading.then(
      (loaded) => loaded(request, response, next),
      (error: unknown) => {
        loading = undefined;
        next(error);
      },
    );
  });
  return router;
}
