import { styleText } from 'node:util'
import { pino } from 'pino'
import { z } from 'zod'
import type { Log } from '../reconcile/ports.ts'
import { withoutControls } from './control-characters.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

export interface LogOptions {
  readonly level: (typeof logLevels)[number]
  readonly format: 'json' | 'plain'
  /** Where lines go, each with its line break. */
  readonly write: (line: string) => void
  readonly colour: 'always' | 'never'
}

/** A log of one line an entry: `json` as pino writes it, with the time in ISO 8601; `plain` for people. */
export function createLog(options: LogOptions): Log {
  const write = options.format === 'json' ? options.write : (line: string) => options.write(plain(line, options.colour))
  const logger = pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write })
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  }
}

const entry = z.looseObject({ level: z.number(), time: z.string(), msg: z.string().default('') })

function plain(line: string, colour: LogOptions['colour']): string {
  const { level, time, msg, ...fields } = entry.parse(JSON.parse(line))
  const shown = Object.entries(fields)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('')
  const word = level >= 50 ? 'error' : level >= 40 ? 'warn' : 'info'
  const style = level >= 50 ? 'red' : level >= 40 ? 'yellow' : 'dim'
  const head = colour === 'always' ? styleText(style, word.padEnd(5), { validateStream: false }) : word.padEnd(5)
  return `${time.slice(11, 19)} ${head} ${withoutControls(`${msg}${shown}`).replaceAll('\n', ' ')}\n`
}
