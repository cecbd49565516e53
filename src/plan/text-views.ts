// Made by `npm run generate` from templates/, so that the compiler knows what each text needs.

/** What comes out where a tag names it. */
type Shown = string | number
/** The same, with words around it that are only there with it. */
type Optional = Shown | false | null
/** What decides whether words are there. */
type Condition = Shown | boolean | null
type NoView = Readonly<Record<never, never>>

/** The view of each sentence of `templates/sentences.yml`. */
export interface SentenceViews {
  readonly 'answer-answered': NoView
  readonly 'answer-missing': NoView
  readonly 'answer-partial': NoView
  readonly 'change-configuration': {
    readonly merge: Shown
    readonly path: Shown
  }
  readonly 'change-deployment': {
    readonly ref: Shown
    readonly environments: Shown
    readonly others: Condition
    readonly succeeded: Condition
    readonly failed: Condition
    readonly unfinished: Optional
  }
  readonly 'change-failed-run': {
    readonly name: Shown
    readonly title: Shown
  }
  readonly 'change-merge': {
    readonly there: Shown
    readonly number: Shown
    readonly title: Shown
  }
  readonly 'change-release': {
    readonly name: Shown
  }
  readonly 'change-revert': {
    readonly there: Shown
    readonly reverts: Shown
    readonly number: Shown
    readonly title: Shown
  }
  readonly 'change-revert-commit': {
    readonly reverts: Shown
    readonly sha: Shown
    readonly title: Shown
  }
  readonly 'change-there': {
    readonly there: Shown
    readonly text: Shown
  }
  readonly 'check-again': NoView
  readonly 'check-again-why': NoView
  readonly 'check-configuration': {
    readonly count: Optional
    readonly one: Condition
  }
  readonly 'check-long-fork': NoView
  readonly 'check-misnamed': NoView
  readonly 'check-other': NoView
  readonly 'check-template': {
    readonly name: Shown
    readonly why: Shown
  }
  readonly 'check-title': {
    readonly answered: Shown
    readonly findings: Optional
  }
  readonly 'check-too-much': NoView
  readonly 'check-unreadable': NoView
  readonly 'check-unreadable-why': {
    readonly why: Shown
  }
  readonly 'commit-actions': {
    readonly incident: Shown
  }
  readonly 'commit-links': {
    readonly incident: Shown
  }
  readonly 'commit-open': {
    readonly incident: Shown
  }
  readonly 'commit-redraft': {
    readonly incident: Shown
    readonly name: Shown
  }
  readonly 'commit-refresh': {
    readonly incident: Shown
  }
  readonly 'commit-timeline': {
    readonly incident: Shown
  }
  readonly contradiction: {
    readonly later: Shown
    readonly earlier: Shown
  }
  readonly deadline: {
    readonly day: Shown
    readonly severity: Shown
    readonly within: Shown
  }
  readonly 'denied-action': NoView
  readonly 'denied-action-merged': {
    readonly line: Shown
    readonly path: Shown
    readonly base: Shown
  }
  readonly 'denied-action-section': {
    readonly path: Shown
    readonly line: Shown
  }
  readonly 'denied-day': {
    readonly command: Shown
    readonly text: Optional
  }
  readonly 'denied-day-range': {
    readonly written: Shown
    readonly day: Shown
    readonly late: Condition
    readonly command: Shown
  }
  readonly 'denied-decline': NoView
  readonly 'denied-edit': {
    readonly sentence: Shown
  }
  readonly 'denied-lead': {
    readonly login: Shown
  }
  readonly 'denied-lead-name': {
    readonly login: Shown
    readonly command: Shown
  }
  readonly 'denied-merged': NoView
  readonly 'denied-place': {
    readonly command: Shown
    readonly item: Condition
  }
  readonly 'denied-publish-approver': {
    readonly approvers: Shown
  }
  readonly 'denied-publish-document': NoView
  readonly 'denied-publish-nobody': NoView
  readonly 'denied-publish-nowhere': NoView
  readonly 'denied-publish-role': NoView
  readonly 'denied-publish-same': NoView
  readonly 'denied-publish-there': {
    readonly name: Shown
  }
  readonly 'denied-publish-unmerged': NoView
  readonly 'denied-reason': NoView
  readonly 'denied-refresh-facts': {
    readonly path: Shown
    readonly line: Shown
    readonly problem: Shown
  }
  readonly 'denied-refresh-file': {
    readonly path: Shown
    readonly why: Shown
  }
  readonly 'denied-role': {
    readonly login: Shown
    readonly commands: Shown
    readonly one: Condition
  }
  readonly 'denied-severity': {
    readonly label: Optional
    readonly near: Optional
    readonly known: Optional
  }
  readonly 'denied-template': {
    readonly name: Optional
    readonly near: Optional
    readonly known: Shown
  }
  readonly 'denied-template-gone': {
    readonly name: Shown
  }
  readonly 'denied-template-merged': NoView
  readonly 'denied-template-touched': {
    readonly name: Shown
  }
  readonly 'denied-time': {
    readonly text: Shown
    readonly phase: Shown
  }
  readonly 'denied-time-future': {
    readonly written: Shown
  }
  readonly 'denied-time-readings': {
    readonly written: Shown
    readonly readings: Shown
  }
  readonly 'denied-timeline': NoView
  readonly 'denied-unknown': {
    readonly command: Shown
    readonly near: Optional
  }
  readonly 'duplicate-note': {
    readonly body: Shown
    readonly of: Optional
  }
  readonly 'duration-detect': {
    readonly time: Shown
  }
  readonly 'duration-mitigate': {
    readonly time: Shown
  }
  readonly 'duration-resolve': {
    readonly time: Shown
  }
  readonly 'duration-respond': {
    readonly time: Shown
  }
  readonly 'evidence-commit': {
    readonly state: Shown
    readonly link: Optional
  }
  readonly 'evidence-duplicate': {
    readonly link: Shown
  }
  readonly 'evidence-person': {
    readonly state: Shown
    readonly login: Shown
    readonly reason: Optional
  }
  readonly 'evidence-proved': {
    readonly state: Shown
  }
  readonly 'evidence-pull': {
    readonly state: Shown
    readonly link: Optional
  }
  readonly 'evidence-unproved': {
    readonly state: Shown
  }
  readonly 'finding-front-matter-no-incident': {
    readonly incident: Shown
  }
  readonly 'finding-front-matter-no-incident-instead': NoView
  readonly 'finding-front-matter-other-severity': {
    readonly written: Shown
    readonly incident: Shown
    readonly severity: Shown
  }
  readonly 'finding-front-matter-other-severity-instead': NoView
  readonly 'item-declined': {
    readonly by: Shown
    readonly day: Shown
    readonly reason: Shown
  }
  readonly 'item-done': {
    readonly by: Shown
    readonly day: Shown
    readonly reason: Optional
  }
  readonly 'item-nameless': {
    readonly ordinal: Shown
    readonly incident: Shown
  }
  readonly 'item-neutral': {
    readonly ordinal: Shown
  }
  readonly 'item-snoozed': {
    readonly day: Shown
    readonly by: Shown
    readonly reason: Optional
  }
  readonly 'label-action-item': NoView
  readonly 'label-complete': NoView
  readonly 'label-severity': NoView
  readonly 'lead-ask-maintainer': {
    readonly label: Shown
    readonly who: Optional
  }
  readonly 'lead-done': {
    readonly total: Condition
    readonly done: Shown
    readonly declined: Shown
    readonly gone: Optional
    readonly toPostmortem: Shown
    readonly toClose: Optional
  }
  readonly 'lead-drafting': {
    readonly writer: Optional
    readonly several: Condition
  }
  readonly 'lead-duplicate': {
    readonly of: Optional
  }
  readonly 'lead-foreign-branch': {
    readonly branch: Shown
    readonly directory: Shown
  }
  readonly 'lead-not-required': {
    readonly severity: Optional
    readonly labels: Optional
  }
  readonly 'lead-opening': NoView
  readonly 'lead-opening-items': NoView
  readonly 'lead-pull-labelled': {
    readonly label: Shown
  }
  readonly 'lead-refused': NoView
  readonly 'lead-reviewing': {
    readonly base: Shown
  }
  readonly 'lead-skipped': {
    readonly by: Optional
    readonly reason: Shown
  }
  readonly 'lead-stopped-closed': {
    readonly pull: Shown
  }
  readonly 'lead-stopped-elsewhere': {
    readonly pull: Shown
    readonly into: Shown
    readonly base: Shown
    readonly branch: Shown
  }
  readonly 'lead-stopped-label': {
    readonly label: Shown
  }
  readonly 'lead-tracking': NoView
  readonly 'lead-transferred': {
    readonly there: Optional
    readonly merged: Condition
    readonly label: Shown
  }
  readonly 'lead-unread': {
    readonly whole: Condition
  }
  readonly 'left-out': {
    readonly one: Condition
    readonly count: Shown
  }
  readonly 'left-out-summary': NoView
  readonly 'left-out-timeline': NoView
  readonly 'links-pull-title': {
    readonly incident: Shown
  }
  readonly 'missing-others': {
    readonly count: Shown
    readonly one: Condition
  }
  readonly 'moment-about': {
    readonly phase: Shown
  }
  readonly 'moment-assigned': {
    readonly login: Shown
  }
  readonly 'moment-closed': NoView
  readonly 'moment-declared': {
    readonly title: Shown
  }
  readonly 'moment-labelled': {
    readonly label: Shown
  }
  readonly 'moment-renamed': {
    readonly to: Optional
    readonly from: Shown
  }
  readonly 'moment-reopened': NoView
  readonly 'moment-severity': {
    readonly to: Optional
    readonly from: Optional
  }
  readonly 'moment-unassigned': {
    readonly login: Shown
  }
  readonly 'moment-unlabelled': {
    readonly label: Shown
  }
  readonly 'moment-update': {
    readonly words: Shown
  }
  readonly news: {
    readonly count: Shown
    readonly one: Condition
  }
  readonly 'news-of-edited': {
    readonly count: Shown
    readonly one: Condition
  }
  readonly 'no-item-aside': NoView
  readonly 'no-item-elsewhere': NoView
  readonly 'no-item-observation': NoView
  readonly 'no-item-quote': NoView
  readonly 'no-item-sentence': NoView
  readonly 'no-summary': NoView
  readonly noted: {
    readonly at: Shown
    readonly url: Shown
    readonly there: Optional
    readonly zone: Shown
    readonly words: Shown
  }
  readonly 'notice-actions-waiting': {
    readonly one: Condition
    readonly count: Shown
  }
  readonly 'notice-ambiguous-issues': {
    readonly issues: Shown
    readonly one: Condition
    readonly titles: Shown
    readonly base: Shown
  }
  readonly 'notice-bad-due': {
    readonly text: Shown
    readonly title: Shown
    readonly past: Condition
    readonly readings: Optional
    readonly where: Shown
  }
  readonly 'notice-bad-due-line': {
    readonly text: Shown
    readonly issue: Shown
    readonly readings: Optional
  }
  readonly 'notice-bot-closed': {
    readonly issue: Shown
  }
  readonly 'notice-configuration': {
    readonly problem: Shown
  }
  readonly 'notice-crashed': NoView
  readonly 'notice-document-gone': {
    readonly path: Shown
    readonly base: Shown
  }
  readonly 'notice-document-refused': {
    readonly path: Shown
    readonly problem: Shown
    readonly base: Shown
  }
  readonly 'notice-document-unreadable': {
    readonly path: Shown
    readonly why: Shown
    readonly base: Shown
  }
  readonly 'notice-draft-kept': {
    readonly pull: Shown
  }
  readonly 'notice-left-out': {
    readonly summary: Condition
  }
  readonly 'notice-locked': {
    readonly issue: Shown
  }
  readonly 'notice-long-talk': NoView
  readonly 'notice-merged-empty': {
    readonly pull: Shown
    readonly directory: Shown
    readonly branch: Shown
  }
  readonly 'notice-misnamed': {
    readonly path: Shown
  }
  readonly 'notice-moved-out': {
    readonly link: Optional
    readonly title: Shown
  }
  readonly 'notice-new-line': {
    readonly text: Shown
  }
  readonly 'notice-no-check': NoView
  readonly 'notice-no-document': {
    readonly pull: Shown
    readonly directory: Shown
  }
  readonly 'notice-no-items': {
    readonly one: Condition
    readonly path: Shown
    readonly lines: readonly {
      readonly line: Shown
      readonly words: Shown
      readonly why: Shown
      readonly last: Condition
    }[]
    readonly more: Optional
    readonly base: Shown
  }
  readonly 'notice-no-section': {
    readonly base: Shown
  }
  readonly 'notice-offered': {
    readonly one: Condition
    readonly count: Shown
    readonly titles: Shown
    readonly base: Shown
  }
  readonly 'notice-other-documents': {
    readonly path: Shown
    readonly others: readonly {
      readonly other: Shown
      readonly last: Condition
    }[]
  }
  readonly 'notice-overflow': {
    readonly count: Shown
    readonly max: Shown
    readonly titles: Shown
  }
  readonly 'notice-retry': {
    readonly sentence: Shown
  }
  readonly 'notice-stranded': {
    readonly link: Optional
    readonly title: Shown
  }
  readonly 'notice-template': {
    readonly template: Shown
    readonly line: Optional
    readonly problem: Shown
  }
  readonly 'notice-too-much': NoView
  readonly 'notice-unread-line': {
    readonly line: Shown
    readonly path: Shown
    readonly text: Shown
    readonly hidden: Condition
    readonly quoted: Condition
    readonly beside: Condition
    readonly form: Condition
    readonly base: Shown
  }
  readonly 'notice-unread-lines': {
    readonly one: Condition
    readonly count: Shown
  }
  readonly 'notice-unseen-link': {
    readonly reference: Shown
    readonly row: Condition
    readonly base: Shown
  }
  readonly 'notice-wanted-elsewhere': {
    readonly one: Condition
    readonly titles: Shown
    readonly wanted: Shown
  }
  readonly 'notice-write-back': {
    readonly base: Shown
  }
  readonly 'owners-unassigned': {
    readonly owners: Shown
  }
  readonly 'part-commented': NoView
  readonly 'part-declared': NoView
  readonly 'part-fixed': NoView
  readonly 'part-led': NoView
  readonly 'part-responded': NoView
  readonly 'phase-detected': NoView
  readonly 'phase-mitigated': NoView
  readonly 'phase-resolved': NoView
  readonly 'phase-responded': NoView
  readonly 'phase-started': NoView
  readonly 'problem-missing': NoView
  readonly 'problem-no-template': {
    readonly owner: Shown
  }
  readonly 'problem-not-a-file': NoView
  readonly 'problem-not-text': NoView
  readonly 'problem-template-private': {
    readonly owner: Shown
  }
  readonly 'problem-too-large': NoView
  readonly 'publish-commit': NoView
  readonly 'publish-correction': {
    readonly day: Shown
  }
  readonly 'publish-offered': {
    readonly name: Shown
    readonly left: Optional
  }
  readonly 'publish-refused': {
    readonly name: Shown
  }
  readonly 'publish-renewed': {
    readonly name: Shown
    readonly url: Shown
  }
  readonly 'publish-same': {
    readonly name: Shown
    readonly url: Shown
  }
  readonly 'publish-title': {
    readonly title: Optional
    readonly day: Shown
  }
  readonly 'publish-touched': {
    readonly name: Shown
    readonly url: Shown
  }
  readonly 'pull-title': {
    readonly title: Shown
  }
  readonly 'question-actions': NoView
  readonly 'question-better': NoView
  readonly 'question-communication': NoView
  readonly 'question-how': NoView
  readonly 'question-lessons': NoView
  readonly 'question-wentWell': NoView
  readonly 'question-who': NoView
  readonly 'refused-directory': {
    readonly reason: Shown
  }
  readonly 'refused-empty': {
    readonly base: Shown
  }
  readonly 'refused-no-base': {
    readonly base: Shown
  }
  readonly 'source-closed': NoView
  readonly 'source-command': {
    readonly command: Shown
    readonly login: Shown
    readonly about: Condition
  }
  readonly 'source-document': NoView
  readonly 'source-label': {
    readonly label: Shown
  }
  readonly 'source-opened': NoView
  readonly 'source-response': {
    readonly login: Shown
  }
  readonly 'state-bot': NoView
  readonly 'state-declined': NoView
  readonly 'state-done': NoView
  readonly 'state-duplicate': NoView
  readonly 'state-followed': {
    readonly state: Shown
  }
  readonly 'state-gone': NoView
  readonly 'state-moved': NoView
  readonly 'state-open': NoView
  readonly 'state-overdue': NoView
  readonly 'state-recorded': NoView
  readonly 'state-stranded': NoView
  readonly 'state-unseen': NoView
  readonly 'state-waiting': NoView
  readonly 'unread-deployments': NoView
  readonly 'unread-failed-runs': NoView
  readonly 'unread-merges': NoView
  readonly 'unread-releases': NoView
  readonly 'when-due-soon': {
    readonly day: Shown
  }
  readonly 'when-overdue': {
    readonly day: Shown
  }
  readonly 'when-undated': NoView
  readonly 'why-above': {
    readonly limit: Shown
  }
  readonly 'why-after': {
    readonly repeat: Shown
    readonly limit: Shown
  }
  readonly 'why-before': {
    readonly before: Shown
  }
  readonly 'why-blocked': {
    readonly until: Optional
  }
  readonly 'why-counts-due': {
    readonly day: Shown
  }
  readonly 'why-counts-opened': {
    readonly day: Shown
  }
  readonly 'why-monthly': NoView
  readonly 'why-never': NoView
  readonly 'why-next': {
    readonly day: Shown
  }
  readonly 'why-silence': NoView
  readonly 'why-snoozed': {
    readonly until: Optional
  }
  readonly 'why-undated': {
    readonly undated: Shown
    readonly limit: Shown
  }
  readonly 'why-worked-on': {
    readonly until: Optional
  }
}

