import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { z } from 'zod'
import type { Templates } from '../plan/context.ts'
import { packageRoot, readPackageFile } from './package-root.ts'

const sentences = z.record(z.string(), z.string())

/**
 * The texts of `templates/`: each Markdown file by its path without extension (`document/seven-questions`), each sentence of
 * `sentences.yml` as `sentences/<name>`, each of `review.yml` as `review/<rule>`, each of `publication.yml` as `publication/<kind>`. Throws when the package is incomplete: the
 * program cannot work without.
 */
export function loadTemplates(): Templates {
  const templates: Record<string, string> = Object.create(null)
  for (const path of filesBelow('templates')) {
    const name = path.slice('templates/'.length)
    if (name.endsWith('.md')) templates[name.slice(0, -'.md'.length)] = readPackageFile(path)
  }
  for (const collection of ['sentences', 'review', 'publication']) {
    const texts = sentences.parse(load(readPackageFile(`templates/${collection}.yml`)))
    for (const [name, text] of Object.entries(texts)) templates[`${collection}/${name}`] = text
  }
  return templates
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(packageRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
