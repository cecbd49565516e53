import { expect, it } from 'vitest'
import { isForm, labelsOfForm } from '../../src/entry/doctor/issue-forms.ts'

it.each([
  ['a list', 'incident.yml', 'labels: [incident, sev 1]', ['incident', 'sev 1']],
  ['a text with commas', 'incident.yaml', 'labels: incident, sev1,', ['incident', 'sev1']],
  ['front matter', 'incident.md', '---\nname: Incident\nlabels: incident\n---\nText\nlabels: no\n', ['incident']],
  ['no labels', 'bug.yml', 'name: Bug\n', []],
  ['no front matter', 'bug.md', 'labels: no\n', []],
  ['labels that are none', 'bug.yml', 'labels: { a: b }', []],
  ['a list of other things too', 'bug.yml', 'labels: [1, incident, null]', ['incident']],
  ['broken YAML', 'bug.yml', 'labels: [incident', []],
])('reads the labels of a form: %s', (_name, path, text, labels) => {
  expect(labelsOfForm(path, text)).toEqual(labels)
})

it('knows which files are forms', () => {
  const files = ['a.yml', 'b.YAML', 'c.md', 'config.yml', 'logo.png'].map((name) => `.github/ISSUE_TEMPLATE/${name}`)
  expect(files.filter(isForm)).toEqual(files.slice(0, 3))
})