/** The view of each text of its own in `templates/`. */
export interface TextViews {
  readonly answer: {
    readonly marker: Shown
    readonly one: Optional
    readonly several: readonly string[]
    readonly others: Condition
    readonly answer: Optional
  }
  readonly 'check/configuration': {
    readonly count: Condition
    readonly base: Shown
    readonly previews: readonly {
      readonly path: Shown
      readonly preview: Shown
    }[]
  }
  readonly 'check/long-fork': {
    readonly path: Shown
  }
  readonly 'check/other': {
    readonly group: Condition
    readonly directory: Shown
    readonly base: Shown
  }
  readonly 'check/review': {
    readonly questions: readonly {
      readonly name: Shown
      readonly answer: Shown
    }[]
    readonly findings: Condition
    readonly failures: Optional
    readonly warnings: Optional
    readonly notices: Optional
    readonly base: Shown
    readonly count: Condition
    readonly issues: readonly {
      readonly title: Shown
      readonly neutral: Condition
      readonly place: Shown
      readonly wanted: Optional
      readonly assignees: Optional
      readonly named: Optional
      readonly nobody: Condition
      readonly due: Optional
      readonly badDue: Optional
      readonly byDefault: Optional
      readonly labels: Shown
    }[]
    readonly hidden: Optional
    readonly fork: Condition
    readonly elsewhere: Condition
    readonly counted: Shown
    readonly follows: Optional
    readonly beyond: Optional
    readonly max: Shown
    readonly leftCount: Optional
    readonly oneLeft: Condition
    readonly left: readonly {
      readonly line: Shown
      readonly why: Shown
      readonly words: Shown
    }[]
    readonly leftMore: Optional
    readonly others: readonly {
      readonly other: Shown
    }[]
    readonly path: Shown
  }
  readonly 'check/too-much': {
    readonly path: Shown
  }
  readonly 'check/unreadable': {
    readonly path: Shown
    readonly problem: Shown
  }
  readonly deadline: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly incident: Shown
    readonly overdue: Condition
    readonly day: Shown
    readonly within: Shown
    readonly severity: Shown
    readonly missing: readonly string[]
    readonly last: Condition
  }
  readonly 'deadline-escalation': {
    readonly marker: Shown
    readonly mentions: Optional
    readonly incident: Shown
    readonly overdue: Condition
    readonly day: Shown
    readonly times: Shown
  }
  readonly escalation: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly incident: Optional
    readonly title: Optional
    readonly age: Shown
    readonly when: Shown
    readonly times: Shown
    readonly once: Condition
    readonly example: Shown
    readonly why: readonly string[]
  }
  readonly 'facts/changes': {
    readonly partial: readonly {
      readonly reached: Shown
      readonly all: Shown
      readonly of: Optional
      readonly ref: Shown
      readonly missed: Optional
    }[]
    readonly none: Condition
    readonly changes: readonly {
      readonly before: Shown
      readonly url: Shown
      readonly what: Shown
      readonly touches: Condition
      readonly who: Shown
    }[]
    readonly more: Optional
    readonly unread: readonly string[]
    readonly leftOut: Optional
  }
  readonly 'facts/communication': {
    readonly firstResponse: Shown
    readonly updates: Shown
    readonly publicUpdates: Optional
    readonly longestGap: Shown
    readonly covered: Shown
    readonly hours: Shown
    readonly handOvers: Shown
  }
  readonly 'facts/durations': {
    readonly chart: Condition
    readonly days: Condition
    readonly phases: readonly {
      readonly name: Shown
      readonly isPoint: Condition
      readonly id: Shown
      readonly from: Shown
      readonly to: Shown
    }[]
    readonly moments: readonly {
      readonly name: Shown
      readonly when: Shown
      readonly source: Shown
      readonly took: Optional
    }[]
    readonly contradictions: readonly string[]
  }
  readonly 'facts/people': {
    readonly people: readonly {
      readonly login: Shown
      readonly did: Shown
    }[]
    readonly known: Condition
    readonly teams: Shown
  }
  readonly 'facts/timeline': {
    readonly local: Condition
    readonly zone: Shown
    readonly shown: readonly {
      readonly utc: Shown
      readonly url: Shown
      readonly there: Shown
      readonly who: Shown
      readonly what: Shown
    }[]
    readonly folded: Optional
    readonly rest: readonly {
      readonly utc: Shown
      readonly url: Shown
      readonly there: Shown
      readonly who: Shown
      readonly what: Shown
    }[]
    readonly omitted: Optional
  }
  readonly farewell: {
    readonly marker: Shown
    readonly incident: Shown
    readonly transferred: Condition
    readonly merged: Condition
    readonly label: Shown
  }
  readonly help: {
    readonly item: Condition
    readonly commands: readonly {
      readonly usage: Shown
      readonly does: Shown
    }[]
  }
  readonly item: {
    readonly marker: Shown
    readonly text: Shown
    readonly dueLine: Optional
    readonly dueDefault: Optional
    readonly dueField: Shown
    readonly notes: Optional
    readonly answers: readonly {
      readonly heading: Shown
      readonly words: Shown
    }[]
    readonly closing: readonly string[]
    readonly incident: Shown
    readonly title: Shown
    readonly permalink: Shown
    readonly owners: Optional
    readonly priority: Optional
  }
  readonly 'item-neutral': {
    readonly marker: Shown
    readonly text: Shown
    readonly dueLine: Optional
  }
  readonly leavers: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly login: Optional
    readonly items: readonly string[]
    readonly one: Condition
  }
  readonly 'links-pull': {
    readonly incident: Shown
    readonly status: Shown
  }
  readonly participants: {
    readonly marker: Shown
    readonly mentions: Shown
    readonly incident: Shown
    readonly document: Optional
  }
  readonly 'parts/action-items': NoView
  readonly paused: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly days: Shown
  }
  readonly postponed: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly day: Shown
    readonly age: Shown
  }
  readonly 'publication-pull': NoView
  readonly pull: {
    readonly incident: Shown
    readonly path: Shown
    readonly base: Shown
    readonly status: Shown
  }
  readonly reminder: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly incident: Optional
    readonly title: Optional
    readonly when: Shown
    readonly age: Shown
    readonly example: Shown
    readonly left: Optional
    readonly also: readonly string[]
    readonly why: readonly string[]
  }
  readonly reverted: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly undone: Shown
    readonly revert: Shown
  }
  readonly status: {
    readonly marker: Shown
    readonly icon: Shown
    readonly phase: Shown
    readonly lead: Shown
    readonly pull: {
      readonly link: Shown
      readonly title: Shown
      readonly working: Condition
      readonly document: Optional
      readonly news: Optional
      readonly done: Condition
      readonly writers: Optional
      readonly deadline: Optional
    } | null
    readonly noted: readonly string[]
    readonly itemCount: Optional
    readonly closedCount: Shown
    readonly items: readonly {
      readonly link: Optional
      readonly title: Shown
      readonly owners: Shown
      readonly due: Shown
      readonly state: Shown
    }[]
    readonly taskList: Condition
    readonly tasks: readonly {
      readonly check: Shown
      readonly link: Shown
    }[]
    readonly notices: readonly string[]
  }
  readonly unproved: {
    readonly marker: Shown
    readonly mentions: Optional
    readonly check: Optional
    readonly workflow: Optional
    readonly link: Optional
  }
  readonly 'why-declined': {
    readonly marker: Shown
    readonly mentions: Optional
  }
}
