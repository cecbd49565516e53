import { defineConfig } from 'vitest/config'

/**
 * `npm test` tries a sample of what can be tried, another one each time: the same cases every day find nothing new. What
 * fails is a fault of the code whenever it shows, and the printed seed brings it back. `--mode all`, as `npm run test:all`
 * has it, tries everything.
 */
export default defineConfig(({ mode }) => {
  const seed = process.env.TEST_SEED ?? String(Math.trunc(Math.random() * 0x7fffffff))
  console.log(
    `${mode === 'all' ? 'Everything is tried' : 'Samples are tried'}; TEST_SEED=${seed} tries the same again.`,
  )
  return {
    test: {
      include: ['test/**/*.test.ts'],
      env: { TEST_SEED: seed, TEST_EXTENT: mode === 'all' ? 'all' : 'sample' },
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // Loading the app's modules anew for each file takes longer than the tests: the files share them instead, and each
      // test starts worlds of its own.
      isolate: false,
      maxWorkers: 2,
    },
  }
})
