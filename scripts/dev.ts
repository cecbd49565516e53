import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { startSandbox } from '../sandbox/server.ts'
import { readEnvFile } from '../src/entry/env-file.ts'
import { packageRoot } from '../src/entry/package-root.ts'

/** The server against the sandbox: sources are compiled as they change, and the server starts anew. */
async function main(): Promise<void> {
  const port = Number(readEnvFile('.env').PORT ?? process.env.PORT ?? 3000)
  const webhookUrl = `http://127.0.0.1:${port}/api/github/webhooks`
  const sandbox = await startSandbox({ port: Number(process.env.SANDBOX_PORT ?? 3080), webhookUrl })
  const env = {
    ...process.env,
    ...sandbox.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    WEBHOOK_PATH: '/api/github/webhooks',
    WRITE_PACING: 'none',
    NODE_ENV: 'development',
  }
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
  const compile = [join(typescript, 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']
  const serve = ['--watch', '--watch-preserve-output', join(packageRoot, 'dist/src/entry/server.js')]
  const children = [start(compile, process.env), start(serve, env)]

  process.stdout.write(
    [
      `GitHub, embedded: ${sandbox.url}`,
      `The app:          http://127.0.0.1:${port}`,
      '',
      'A token for each account, to act through the API:',
      ...Object.entries(sandbox.tokens).map(([login, token]) => `  ${login.padEnd(16)} ${token}`),
      '',
      'Save a source and the server starts anew. Stop with Ctrl-C.',
      '',
    ].join('\n'),
  )

  let stopping = false
  const stop = async (code: number): Promise<void> => {
    if (stopping) return
    stopping = true
    await Promise.all(children.map(end))
    await sandbox.close()
    process.exit(code)
  }
  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  // Without one of them this is no development any more.
  for (const child of children) child.once('exit', (code) => void stop(code ?? 1))
}

function start(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { cwd: packageRoot, env, stdio: ['ignore', 'inherit', 'inherit'] })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exit(1)
})
