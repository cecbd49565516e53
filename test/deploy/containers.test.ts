import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load, loadAll } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { packageRoot } from '../../src/entry/package-root.ts'

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8')

/** The stages of the Dockerfile, each a list of its instructions. */
const stages = read('Dockerfile')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((stage) => stage.trim().split('\n'))
const last = stages.at(-1) ?? []

describe('the image', () => {
  it('begins each stage with the slim image of Node 24', () => {
    expect(stages.map(([first = '']) => first.replace(/ AS .*/, ''))).toEqual(stages.map(() => 'FROM node:24-slim'))
  })

  it('runs as nobody special, and says by itself whether it is alive', () => {
    expect(last).toContain('USER node')
    expect(last.find((line) => line.startsWith('HEALTHCHECK'))).toContain('/healthz')
  })

  it('holds production packages and the bundle, and nothing else that was built', () => {
    const copies = last.filter((line) => line.startsWith('COPY'))
    expect(copies).toEqual([
      'COPY --from=packages /packages/node_modules node_modules',
      'COPY --from=build /build/dist/bundle dist/bundle',
      'COPY package.json LICENSE ./',
    ])
    const packages = stages.find(([first]) => first?.endsWith(' AS packages'))
    expect(packages?.some((line) => /^RUN npm ci .*--omit=dev/.test(line))).toBe(true)
    expect(['package.json', 'LICENSE'].filter((path) => !existsSync(join(packageRoot, path)))).toEqual([])
  })

  it('starts what the package starts', () => {
    const { bin } = z.object({ bin: z.object({ aftermath: z.string() }) }).parse(JSON.parse(read('package.json')))
    expect(last.at(-1)).toContain(`"${bin.aftermath}", "server"`)
  })

  it('is made without secrets, history and what was built before', () => {
    const left = read('.dockerignore').trim().split('\n')
    expect(left).toEqual(expect.arrayContaining(['.git', '.env', '*.pem', 'node_modules', 'dist']))
  })
})

const container = z.object({
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  resources: z.object({
    requests: z.object({ cpu: z.string(), memory: z.string() }),
    limits: z.object({ memory: z.string() }),
  }),
  envFrom: z.tuple([z.object({ secretRef: z.object({ name: z.string() }) })]),
  livenessProbe: z.looseObject({}),
  readinessProbe: z.looseObject({}),
})

describe('the manifests for Kubernetes', () => {
  const all = z
    .array(z.looseObject({ apiVersion: z.string(), kind: z.string(), spec: z.looseObject({}) }))
    .parse(loadAll(read('deploy/kubernetes/aftermath.yaml')))

  it('are a deployment, its service, and what protects both', () => {
    expect(all.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
      'apps/v1 Deployment',
      'v1 Service',
      'policy/v1 PodDisruptionBudget',
      'networking.k8s.io/v1 NetworkPolicy',
    ])
  })

  it('hold no secret, give no right that is not needed, and limit what it takes', () => {
    const deployment = z
      .object({ spec: z.object({ template: z.object({ spec: z.looseObject({ containers: z.tuple([container]) }) }) }) })
      .parse(all[0])
    expect(deployment.spec.template.spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true },
    })
    expect(all.map(({ kind }) => kind)).not.toContain('Secret')
  })
})

it('compose starts the app, two workers and Valkey, with a read-only file system', () => {
  const own = z.looseObject({
    read_only: z.boolean().optional(),
    deploy: z.object({ replicas: z.number() }).optional(),
  })
  const shared = z.object({ '<<': own.optional() })
  const { services } = z
    .object({ services: z.record(z.string(), z.intersection(own, shared)) })
    .parse(load(read('deploy/compose.yaml')))
  expect(Object.keys(services)).toEqual(['web', 'worker', 'valkey'])
  expect(services.worker?.deploy).toEqual({ replicas: 2 })
  const readOnly = ['web', 'worker'].map((name) => services[name]?.['<<']?.read_only)
  expect(readOnly).toEqual([true, true])
})

it('the Action is described with every input that it reads, and runs the bundle', () => {
  const described = z
    .object({
      inputs: z.record(z.string(), z.object({ description: z.string() })),
      outputs: z.record(z.string(), z.object({ description: z.string() })),
      runs: z.object({ using: z.literal('node24'), main: z.literal('dist/action/index.mjs') }),
    })
    .parse(load(read('action.yml')))
  const names = (call: string) =>
    [...read('src/entry/action/main.ts').matchAll(new RegExp(`${call}\\('([\\w-]+)'`, 'g'))].map(
      ([, name = '']) => name,
    )
  expect(new Set(Object.keys(described.inputs))).toEqual(new Set(names('getInput')))
  expect(new Set(Object.keys(described.outputs))).toEqual(new Set(names('setOutput')))
})

it('the workflow of the documentation has fifteen lines at most, and the permissions that passes need', () => {
  const [, text = ''] = /```yaml\n(name: aftermath[\s\S]*?)```/.exec(read('docs/action.md')) ?? []
  const workflow = z
    .looseObject({ permissions: z.record(z.string(), z.string()), concurrency: z.string() })
    .parse(load(text))
  expect(text.trim().split('\n').length).toBeLessThanOrEqual(15)
  expect(workflow.permissions).toMatchObject({
    contents: 'write',
    issues: 'write',
    'pull-requests': 'write',
    checks: 'write',
  })
})
