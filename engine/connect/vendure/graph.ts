// One request of the Admin API: GraphQL out, data back, and what is known when there is none. It never repeats a write.
import { problem, type Problem } from '../../core/problem.js'
import type { Called, Failed } from '../called.js'
import { graphReply, type GraphError } from '../graphql-reply.js'
import type { HttpDoor } from '../http.js'
import type { VendureSettings } from './settings.js'

export interface Ask {
  /** The name of the operation in the document. */
  readonly operation: string
  readonly document: string
  readonly variables?: Readonly<Record<string, unknown>>
  /** The token of the channel it is about; left out: the default channel. */
  readonly channelToken?: string
  /**
   * no: it reads. inside: it changes what the server's own transaction takes back when it fails. outside: it may
   * also have reached a payment or delivery service, which nothing takes back.
   */
  readonly writes?: 'inside' | 'outside'
}

/** The codes of a GraphQL server itself. It could not read the request, so that nothing was begun; or it broke. */
const UNREAD = /^(?:GRAPHQL_|BAD_USER_INPUT$)/
const BROKEN = /^(?:INTERNAL_SERVER_ERROR)?$/
const LOGIN = `mutation Login($user: String!, $password: String!) {
  login(username: $user, password: $password) { __typename ... on ErrorResult { errorCode message } } }`

export class Graph {
  private token?: Promise<Called<string>>

  constructor(
    private readonly door: HttpDoor,
    private readonly settings: Pick<VendureSettings, 'url' | 'account'>,
  ) {}

  /**
   * The data of one operation. A session that has ended is opened anew, once: who is not let in has changed nothing.
   */
  async ask<Data>(ask: Ask): Promise<Called<Data>> {
    const called = await this.askOnce<Data>(ask)
    if (called.kind !== 'refused' || called.problem.code !== 'VENDURE_FORBIDDEN' || !('user' in this.settings.account)) return called
    delete this.token
    return this.askOnce<Data>(ask)
  }

  private async askOnce<Data>(ask: Ask): Promise<Called<Data>> {
    const entry = await this.entry()
    if (entry.kind !== 'ok') return entry.kind === 'unknown' ? { ...entry, kind: 'retry' } : entry
    const posted = await this.post<Data>(ask, entry.value)
    return posted.kind === 'ok' ? { kind: 'ok', value: posted.value.data } : posted
  }

  private async entry(): Promise<Called<Readonly<Record<string, string>>>> {
    const { account } = this.settings
    if ('apiKey' in account) return { kind: 'ok', value: { 'vendure-api-key': account.apiKey } }
    this.token ??= this.login(account)
    const token = await this.token
    // A login that had no luck is tried anew by the next request; one that was refused is not: that could lock the account.
    if (token.kind === 'retry') delete this.token
    return token.kind === 'ok' ? { kind: 'ok', value: { authorization: `Bearer ${token.value}` } } : token
  }

  private async login(account: { readonly user: string; readonly password: string }): Promise<Called<string>> {
    type Data = { login: { __typename: string; message?: string } }
    const posted = await this.post<Data>({ operation: 'Login', document: LOGIN, variables: account }, {})
    if (posted.kind !== 'ok') return posted
    const { login } = posted.value.data
    if (login.__typename !== 'CurrentUser') return refused('VENDURE_LOGIN', { message: login.message ?? login.__typename })
    const { token } = posted.value
    return token === undefined ? refused('VENDURE_NO_TOKEN', {}) : { kind: 'ok', value: token }
  }

  private async post<Data>(ask: Ask, entry: Readonly<Record<string, string>>): Promise<Called<{ data: Data; token?: string }>> {
    const answer = await this.door.post({
      url: this.settings.url,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        ...entry,
        ...(ask.channelToken === undefined ? {} : { 'vendure-token': ask.channelToken }),
      },
      body: JSON.stringify({ operationName: ask.operation, query: ask.document, variables: ask.variables ?? {} }),
      writes: ask.writes !== undefined,
    })
    if (answer.kind !== 'reply') return answer
    const facts = { operation: ask.operation, status: answer.status }
    if (answer.status === 404 || answer.status === 405) return refused('VENDURE_ADDRESS', facts)
    const body = graphReply(answer.text)
    const error = body?.errors?.[0]
    if (error) return failureOf(error, ask)
    if (answer.status === 401 || answer.status === 403) return refused('VENDURE_FORBIDDEN', { ...facts, message: `status ${answer.status}` })
    // Data with an error beside it is not whole, and something else than the service may have answered.
    if (answer.status !== 200 || typeof body?.data !== 'object' || body.data === null)
      return { kind: ask.writes ? 'unknown' : 'retry', problem: problem('VENDURE_ANSWER_UNREADABLE', facts) }
    const token = answer.headers['vendure-auth-token']
    return { kind: 'ok', value: { data: body.data as Data, ...(typeof token === 'string' ? { token } : {}) } }
  }
}

/** An error of the server: its transaction was rolled back, so what lies inside it did not happen. */
function failureOf(error: GraphError, { operation, writes }: Ask): Failed {
  const code = error.extensions?.code ?? ''
  const facts = { operation, code, message: (error.message ?? '').slice(0, 300) }
  if (code === 'FORBIDDEN' || code === 'UNAUTHORIZED') return refused('VENDURE_FORBIDDEN', facts)
  if (UNREAD.test(code)) return refused('VENDURE_REQUEST', facts)
  if (!BROKEN.test(code)) return refused('VENDURE_REFUSED', facts)
  return { kind: writes === 'outside' ? 'unknown' : 'retry', problem: problem('VENDURE_BROKE', facts) }
}

export function refused(code: string, facts: Problem['facts']): Failed {
  return { kind: 'refused', problem: problem(code, facts) }
}
