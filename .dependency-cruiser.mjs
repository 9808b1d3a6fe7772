/**
 * Which folder may import which. Every rule says where the code belongs instead, and lib/launch/boundaries.test.ts plants
 * one violation of each and expects it to be reported.
 */

const test = String.raw`\.(?:test|contract)\.tsx?$`;
const awsSdk = String.raw`^(?:node_modules/)?@aws-sdk/`;
const nounFolders =
  'connections|buckets|objects|versions|copying|object-properties|incomplete-uploads|sharing|settings|uploads|downloads|jobs|listing';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other hide a third: move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'The import leads nowhere: correct the path, or ask for the package to be added to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(?:node|server-only)' },
    },
    {
      name: 'nobody-imports-app',
      comment: 'app/ holds routes only. Screens live in components/, logic in lib/.',
      severity: 'error',
      from: { pathNot: '^app/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-does-not-draw',
      comment: 'lib/ knows no screens. What draws lives in components/, except lib/settings/<id>/editor.tsx, its form.',
      severity: 'error',
      from: { path: '^lib/', pathNot: String.raw`^lib/settings/[^/]+/editor\.tsx$|${test}` },
      to: { path: '^components/' },
    },
    {
      name: 'ui-is-a-leaf',
      comment:
        'components/ui knows nothing of S3. A component that does belongs to the folder of its noun in components/.',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(?:app|components|lib|e2e)/', pathNot: '^(?:components/ui|lib/format|lib/errors)/' },
    },
    {
      name: 's3-stands-alone',
      comment:
        'lib/s3 speaks S3 and nothing else. What knows sessions, nouns or requests belongs to lib/<noun>/operations.ts.',
      severity: 'error',
      from: { path: '^lib/s3/', pathNot: test },
      to: { path: '^(?:app|components|lib|e2e)/', pathNot: '^lib/(?:s3|errors|config)/' },
    },
    {
      name: 's3-knows-no-framework',
      comment: 'lib/s3 knows no React and no Next. What needs them belongs to lib/server or components/.',
      severity: 'error',
      from: { path: '^lib/s3/' },
      to: { path: '^(?:node_modules/)?(?:react|react-dom|next|@tanstack)(?:/|$)' },
    },
    {
      name: 'sdk-only-in-operations',
      comment: 'The AWS SDK is used in lib/s3, operations.ts and wire.ts only. Give what you need a function there.',
      severity: 'error',
      from: { pathNot: String.raw`^lib/s3/|/(?:operations|wire)\.ts$|${test}|^lib/testing/|^e2e/|^lib/launch/bench` },
      to: { path: awsSdk },
    },
    {
      name: 'screens-ask-queries',
      comment: 'Screens ask lib/<noun>/queries.ts, which calls the action, which calls the operation.',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: { path: String.raw`^lib/.+/(?:actions|operations|wire)\.ts$` },
    },
    {
      name: 'operations-stay-below-actions',
      // Signing in and out is about the session itself, so lib/connections may know it.
      comment:
        'Operations take what they need as arguments. What knows the request belongs to lib/server or actions.ts.',
      severity: 'error',
      from: { path: String.raw`^lib/.+/(?:operations|wire)\.ts$`, pathNot: '^lib/connections/' },
      to: {
        path: String.raw`^lib/(?:session|server|client)/|^(?:node_modules/)?next(?:/|$)|/(?:actions|queries)\.ts$`,
      },
    },
    {
      name: 'engines-are-framework-free',
      comment:
        'lib/uploads, lib/downloads, lib/jobs and lib/previews run without React. Hooks around them belong to components/.',
      severity: 'error',
      from: { path: '^lib/(?:uploads|downloads|jobs|previews)/', pathNot: String.raw`\.tsx$|${test}` },
      to: { path: '^(?:node_modules/)?(?:react|react-dom|next)(?:/|$)' },
    },
    {
      name: 'embedded-s3-stands-alone',
      comment:
        'The embedded endpoint is a server of its own and shares no code with its client, or both share the mistakes.',
      severity: 'error',
      from: { path: '^lib/embedded-s3/', pathNot: test },
      to: { path: '^(?:app|components|lib|e2e)/', pathNot: '^lib/embedded-s3/' },
    },
    {
      name: 'embedded-s3-stays-out-of-the-console',
      comment:
        'Only launchers, tests and e2e start the embedded endpoint; the console reaches it by HTTP like any other.',
      severity: 'error',
      from: { pathNot: `^lib/(?:embedded-s3|launch|testing)/|^e2e/|${test}` },
      to: { path: '^lib/embedded-s3/' },
    },
    {
      name: 'settings-are-apart',
      comment: 'A setting imports no other setting. What two share belongs to lib/settings itself.',
      severity: 'error',
      from: { path: '^lib/settings/([^/]+)/' },
      to: { path: '^lib/settings/[^/]+/', pathNot: '^lib/settings/$1/' },
    },
    {
      name: 'config-comes-first',
      comment: 'lib/config and lib/errors are what everything stands on. What needs more belongs above them.',
      severity: 'error',
      from: { path: '^lib/(?:config|errors|format)/', pathNot: test },
      to: { path: '^(?:app|components|lib|e2e)/', pathNot: '^lib/(?:config|errors|format)/' },
    },
    {
      name: 'launchers-are-the-top',
      comment: 'lib/launch starts things; nothing that runs inside the console imports it. Share by lib/config.',
      severity: 'error',
      from: { pathNot: `^lib/launch/|^e2e/|${test}` },
      to: { path: '^lib/launch/' },
    },
    {
      name: 'tests-stay-in-tests',
      comment: 'What ships imports no test code. Move what both need out of lib/testing and e2e.',
      severity: 'error',
      from: { pathNot: `${test}|^lib/(?:testing|launch)/|^e2e/|^playwright.config.ts$` },
      to: { path: `^lib/testing/|^e2e/|${test}` },
    },
    {
      name: 'environment-has-one-reader',
      comment:
        'The process-wide configuration is for the server. Browsers get what they need from a page or an action.',
      severity: 'error',
      from: { path: `^components/|^lib/(?:${nounFolders})/(?:queries|commands|schema|types)` },
      to: { path: String.raw`^lib/config/(?:current|read|env)\.ts$` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`^\.next/|^node_modules/\.cache/` },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.json'],
    },
  },
};
