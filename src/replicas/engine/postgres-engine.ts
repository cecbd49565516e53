import {
  assertSchemaCompatibility,
  createPostgresBackend,
  LATEST_SCHEMA_VERSION,
  Queue,
  runMigrations,
  SchemaMigrationRequiredError,
  Worker,
} from 'bullmq'
import pg from 'pg'
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import { createPostgresStore, storeTables, windowTable } from '../memory/postgres-store.ts'
import { createEngineFaults, type Engine, listenToJobs, queueName } from './engine.ts'
import { EngineUnusable, postgresTooOld } from './engine-problem.ts'

/** A query that gets no answer for so long (ms) has failed: a delivery is answered within a second. */
const patience = 900

/** Connections of one process for queries; the worker has one more, by which it is woken. */
const connections = 5

/** Connects to PostgreSQL and makes what tables are missing. Throws what the driver throws, and `EngineUnusable`. */
export async function connectPostgres(
  url: string,
  { address, prefix: schema }: { readonly address: string; readonly prefix: string },
): Promise<Engine> {
  await prepare(url, address, schema)
  const { hear, onFault } = createEngineFaults()
  const impatient = { connectionString: url, connectionTimeoutMillis: patience, max: connections }
  const pool = new pg.Pool({ ...impatient, query_timeout: patience }).on('error', hear)
  const connection = { ...impatient, schema }
  const queue = new Queue(queueName, { connection: { ...connection, query_timeout: patience } }, createPostgresBackend)
  queue.on('error', hear)
  return {
    address,
    jobs: queue,
    store: createPostgresStore(pool, schema),
    work(run, { events, ...options }) {
      const worker = new Worker(
        queueName,
        (job, token = '') => run(job, token),
        { connection, maxStalledCount: 1_000_000, runRetryDelay: 1_000, ...options },
        createPostgresBackend,
      )
      worker.on('error', hear)
      listenToJobs(worker, events)
      return worker
    },
    window: ({ name, points, seconds }) =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        schemaName: schema,
        tableName: windowTable,
        tableCreated: true,
        clearExpiredByTimeout: true,
        keyPrefix: name,
        points,
        duration: seconds,
        insuranceLimiter: new RateLimiterMemory({ points, duration: seconds }),
      }),
    onFault,
    async close() {
      await queue.close()
      await pool.end()
    },
  }
}

/** Connects once, looks at what is there and makes what is missing. */
async function prepare(url: string, address: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ number: string; allow: string }>(
      `SELECT current_setting('server_version_num') AS number,
              format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user) AS allow`,
    )
    const [{ number, allow } = { number: '0', allow: '' }] = rows
    const old = postgresTooOld(Number(number))
    if (old !== null) throw new EngineUnusable(address, old)
    try {
      await makeTables(client, schema)
    } catch (fault) {
      const denied = fault instanceof Error && 'code' in fault && fault.code === '42501'
      throw denied ? new EngineUnusable(address, { is: 'unprivileged', grant: allow }) : fault
    }
  } finally {
    await client.end()
  }
}

/** Nothing is made where all is there: then the user needs no right to. */
async function makeTables(client: pg.Client, schema: string): Promise<void> {
  if ((await versionOf(client, schema)) < LATEST_SCHEMA_VERSION) await runMigrations(client, schema)
  const { rows } = await client.query('SELECT to_regclass($1) AS found', [`${schema}.${windowTable}`])
  if (rows[0]?.found !== null) return
  await client.query('BEGIN')
  try {
    // Replicas that start together make them one after the other.
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [schema])
    await client.query(storeTables(schema))
    await client.query('COMMIT')
  } catch (fault) {
    await client.query('ROLLBACK')
    throw fault
  }
}

async function versionOf(client: pg.Client, schema: string): Promise<number> {
  try {
    return await assertSchemaCompatibility(client, schema)
  } catch (fault) {
    if (fault instanceof SchemaMigrationRequiredError) return 0
    throw fault
  }
}
