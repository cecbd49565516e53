import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Report } from './worker.ts'

const report = z.object({ name: z.string(), wrong: z.array(z.string()) })

/** Runs cases by their names in as many processes as there are processors. Calls `done` after each, in any order. */
export async function runInCrew(names: readonly string[], done: (report: Report) => void): Promise<void> {
  const waiting = [...names]
  const size = Math.min(availableParallelism(), names.length)
  await Promise.all(Array.from({ length: size }, () => employ(waiting, done)))
}

function employ(waiting: string[], done: (report: Report) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(fileURLToPath(import.meta.resolve('./worker.js')))
    const next = () => {
      const name = waiting.shift()
      if (name === undefined) worker.disconnect()
      else worker.send(name)
    }
    worker.on('message', (message) => {
      done(report.parse(message))
      next()
    })
    worker.on('error', reject)
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`))))
    next()
  })
}
