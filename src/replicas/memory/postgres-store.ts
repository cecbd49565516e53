import type { Pool } from 'pg'
import type { SharedStore } from './store.ts'

/** What is needed of the client. */
export type PostgresQueries = Pick<Pool, 'query'>

/** The table in which `rate-limiter-flexible` counts, as it would make it. */
export const windowTable = 'windows'

/**
 * The tables beside the queue's, in `schema`. Not logged: what a crash of the database takes with it costs requests, as what
 * an emptied Redis takes.
 */
export function storeTables(schema: string): string {
  return `
CREATE UNLOGGED TABLE IF NOT EXISTS ${schema}.kept (key text PRIMARY KEY, value text NOT NULL, until timestamptz NOT NULL);
CREATE UNLOGGED TABLE IF NOT EXISTS ${schema}.added (id bigserial PRIMARY KEY, key text NOT NULL, value text NOT NULL, until timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS added_key ON ${schema}.added (key);
CREATE UNLOGGED TABLE IF NOT EXISTS ${schema}.${windowTable} (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);`
}

const later = (parameter: string): string => `now() + ${parameter} * interval '1 millisecond'`

/** A store in PostgreSQL, in the tables that `storeTables` made in `schema`. */
export function createPostgresStore(pool: PostgresQueries, schema: string): SharedStore {
  return {
    async read(key) {
      const { rows } = await pool.query<{ value: string; left: number }>(
        `SELECT value, (extract(epoch FROM until - now()) * 1000)::float8 AS left FROM ${schema}.kept WHERE key = $1 AND until > now()`,
        [key],
      )
      return rows[0] ?? null
    },
    async keep(key, value, ms) {
      await pool.query(
        `INSERT INTO ${schema}.kept VALUES ($1, $2, ${later('$3')})
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until`,
        [key, value, ms],
      )
    },
    async drop(key) {
      await pool.query(`DELETE FROM ${schema}.kept WHERE key = $1`, [key])
    },
    async claim(key, owner, ms) {
      // The moment to take away what is over: claims come every few seconds.
      await pool.query(`DELETE FROM ${schema}.kept WHERE until < now()`)
      const { rowCount } = await pool.query(
        `INSERT INTO ${schema}.kept AS known VALUES ($1, $2, ${later('$3')})
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until
         WHERE known.value = excluded.value OR known.until < now()`,
        [key, owner, ms],
      )
      return rowCount === 1
    },
    async add(key, value, ms) {
      await pool.query(`DELETE FROM ${schema}.added WHERE until < now()`)
      await pool.query(`INSERT INTO ${schema}.added (key, value, until) VALUES ($1, $2, ${later('$3')})`, [
        key,
        value,
        ms,
      ])
    },
    async added(key) {
      const { rows } = await pool.query<{ value: string }>(
        `SELECT value FROM ${schema}.added WHERE key = $1 AND until > now() ORDER BY id`,
        [key],
      )
      return rows.map(({ value }) => value)
    },
  }
}
