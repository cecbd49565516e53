import { type Sandbox, startSandbox } from '../sandbox/server.ts'
import { parseEnvironment } from '../src/entry/environment.ts'
import { createLog } from '../src/entry/log.ts'
import { type RunningServer, startServer } from '../src/entry/server.ts'
import { StoryError } from './scene.ts'
import { instant } from './times.ts'
import { seed } from './world.ts'

/** The two servers: GitHub's part, and the app, which knows the other only by its address. */
export interface Theatre {
  readonly sandbox: Sandbox
  /** Where the app listens. */
  readonly appUrl: string
  /** Resolves when no delivery is on its way and the app has nothing left to do at once; throws StoryError after 20 s. */
  settle(): Promise<void>
  /** Asks the app for a sweep, as its timer would within the hour. */
  sweep(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts both on loopback; GitHub's part on `port` (0: a free one), at the story's first day. `log` takes the app's log,
 * line by line.
 * @throws Error for a port that is taken
 */
export async function openTheatre(port: number, log: (line: string) => void): Promise<Theatre> {
  const sandbox = await startSandbox({ port, seed, now: instant('2012-07-02 06:00') })
  const app = await startApp(sandbox, log).catch(async (fault: unknown) => {
    await sandbox.close()
    throw fault
  })
  const { app: running } = app
  if (running === null) throw new Error('The app started without its credentials.')
  sandbox.setWebhookUrl(app.webhookUrl)
  const theatre: Theatre = {
    sandbox,
    appUrl: app.url,
    async settle() {
      // What the app writes sends deliveries in turn, until none of them is news.
      for (let last = -1; last !== sandbox.deliveries.list().length; ) {
        last = sandbox.deliveries.list().length
        await inTime(sandbox.deliveries.idle(), 'The deliveries to the app')
        await inTime(running.queue.idle(), 'The passes of the app')
      }
    },
    async sweep() {
      await running.sweepNow({ reason: 'demo' })
      await theatre.settle()
    },
    async close() {
      await app.stop(5_000)
      await sandbox.close()
    },
  }
  return theatre
}

/** How long (ms) the app may take for anything that the story expects of it. */
export const patience = 20_000

async function inTime(work: Promise<void>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const say = () => reject(new StoryError(`${what} have not ended after ${patience / 1000} s.`))
    timer = setTimeout(say, patience)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** The server as `npm start` runs it, told by its environment. Only the pace of its writes is not GitHub's. */
function startApp(sandbox: Sandbox, log: (line: string) => void): Promise<RunningServer> {
  const variables = { ...sandbox.env, HOST: '127.0.0.1', PORT: '0', WRITE_PACING: 'none' }
  const parsed = parseEnvironment(variables, 'server', () => '')
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const { logLevel: level, logFormat: format } = parsed.environment
  const lines = createLog({ level, format, write: log, colour: 'never' })
  return startServer(parsed.environment, { log: lines })
}
