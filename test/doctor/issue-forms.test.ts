import { expect, it } from 'vitest'
import { isForm, labelsOfForm, mistakesInForm } from '../../src/entry/doctor/issue-forms.ts'

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

const meant = (written: string, near: string, labels: readonly string[] = []) => ({
  kind: 'key',
  written,
  near,
  labels,
})

it.each([
  ['two letters in the wrong order', 'incident.yml', 'lables: [incident]', [meant('lables', 'labels', ['incident'])]],
  ['one label', 'incident.yml', 'label: incident', [meant('label', 'labels', ['incident'])]],
  ['a capital letter', 'incident.yml', 'Labels: [incident]', [meant('Labels', 'labels', ['incident'])]],
  [
    'another key',
    'incident.yml',
    'desription: Down\nasignees: [wes]',
    [meant('desription', 'description'), meant('asignees', 'assignees')],
  ],
  [
    'front matter',
    'incident.md',
    '---\nname: Incident\nlable: incident\n---\nlable: no\n',
    [meant('lable', 'labels', ['incident'])],
  ],
  ['labels that are none', 'bug.yml', 'labels: { a: b }', [{ kind: 'labels' }]],
  ['broken YAML', 'bug.yml', 'labels: [incident', [{ kind: 'yaml' }]],
  [
    'nothing',
    'bug.yml',
    'name: Bug\ndescription: A bug\ntitle: t\nlabels: [bug]\nassignees: []\nprojects: []\ntype: Bug\nbody: []',
    [],
  ],
  ['nothing in a template', 'bug.md', '---\nname: Bug\nabout: A bug\ntitle: t\nlabels: bug\nassignees: wes\n---\n', []],
  ['nothing where there is no front matter', 'bug.md', '# Bug\n', []],
  ['a key that is like none', 'bug.yml', 'name: Bug\nx-team: pay', []],
])('finds what is wrong with a form: %s', (_name, path, text, mistakes) => {
  expect(mistakesInForm(path, text)).toEqual(mistakes)
})
