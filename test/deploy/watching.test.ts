import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createPrometheusMeters } from '../../src/entry/metrics/prometheus.ts'
import { packageRoot } from '../../src/entry/package-root.ts'

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8')
const nothing = () => 0

/** The names of all metrics, as a scrape has them. */
async function served(): Promise<ReadonlySet<string>> {
  const meters = createPrometheusMeters()
  meters.watch({ size: nothing, oldest: nothing })
  const listening = await meters.listen({ host: '127.0.0.1', port: 0 })
  try {
    const text = await (await fetch(`${listening.url}/metrics`)).text()
    return new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name))
  } finally {
    await listening.close()
  }
}

function namesIn(text: string): readonly string[] {
  const names = text.match(/\b(?:aftermath|process|nodejs)_[a-z_]+/g) ?? []
  return [...new Set(names.map((name) => name.replace(/_(?:bucket|count|sum)$/, '')))]
}

it.each(['deploy/alerts.yaml', 'deploy/grafana-dashboard.json'])(
  '%s asks for nothing but what the server tells',
  async (path) => {
    const known = await served()
    const names = namesIn(read(path))
    expect(names.length).toBeGreaterThan(4)
    expect(names.filter((name) => !known.has(name))).toEqual([])
  },
)

it('what to do at each alert stands in the docs, and every metric, too', async () => {
  const rules = z.object({ groups: z.tuple([z.object({ rules: z.array(z.object({ alert: z.string() })) })]) })
  const alerts = rules.parse(load(read('deploy/alerts.yaml'))).groups[0].rules.map(({ alert }) => alert)
  const docs = read('docs/operations.md')
  const told = [...docs.matchAll(/^\| `(Aftermath\w+)` \| \w/gm)].map(([, name]) => name)
  expect(told).toEqual(alerts)
  const own = [...(await served())].filter((name) => name.startsWith('aftermath_'))
  expect(own.filter((name) => !docs.includes(`\`${name}`))).toEqual([])
})
