/** The document templates that come with the app, by name, and what each is for: no capital letter, no full stop. */
export const builtInTemplates = {
  'seven-questions': 'the default: facts, the seven questions that a postmortem answers, action items',
  public:
    'for readers outside: purpose, affected systems, a recap by service, recovery and learnings, a wrap-up; facts and action items stand below them, as internal notes',
  'book-report':
    "on somebody else's public postmortem: the company, the incident, their communication, remediation, analysis, citations, tags",
} as const

export type BuiltInTemplate = keyof typeof builtInTemplates

/** What documents are made from where nothing else is named, or what is named cannot be used. */
export const defaultTemplate: BuiltInTemplate = 'seven-questions'

/** Whether a configured template comes with the app; anything else is the path of a file. */
export function isBuiltIn(template: string): template is BuiltInTemplate {
  return Object.hasOwn(builtInTemplates, template)
}
