/** Words of capitals, products, months and states: with one of them begins what people write in brackets and is no name. */
export const thingWords: ReadonlySet<string> = wordsOf([
  'the this that see note also maybe only not and or if in on at for with via optional optionally short long',
  'medium phase step part section issue ticket bug pr mr link doc docs http https version internal external',
  'english eta estimate effort day week month monday tuesday wednesday thursday friday saturday sunday january',
  'february march april may june july august september october november december jan feb mar apr jun jul aug',
  'sep sept oct nov dec q1 q2 q3 q4 h1 h2 kubernetes github slack jira aws gcp azure linux windows redis',
  'postgres kafka docker terraform prometheus grafana elasticsearch datadog pagerduty opsgenie sentry nginx',
  'envoy istio helm argo argocd flux consul vault mysql postgresql mongo mongodb cassandra rabbitmq cloudflare',
  'cloudfront fastly heroku vercel netlify python java javascript typescript node react golang rust ruby php',
  'frontend backend staging production jenkins ansible kibana logstash splunk honeycomb notion confluence',
  'trello asana android chrome firefox safari done completed pending blocked duplicate low medium high',
])

/** Words in lower case that people put in brackets before an item and that are nobody. */
export const categoryWords: ReadonlySet<string> = wordsOf([
  'optional maybe later next now soon bonus stretch easy hard small large quick idea question discuss prod',
  'production staging dev test testing api ui backend frontend web app cli server client db database infra k8s',
  'helm ci cd docs doc code config alert alerts alerting monitor monitoring logging metrics security perf',
  'performance deploy deployment build release network storage cache queue auth billing short-term long-term',
  'short long medium ongoing pending done new old internal external public private all both each investigate',
  'research spike chore feat feature bug wip nit required recommended urgent critical blocker blocked duplicate',
  'technical human people tooling tools automation customer customers vendor support',
])

function wordsOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')))
}
