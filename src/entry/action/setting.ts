import { z } from 'zod'
import type { RepositoryName } from '../../domain/ref.ts'
import { parseFullName } from '../../domain/ref.ts'
import { type Environment, parseEnvironment } from '../environment.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** What the workflow says under `with:`; empty where it says nothing. */
export interface ActionInputs {
  readonly token: string
  readonly mode: string
  readonly now: string
  readonly appId: string
  readonly privateKey: string
}

/** All that one run goes by. */
export interface ActionSetting {
  readonly environment: Environment
  readonly repository: RepositoryName
  /** Where people read: `https://github.com`. */
  readonly site: string
  readonly event: string
  /** The file that holds the event's payload. */
  readonly payload: string
  /** The workflow's file, `aftermath.yml`; empty where the runner does not tell. */
  readonly workflow: string
  readonly mode: 'act' | 'observe'
  /** The instant to plan for, ISO 8601; GitHub's clock when `null`. */
  readonly now: string | null
}

export type SettingResult =
  | { readonly ok: true; readonly setting: ActionSetting }
  | { readonly ok: false; readonly problem: string }

const modes = z.enum(['act', 'observe'])

/** The setting of a run. Where it is not right, one sentence says what to do. */
export function parseSetting(inputs: ActionInputs, variables: Variables): SettingResult {
  const { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: payload, GITHUB_REPOSITORY: name } = variables
  const repository = parseFullName(name ?? '')
  if (variables.GITHUB_ACTIONS !== 'true' || !event || !payload || repository === null) return wrong(byHand)
  const mode = modes.safeParse(inputs.mode || 'act')
  if (!mode.success)
    return wrong(`The input “mode” is “${inputs.mode}”: write act, or observe to see what would be done.`)
  if (inputs.now !== '' && (mode.data === 'act' || Number.isNaN(Date.parse(inputs.now)))) return wrong(nowOnly)
  const environment = environmentOf(inputs, variables)
  if (!environment.ok) return environment
  const { GITHUB_WORKFLOW_REF: workflow = '', GITHUB_SERVER_URL: site = 'https://github.com' } = variables
  return {
    ok: true,
    setting: {
      environment: environment.environment,
      repository,
      site,
      event,
      payload,
      workflow: /\/([^/@]+)@/.exec(workflow)?.[1] ?? '',
      mode: mode.data,
      now: inputs.now === '' ? null : new Date(inputs.now).toISOString(),
    },
  }
}

function environmentOf(
  { token, appId, privateKey }: ActionInputs,
  { GITHUB_API_URL, TRUSTED_APPS, WRITE_PACING }: Variables,
): { readonly ok: true; readonly environment: Environment } | { readonly ok: false; readonly problem: string } {
  const app = appId !== '' || privateKey !== ''
  if (app && (appId === '' || privateKey === '')) return wrong(halfAnApp)
  if (!app && token === '') return wrong(noToken)
  const own = app ? { APP_ID: appId, PRIVATE_KEY: privateKey } : { GITHUB_TOKEN: token }
  const parsed = parseEnvironment({ GITHUB_API_URL, TRUSTED_APPS, WRITE_PACING, ...own }, 'command', () => '')
  return parsed.ok ? parsed : wrong(`The workflow’s setting is not right: ${parsed.problems.join(' ')}`)
}

function wrong(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem }
}

const byHand =
  'This program is a GitHub Action, which GitHub’s runner starts with an event: put “uses:” in a workflow as docs/action.md shows, or run `npx aftermath` on a machine of yours.'
const noToken =
  'The input “token” is empty: leave it out, so that the workflow’s own token is taken, or check that the secret it names exists and that this is no run of a fork, which gets no secrets.'
const halfAnApp =
  'Of the inputs “app-id” and “private-key” only one has a value: give both to act as an app, and check that the secret exists and that this is no run of a fork, which gets no secrets.'
const nowOnly =
  'The input “now” is a moment such as 2026-03-02T12:00:00Z and goes with “mode: observe” only: real passes go by the clock of GitHub.'
