FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
# Compiled code is kept on the volume, so that a new container starts as quickly as the one before.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data FLOWS_DIR=/app/flows NODE_COMPILE_CACHE=/data/compile-cache
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/bin ./bin
COPY --from=build --chown=root:root /app/scripts ./scripts
COPY --from=build --chown=root:root /app/config ./config
COPY --from=build --chown=root:root /app/flows ./flows
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/zhanggui.mjs", "start"]
