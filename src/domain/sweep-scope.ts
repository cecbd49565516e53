/**
 * What a sweep looks at: incidents of the last 30 days; every one ever; or what was touched since a moment (ISO 8601 in UTC),
 * for who keeps nothing from one sweep to the next. Then once a day, when the hour of reminders has come, it is `recent`.
 */
export type SweepScope = 'recent' | 'all' | { readonly since: string }
