import { readFileSync } from 'node:fs'
import { error, getInput, info, notice, setOutput, setSecret, summary } from '@actions/core'
import { crashOf, GitHubError } from '../../reconcile/ports.ts'
import { createLog } from '../log.ts'
import { problemsOf } from './problems.ts'
import { type RunResult, runAction } from './run.ts'
import { type ActionSetting, parseSetting } from './setting.ts'
import { summarySentence, summaryTable } from './summary.ts'

/** One run of the Action. Whatever goes wrong is an `::error` that says what to do, and exit code 1. */
async function main(): Promise<void> {
  const inputs = {
    token: getInput('token'),
    mode: getInput('mode'),
    now: getInput('now'),
    appId: getInput('app-id'),
    privateKey: getInput('private-key'),
  }
  for (const secret of [inputs.token, inputs.privateKey]) if (secret !== '') setSecret(secret)
  const parsed = parseSetting(inputs, process.env)
  if (!parsed.ok) return fail([parsed.problem])
  const payload = tryReading(parsed.setting.payload)
  if (payload === null) return fail(['The file of the event cannot be read: run the workflow again.'])
  const log = createLog({
    level: 'info',
    format: 'plain',
    write: (line) => info(line.trimEnd()),
    colour: 'never',
  })
  await report(await runAction(parsed.setting, payload.event, log), parsed.setting)
}

function tryReading(path: string): { readonly event: unknown } | null {
  try {
    return { event: JSON.parse(readFileSync(path, 'utf8')) }
  } catch {
    return null
  }
}

async function report(result: RunResult, setting: ActionSetting): Promise<void> {
  if (result.did === 'nothing') {
    notice(result.because)
    setOutputs(0, 0, '')
    return
  }
  const { tally, left } = result
  const sentence = summarySentence(tally, setting.mode)
  setOutputs(tally.passes, [...tally.writes.values()].flat().length, tally.openItems ?? '')
  const table = summaryTable(tally, setting)
  const problems = problemsOf(tally, left, setting.environment.app === null ? 'workflow' : 'app')
  info(sentence)
  fail(problems)
  summary.addHeading('Aftermath', 2).addRaw(sentence, true)
  if (tally.writes.size > 0) summary.addTable(table.map((row) => row.map((cell) => ({ ...cell }))))
  if (problems.length > 0) summary.addList(problems.map(asText))
  if (process.env.GITHUB_STEP_SUMMARY) await summary.write()
}

function setOutputs(passes: number, writes: number, openItems: number | string): void {
  setOutput('passes', passes)
  setOutput('writes', writes)
  setOutput('open-items', openItems)
}

/** The summary is Markdown with HTML, and what GitHub says may quote anything. */
function asText(sentence: string): string {
  return sentence.replace(/[&<>"'`[\]*_~@#\\|]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

function fail(problems: readonly string[]): void {
  for (const problem of problems) error(problem)
  if (problems.length > 0) process.exitCode = 1
}

main().catch((fault: unknown) => {
  const known = fault instanceof GitHubError
  fail([known ? fault.message : `The program has a fault, please report it: ${JSON.stringify(crashOf(fault))}`])
})
