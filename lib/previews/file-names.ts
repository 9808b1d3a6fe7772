import type { Viewer } from './types';

/** What an extension stands for. `mediaType` is what a browser's own decoder is told, and nothing else is ever told to one. */
export interface NamedKind {
  viewer: Viewer;
  mediaType?: MediaType;
}

/** Types that an `<img>`, `<video>` or `<audio>` may be given. None of them is a document that could run anything there. */
export const mediaTypes = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
  'image/svg+xml',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/webm',
] as const;

export type MediaType = (typeof mediaTypes)[number];

const media: Record<string, MediaType> = {
  png: 'image/png',
  apng: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jfif: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  weba: 'audio/webm',
};

const documents: Record<Exclude<Viewer, 'image' | 'video' | 'audio' | 'hex'>, readonly string[]> = {
  pdf: ['pdf'],
  markdown: ['md', 'markdown', 'mkd'],
  json: ['json', 'geojson', 'webmanifest', 'har', 'ipynb', 'topojson', 'avsc'],
  table: ['csv', 'tsv', 'tab', 'psv'],
  parquet: ['parquet', 'pq', 'parq'],
  archive:
    'zip jar war ear apk aar ipa xpi crx vsix nupkg whl egg docx xlsx pptx docm xlsm odt ods odp epub cbz kmz npz'.split(
      ' ',
    ),
  text: (
    'txt text log out err trace csh conf config cfg ini env properties toml yaml yml xml xsd xsl xslt html htm xhtml ' +
    'css scss sass less js mjs cjs ts mts cts tsx jsx vue svelte py pyi rb php pl pm lua r jl go rs c h cc cpp cxx hpp hh ' +
    'cs java kt kts scala groovy gradle swift m mm dart ex exs erl hrl hs elm clj cljs edn lisp el scm ml mli fs fsx nim ' +
    'zig v vhd sv asm s sh bash zsh fish ps1 psm1 bat cmd awk sed sql graphql gql proto thrift tf tfvars hcl nix cmake ' +
    'mk makefile dockerfile gitignore gitattributes editorconfig npmrc lock sum mod diff patch tex bib rst adoc org srt ' +
    'vtt ass ics vcf eml mbox pem crt cer key pub csr asc jsonl ndjson json5 jsonc plist rtf tcl vim vb vbs sbt pom'
  ).split(' '),
};

const byExtension = new Map<string, NamedKind>([
  ...Object.entries(media).map(([extension, mediaType]): [string, NamedKind] => [
    extension,
    { viewer: mediaType.slice(0, 5) as Viewer, mediaType },
  ]),
  ...Object.entries(documents).flatMap(([viewer, extensions]) =>
    extensions.map((extension): [string, NamedKind] => [extension, { viewer: viewer as Viewer }]),
  ),
]);

/** Files that are known by their whole name. */
const textNames = new Set(['readme', 'license', 'licence', 'changelog', 'authors', 'notice', 'copying', 'procfile']);
const bareNames = new Set(['makefile', 'dockerfile']);

/** The last part of a key, in lower case. */
function toLastName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).toLowerCase();
}

/** What the name of an object says of it; `null` when it says nothing. A rotated `app.log.3` counts as its log. */
export function toNamedKind(key: string): NamedKind | null {
  const name = toLastName(key).replace(/(\.(?:log|out|err))[.-]\d[\d.-]*$/u, '$1');
  const dot = name.lastIndexOf('.');
  // A name without a dot is no extension, but some files are known by such a name.
  const extension = dot < 0 && !bareNames.has(name) ? '' : name.slice(dot + 1);
  const kind = byExtension.get(extension);
  if (kind) return kind;
  return textNames.has(name) ? { viewer: 'text' } : null;
}

/** Files that are written at their end, so that is where people look first. */
export function isWrittenAtItsEnd(key: string): boolean {
  return /\.(?:log|out|err)(?:[.-]\d[\d.-]*)?$/iu.test(toLastName(key));
}

/** Text separated by tabs, by its name. */
export const isTabSeparated = (key: string): boolean => /\.(?:tsv|tab)$/iu.test(key);
