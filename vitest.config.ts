import { configDefaults, defineConfig, type Plugin } from 'vitest/config'

/** Folders in which the whole app runs: whatever changes, all of them have to do with it. */
const wholeApp =
  'test/{bad-input,bench,browser,contract,demo,doctor,entry,exhaustive,sandbox,sandbox-pages,security,story}/**'

/** Packages as they are in production: the parser's build for developers checks each of its own steps, and takes longer. */
const publishedBuilds: Plugin = {
  name: 'published-builds',
  configResolved({ ssr }) {
    const conditions = ssr.resolve?.conditions ?? []
    conditions.splice(0, conditions.length, ...conditions.filter((one) => !one.includes('development')))
  },
}

/** Lives and measurements that take seconds: what they find, smaller tests beside them find, too. */
const nightly =
  'test/{bench/flood,bench/loop-delay,bench/recovery,browser/incident,contract/lives,demo/demo,replicas/crashes,year/year}.test.ts'

/**
 * `npm test` tries a sample of what can be tried, another one each time: the same cases every day find nothing new. What
 * fails is a fault of the code whenever it shows, and the printed seed brings it back. The mode `all` tries everything;
 * the mode `changed`, for `--changed`, leaves out what runs the whole app, too.
 */
export default defineConfig(({ mode }) => {
  const seed = process.env.TEST_SEED ?? String(Math.trunc(Math.random() * 0x7fffffff))
  console.log(
    `${mode === 'all' ? 'Everything is tried' : 'Samples are tried'}; TEST_SEED=${seed} tries the same again.`,
  )
  return {
    plugins: [publishedBuilds],
    test: {
      include: ['test/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...leftOut(mode)],
      env: { TEST_SEED: seed, TEST_EXTENT: mode === 'all' ? 'all' : 'sample' },
      reporters: ['default', './test/slowest-files.ts'],
      // For what hangs: no test is about how long it takes, on a machine that may be busy.
      testTimeout: mode === 'all' ? 1_200_000 : 300_000,
      hookTimeout: 300_000,
      // Loading the app's modules anew for each file takes longer than the tests: the files share them instead, and each
      // test starts worlds of its own.
      isolate: false,
      maxWorkers: 2,
    },
  }
})

function leftOut(mode: string): readonly string[] {
  if (mode === 'all') return []
  return mode === 'changed' ? [nightly, wholeApp] : [nightly]
}
