import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Loading the app's modules anew for each file takes longer than the tests: the files share them instead, and each
    // test starts worlds of its own.
    isolate: false,
    maxWorkers: 2,
  },
})
