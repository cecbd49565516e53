import { bundleProgram } from './bundles.ts'

await bundleProgram()
