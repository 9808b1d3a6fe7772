/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // The optimiser has had remote code execution (GHSA-2xp9-vwfh-vxw4) and nothing here needs it.
  images: { unoptimized: true },
  typescript: { ignoreBuildErrors: true }, // `npm run validate` checks types; a start need not do it again.
  serverExternalPackages: [
    '@aws-sdk/client-s3',
    '@aws-sdk/s3-request-presigner',
    // Brings its database as files beside its code.
    '@electric-sql/pglite',
    'pg',
    'pg-boss',
  ],
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          // Without it nginx buffers the streamed answers of server actions and they become serial again.
          { key: 'X-Accel-Buffering', value: 'no' },
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'no-referrer' },
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        ],
      },
    ];
  },
};

export default config;
