// What `npm start` does first, in plain JavaScript since nothing may be compiled yet: compiles the program where its sources
// are newer than what was made of them. Without sources, or without the compiler, as in production, there is nothing to do.
import { execSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const program = join(root, 'dist/src/entry/cli.js')
const built = join(root, 'dist/.tsbuildinfo')

/** When the latest of the files below a folder changed, in milliseconds since 1970. */
function lastChange(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs))
}

function isStale() {
  if (!existsSync(program) || !existsSync(built)) return true
  const sources = Math.max(lastChange(join(root, 'src')), statSync(join(root, 'tsconfig.build.json')).mtimeMs)
  return sources > statSync(built).mtimeMs
}

function build() {
  execSync('npm run -s build', { cwd: root, stdio: 'inherit' })
  // The compiler leaves files as they are that would come out the same.
  if (existsSync(built)) utimesSync(built, new Date(), new Date())
}

const hasSources = existsSync(join(root, 'src')) && existsSync(join(root, 'tsconfig.build.json'))
const hasCompiler = existsSync(join(root, 'node_modules/typescript'))
if (hasSources && hasCompiler && isStale()) build()
else if (!existsSync(program)) {
  process.stderr.write(
    'Aftermath is not built, and the compiler is not installed: run npm ci and npm run build first.\n',
  )
  process.exit(1)
}
