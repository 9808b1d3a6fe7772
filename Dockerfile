# The console as one image: no package manager's leftovers, no root, nothing written to its file system.
#   docker build -t cooper .
#   docker run --read-only -v cooper:/data -p 127.0.0.1:3000:3000 -e COOPER_ENDPOINT=https://s3.example.com \
#     -e COOPER_SESSION_KEY="$(openssl rand -base64 32)" cooper

FROM node:24-bookworm-slim AS build
WORKDIR /cooper
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node lib/launch/build-only.ts

FROM node:24-bookworm-slim
WORKDIR /cooper
# HOSTNAME is what Next's server listens on; Docker would otherwise set it to the name of the container.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 HOSTNAME=0.0.0.0 PORT=3000 COOPER_DATA_DIR=/data
# What outlives a request, such as jobs; a volume, unless DATABASE_URL names a PostgreSQL.
RUN mkdir /data && chown node /data
VOLUME /data
COPY --from=build --chown=root:root /cooper/.next/standalone ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", \
  "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The flags are those of `npm start` (lib/launch/console.ts).
CMD ["node", "--heap-growing-percent=40", "--max-semi-space-size=8", "server.js"]
