import type { CheckStep, Writer } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { repositoryPath } from '../requests/paths.ts'
import { toCheckRun, wireCheckRun } from '../wire/wire-check.ts'

/** Writes to check runs. https://docs.github.com/en/rest/checks/runs */
export function checkWrites({ name, calls }: SessionContext): Pick<Writer, 'createCheck' | 'updateCheck'> {
  const base = `${repositoryPath(name)}/check-runs`
  return {
    async createCheck({ head, ...step }) {
      const body = { ...toBody(step), head_sha: head, external_id: step.externalId }
      const what = `post the check “${step.name}”`
      return toCheckRun(await calls.write({ method: 'POST', path: base, body, schema: wireCheckRun, what }))
    },
    async updateCheck(id, step) {
      const what = `go on with the check “${step.name}”`
      const write = { method: 'PATCH', path: `${base}/${id}`, body: toBody(step), schema: wireCheckRun, what } as const
      return toCheckRun(await calls.write(write))
    },
  }
}

function toBody({ name, conclusion, title, summary, annotations, button }: CheckStep) {
  return {
    name,
    ...(conclusion === null ? { status: 'in_progress' } : { status: 'completed', conclusion }),
    output: {
      title,
      summary,
      annotations: annotations.map((one) => ({
        path: one.path,
        start_line: one.line,
        end_line: one.endLine,
        annotation_level: one.level,
        title: one.title,
        message: one.suggestion === null ? one.message : `${one.message}\n${one.suggestion}`,
      })),
    },
    ...(button !== null && { actions: [{ ...button, identifier: 'again' }] }),
  }
}
