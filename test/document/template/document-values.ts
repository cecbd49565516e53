import { z } from 'zod'
import { renderFacts } from '../../../src/document/markers/fact-blocks.ts'
import { type DocumentValues, documentVariables } from '../../../src/document/template/document-variables.ts'
import { factNames } from '../../../src/domain/marker.ts'

const examples = Object.entries(documentVariables).map(([name, { example }]) => [name, example] as const)
const facts = factNames.map((name) => [name, renderFacts(name, documentVariables[name].example)] as const)
const whole = z.custom<DocumentValues>((given) => typeof given === 'object')

/** The examples of docs/templates.md as the values of a document, facts between their markers. */
export function exampleValues(more: Partial<DocumentValues> = {}): DocumentValues {
  return { ...whole.parse(Object.fromEntries([...examples, ...facts])), ...more }
}

/** Nothing is known beyond what every incident has. */
export function bareValues(): DocumentValues {
  const known = ['title', 'number', 'url', 'repository', 'statusUrl', 'started', 'yaml.title', 'action-items']
  const unknown = Object.entries(documentVariables).flatMap(([name, { type }]) => {
    if (known.includes(name)) return []
    return [[name, type === 'list' ? [] : name === 'authors' ? '[]' : '']]
  })
  return whole.parse({ ...exampleValues(), ...Object.fromEntries(unknown) })
}
