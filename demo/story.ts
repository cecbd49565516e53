import type { Act } from './step.ts'
import { falseAlarm } from './story-alarm.ts'
import { followUps } from './story-follow-ups.ts'
import { theIncident } from './story-incident.ts'
import { thePostmortem } from './story-postmortem.ts'
import { theRelease } from './story-release.ts'
import { theReview } from './story-review.ts'

/** Knight Capital, 1 August 2012: the release before it, the incident, its postmortem and review, what became of it, and a false alarm after it. */
export const story: readonly Act[] = [theRelease, theIncident, thePostmortem, theReview, ...followUps, falseAlarm]
