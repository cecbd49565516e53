import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Script } from 'node:vm'

/**
 * Runs a CommonJS file. What V8 compiles of it is kept in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`) and taken
 * from there the next time, which saves a third of the time of a short command, or of a server's start; Node itself keeps it only from 22 on. Where there
 * is no such folder, or it holds something else, the file is compiled anew. Whoever can write there could run programs anyway.
 */
export function runCompiled(file: string, variables: Readonly<Record<string, string | undefined>>): void {
  const source = readFileSync(file, 'utf8')
  const kept = keptFile(file, variables)
  const cachedData = tryReading(kept)
  const script = new Script(`(function (require, __filename, __dirname) {${source}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  })
  if (cachedData === null || script.cachedDataRejected) process.once('exit', () => keep(kept, script, basename(file)))
  const run: unknown = script.runInThisContext()
  if (typeof run === 'function') Reflect.apply(run, undefined, [createRequire(file), file, dirname(file)])
}

/** V8 refuses what another version of it made; what was made of another file it does not always notice. */
function keptFile(file: string, { XDG_CACHE_HOME: given }: Readonly<Record<string, string | undefined>>): string {
  const { size, mtimeMs } = statSync(file)
  const name = [basename(file), process.version, process.arch, size, Math.trunc(mtimeMs)].join('-')
  return join(given || join(homedir(), '.cache'), 'aftermath', name)
}

function tryReading(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}

/** Keeps what was compiled of `file` until now, functions that ran included, in place of what was kept of its other versions. */
function keep(path: string, script: Script, file: string): void {
  const folder = dirname(path)
  const beside = `${path}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const old = readdirSync(folder)
    writeFileSync(beside, script.createCachedData(), { mode: 0o600 })
    renameSync(beside, path)
    const former = old.filter((name) => name.startsWith(`${file}-`) && name !== basename(path))
    for (const name of former) rmSync(join(folder, name), { force: true })
  } catch {
    // Nothing is lost but time: the folder cannot be written, or another run was faster.
    tryRemoving(beside)
  }
}

function tryRemoving(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It is where nobody may write.
  }
}
