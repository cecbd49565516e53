import { z } from 'zod'
import { fitsEnvFile } from '../env-file.ts'
import { shortestSecret } from '../http/signature.ts'
import { parsePrivateKey } from '../private-key.ts'

/** The credentials of an app that exists, as a form gives them. */
export type ImportResult =
  | { readonly ok: true; readonly appId: number; readonly privateKey: string; readonly webhookSecret: string }
  | { readonly ok: false; readonly sentence: string }

const form = z.object({
  appId: z
    .string()
    .trim()
    .regex(/^\d{1,15}$/, 'The app id is the number on the settings page of the app.')
    .transform(Number),
  webhookSecret: z
    .string()
    .regex(/^[ -~]*$/, 'The webhook secret holds a character that no form on GitHub takes.')
    .refine(
      (secret) => secret.trim().length >= shortestSecret,
      `The webhook secret is too short: at least ${shortestSecret} characters beside blanks at its ends.`,
    )
    .refine(fitsEnvFile, 'The webhook secret has quotes of several kinds, which no .env file can hold: make another.'),
  privateKey: z.string(),
})

/** Reads the form of the set-up page; a sentence says what is wrong with it. Quotes nothing. */
export function parseImport(fields: URLSearchParams): ImportResult {
  const parsed = form.safeParse(Object.fromEntries(fields))
  if (!parsed.success) return { ok: false, sentence: parsed.error.issues[0]?.message ?? 'The form is incomplete.' }
  const { appId, webhookSecret, privateKey } = parsed.data
  const key = parsePrivateKey({ PRIVATE_KEY: privateKey }, () => '')
  if (!key.ok || key.pem === null)
    return { ok: false, sentence: 'That is no private key: paste the text of the .pem file that GitHub generated.' }
  return { ok: true, appId, webhookSecret, privateKey: key.pem }
}
