# Debian-based: the embedded database's binaries need glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev --include=prod

FROM node:24-bookworm-slim
# Memory: see docs/operations.md.
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=8
WORKDIR /app
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/dist dist
COPY --from=build --chown=node:node /app/bin bin
COPY --from=build --chown=node:node /app/package.json package.json
USER node
EXPOSE 3000
CMD ["node", "dist/src/main.js", "--host=0.0.0.0"]
