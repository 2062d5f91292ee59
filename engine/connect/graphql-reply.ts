// What a GraphQL service answers, before anybody says what it means.

export interface GraphError {
  readonly message?: string
  readonly extensions?: { readonly code?: string }
}

/** Data, errors, or both; undefined: something else has answered. */
export function graphReply(text: string): { readonly data?: unknown; readonly errors?: readonly GraphError[] } | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : undefined
  } catch {
    return undefined
  }
}
