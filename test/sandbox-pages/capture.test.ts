import { afterEach, expect, test, vi } from 'vitest'
import { findChromium } from '../../scripts/capture.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('the browser that is named comes first', () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath)
  expect(findChromium()).toBe(process.execPath)
})

test('a named browser that does not exist is passed over', () => {
  vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium')
  expect(findChromium()).not.toBe('/nowhere/chromium')
})
