/** Places on the web that a stranger does not get into, by the end of their host's name, and the path where only a part is so. */
const places: readonly (readonly [host: string, path?: RegExp])[] = [
  ['atlassian.net'],
  ['docs.google.com'],
  ['drive.google.com'],
  ['sheets.google.com'],
  ['forms.gle'],
  ['meet.google.com'],
  ['chat.google.com'],
  ['groups.google.com'],
  ['slack.com', /^\/(?:archives|files|client|team)\//],
  ['discord.com', /^\/channels\//],
  ['teams.microsoft.com'],
  ['sharepoint.com'],
  ['zoom.us'],
  ['datadoghq.com', /^\/(?:dashboard|monitors|logs|apm|notebook|incidents|metric|synthetics)/],
  ['datadoghq.eu', /^\/(?:dashboard|monitors|logs|apm|notebook|incidents|metric|synthetics)/],
  ['grafana.net'],
  ['pagerduty.com', /^\/(?:incidents|services|alerts|schedules|postmortems)/],
  ['opsgenie.com'],
  ['incident.io', /^\/[^/]{1,60}\/incidents/],
  ['firehydrant.io'],
  ['sentry.io', /\/(?:issues|organizations|share)\b/],
  ['newrelic.com', /^\/(?:nr1-core|launcher|accounts|redirect)/],
  ['honeycomb.io', /^\/[^/]{1,60}\/(?:environments|datasets|board)/],
  ['splunkcloud.com'],
  ['kibana.elastic.co'],
  ['notion.so'],
  ['linear.app', /^\/[^/]{1,60}\/(?:issue|project|team)\b/],
  ['app.asana.com'],
  ['trello.com', /^\/[bc]\//],
  ['monday.com', /\/boards\//],
  ['app.shortcut.com'],
  ['figma.com', /^\/(?:file|board|design)\//],
  ['miro.com', /^\/app\//],
  ['lucid.app'],
  ['loom.com', /^\/share\//],
  ['zendesk.com', /^\/agent\//],
  ['salesforce.com', /\/lightning\//],
  ['service-now.com'],
  ['console.aws.amazon.com'],
  ['console.cloud.google.com'],
  ['portal.azure.com'],
  ['dropbox.com', /^\/(?:home|work)\b/],
  ['bitbucket.org', /\/pull-requests\//],
]

/** Host names of sites that are for everybody wherever they stand. */
const open = /^(?:status|blog|help|support|docs)\./

/** Whether an address leads to a place that strangers are not let into, as far as its name tells. */
export function isPrivatePlace({
  hostname,
  pathname,
}: {
  readonly hostname: string
  readonly pathname: string
}): boolean {
  const host = hostname.toLowerCase()
  return places.some(([end, path]) => {
    if (host !== end && !host.endsWith(`.${end}`)) return false
    return path === undefined ? host === end || !open.test(host) : path.test(pathname)
  })
}
