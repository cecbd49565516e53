import { bundleAction, bundleProgram } from './bundles.ts'

await Promise.all([bundleProgram(), bundleAction()])
