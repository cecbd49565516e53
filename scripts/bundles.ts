import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type BuildOptions, build, type Plugin, transformSync } from 'esbuild'
import { packageRoot, readPackageFile, version } from '../src/entry/package-root.ts'
import { loadSiteAssets } from '../src/entry/site/assets.ts'
import { loadTemplates } from '../src/entry/templates.ts'

/**
 * What looks for files beside its own stays in `node_modules`, and what only several processes need. All else is in the bundle:
 * a few files are read instead of hundreds.
 */
const beside = ['piscina', 'bullmq', 'ioredis', 'pg', 'rate-limiter-flexible']

/** Gives the program what it otherwise reads from its package, and leaves out what it never uses. */
const built: Plugin = {
  name: 'built',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\/src\/entry\/package-root\.ts$/ }, () => ({ contents: packageModule() }))
    onLoad({ filter: /\/src\/entry\/templates\.ts$/ }, () => ({ contents: templatesModule() }))
    onLoad({ filter: /\/src\/entry\/site\/assets\.ts$/ }, () => ({ contents: assetsModule() }))
    // The messages of Zod in fifty languages, which nobody reads.
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {}' }))
    // Commander asks for it to run commands that are programs of their own: here is none.
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : null,
    )
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }))
  },
}

function packageModule(): string {
  return `
    import { fileURLToPath } from 'node:url'
    const texts = ${JSON.stringify({ 'app.yml': readPackageFile('app.yml') })}
    export const version = ${JSON.stringify(version)}
    export function readPackageFile(path) {
      if (!Object.hasOwn(texts, path)) throw new Error(path + ' is not in the bundle.')
      return texts[path]
    }
    export function threadFile(name) {
      return fileURLToPath(new URL('./' + name + '.js', import.meta.url))
    }`
}

function templatesModule(): string {
  const all = JSON.stringify(JSON.stringify(loadTemplates()))
  return `export function loadTemplates() { return Object.assign(Object.create(null), JSON.parse(${all})) }`
}

/** Style and script of a site, as small as they get: browsers load them. */
function assetsModule(): string {
  const { style, script } = loadSiteAssets()
  const small = {
    style: transformSync(style, { loader: 'css', minify: true }).code,
    script: transformSync(script, { loader: 'js', minify: true }).code,
  }
  return `export function loadSiteAssets() { return ${JSON.stringify(small)} }`
}

/** Of the commands only the one whose module `entry` is, in a file without any of the others. */
function commandAlone(entry: string): Plugin {
  return {
    name: 'command-alone',
    setup({ onResolve }) {
      onResolve({ filter: /\.ts$/ }, ({ kind, path, importer }) =>
        kind === 'dynamic-import' && path !== entry && isListOfCommands(importer)
          ? { path: 'nothing', namespace: 'nothing' }
          : null,
      )
    },
  }
}

function isListOfCommands(importer: string): boolean {
  return basename(importer).startsWith('program-')
}

const common = {
  absWorkingDir: packageRoot,
  bundle: true,
  platform: 'node',
  // As it is written: what is older than the sources' own target is not supported, and rewritten patterns are slower.
  target: 'esnext',
  // Names stay, so that the stack of a crash can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'external',
  logLevel: 'warning',
} satisfies BuildOptions

/** The form of modules in which packages that are CommonJS find Node's own modules. */
const modules = {
  format: 'esm',
  banner: {
    js: "import { createRequire as createBundledRequire } from 'node:module'; const require = createBundledRequire(import.meta.url);",
  },
} satisfies BuildOptions

/** Makes `dist/bundle`: the command line with its server, in a few files that load each other when they are needed. */
export async function bundleProgram(): Promise<void> {
  const folder = join(packageRoot, 'dist/bundle')
  rmSync(folder, { recursive: true, force: true })
  const threads = ['planning-thread', 'reading-thread'].map((name) => ({
    in: `src/entry/threads/${name}.ts`,
    out: name,
  }))
  await build({
    ...common,
    ...modules,
    entryPoints: [{ in: 'src/entry/launch.ts', out: 'cli' }, ...threads],
    chunkNames: '[name]-[hash]',
    outdir: folder,
    splitting: true,
    external: beside,
    plugins: [built],
  })
  await bundleCommand('./commands/check.ts', join(folder, 'check.cjs'))
  await bundleCommand('./server.ts', join(folder, 'server.cjs'))
}

/** One command in one file of the form that `runCompiled` takes. */
async function bundleCommand(entry: string, outfile: string): Promise<void> {
  await build({
    ...common,
    format: 'cjs',
    // Not as an entry of its own: the line by which systems start it would come first.
    stdin: { contents: "import './src/entry/cli.ts'", resolveDir: packageRoot },
    outfile,
    external: beside,
    // A script that is compiled by itself can load no module but by `require`.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'fileAddress' },
    banner: { js: "const fileAddress = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [commandAlone(entry), built],
  })
}

/** What `@actions/core` needs to ask for identity tokens, which the Action does not: an HTTP client of its own. */
const withoutIdentity: Plugin = {
  name: 'without-identity',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@actions\/(?:http-client|exec)/ }, () => ({ path: 'unused', namespace: 'unused' }))
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents:
        'export class HttpClient {}; export class BearerCredentialHandler {}; export const getExecOutput = null',
    }))
  },
}

/** Makes the GitHub Action's one file: `index.mjs` in `folder`, which needs nothing beside it. */
export async function bundleAction(folder = join(packageRoot, 'dist/action')): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await build({
    ...common,
    ...modules,
    entryPoints: [{ in: 'src/entry/action/main.ts', out: 'index' }],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    plugins: [withoutIdentity, built],
  })
}
