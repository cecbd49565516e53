/** One entry of the `errors` list that comes with a 422. */
export interface FieldError {
  readonly resource: string
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom' | 'unprocessable'
  readonly field?: string
  readonly value?: unknown
  readonly message?: string
}

interface More {
  /** What a fault is asked to send may be anything. */
  readonly errors?: readonly unknown[] | string
  readonly headers?: Readonly<Record<string, string>>
  /** The page that the answer points at. */
  readonly documentation?: string
  /** What push protection tells beside its message. */
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** GitHub's "no": a status and the JSON that goes with it. Thrown by handlers, answered by the server. */
export class HttpRefusal extends Error {
  readonly status: number
  readonly errors: More['errors']
  readonly headers: Readonly<Record<string, string>>
  readonly more: More

  constructor(status: number, message: string, more: More = {}) {
    super(message)
    this.status = status
    this.errors = more.errors
    this.headers = more.headers ?? {}
    this.more = more
  }

  /** The body as GitHub sends it. */
  body(): Record<string, unknown> {
    return {
      message: this.message,
      ...(this.errors && { errors: this.errors }),
      // Redirects say in the body, too, where to go.
      ...(this.headers.location && { url: this.headers.location }),
      ...(this.more.metadata && { metadata: this.more.metadata }),
      documentation_url: this.more.documentation ?? 'https://docs.github.com/rest',
      status: String(this.status),
    }
  }
}

/** 404, which on GitHub also stands for "you may not know that this exists". */
export function notFound(message = 'Not Found'): HttpRefusal {
  return new HttpRefusal(404, message)
}

/** 422 "Validation Failed" with its list of errors. */
export function invalid(...errors: FieldError[]): HttpRefusal {
  return new HttpRefusal(422, 'Validation Failed', { errors })
}

/** 422 with a message of its own. */
export function unprocessable(message: string): HttpRefusal {
  return new HttpRefusal(422, message)
}
