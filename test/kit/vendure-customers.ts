// What the Admin API of the second kind of shop answers about customers and their groups, in this process: enough of it to play the
// register of customers from the files to the effect. The contract suites against a real server are in test/vendure/.
import { bodyOf, localServer, type LocalServer } from '../../engine/connect/local-server.js'

export interface VendureCustomer { readonly first: string; readonly last: string; readonly email: string; readonly company?: string; readonly phone?: string; groups: readonly string[] }

export interface CustomerServer extends LocalServer {
  readonly customers: Map<string, VendureCustomer>
  /** Writes, in order: "join 7 ÅF", "leave 7 Guld". */
  readonly log: string[]
  /** The next write is done, and its answer lost. */
  loseNext(): void
}

interface Asked { readonly operationName: string; readonly variables: Readonly<Record<string, string>> & { readonly options?: Options } }

/** groups: every group that the shop has. */
export async function customerServer(customers: Readonly<Record<string, VendureCustomer>>, groups: readonly string[]): Promise<CustomerServer> {
  const kept = new Map(Object.entries(customers))
  const log: string[] = []
  let lose = false
  const answer = ({ operationName, variables }: Asked): unknown => {
    switch (operationName) {
      case 'Login': return { login: { __typename: 'CurrentUser' } }
      case 'Me': return { me: { channels: [{ code: 'se', token: 't' }] } }
      case 'Channel': return CHANNEL
      case 'Customers': return { customers: listed(kept, variables.options ?? {}) }
      case 'Codes': return { codes: { items: groups.map((name) => ({ code: name, text: name })) } }
      case 'Groups': return { customerGroups: { items: groups.filter((name) => name === variables['name']).map(groupOf) } }
      case 'JoinGroup': return change('join', variables)
      case 'LeaveGroup': return change('leave', variables)
      default: return undefined
    }
  }
  const change = (what: 'join' | 'leave', { group, customer }: Readonly<Record<string, string>>): unknown => {
    const one = kept.get(customer ?? '')
    if (one) one.groups = what === 'join' ? [...one.groups, String(group)] : one.groups.filter((name) => name !== group)
    log.push(`${what} ${customer} ${group}`)
    return { done: { id: group } }
  }
  const server = await localServer((request, response) => {
    void bodyOf(request, 1_000_000).then((body) => {
      const asked = JSON.parse(body) as Asked
      const data = answer(asked)
      if (lose && /^(?:Join|Leave)/.test(asked.operationName)) {
        lose = false
        request.socket.destroy()
        return
      }
      response.writeHead(200, { 'vendure-auth-token': 'token', 'content-type': 'application/json' })
      response.end(JSON.stringify(data === undefined ? { data: null, errors: [{ message: `no ${asked.operationName} here`, extensions: { code: 'FORBIDDEN' } }] } : { data }))
    })
  }, { port: 0 })
  return { ...server, customers: kept, log, loseNext: () => { lose = true } }
}

const CHANNEL = {
  activeChannel: { id: '1', code: 'se', token: 't', defaultLanguageCode: 'sv', defaultCurrencyCode: 'SEK', pricesIncludeTax: true, defaultTaxZone: { id: '1' } },
  globalSettings: { trackInventory: true, serverConfig: { moneyStrategyPrecision: 2, orderProcess: [] } },
  taxRates: { items: [{ value: 25, zone: { id: '1' }, category: { id: '1', isDefault: true } }] }, stockLocations: { items: [{ id: '1', name: 'lager' }] },
}

interface Options { readonly skip?: number; readonly take?: number; readonly filter?: { readonly id: { readonly in: readonly string[] } } }

function listed(customers: ReadonlyMap<string, VendureCustomer>, { skip = 0, take = 100, filter }: Options): unknown {
  const all = [...customers].filter(([id]) => filter === undefined || filter.id.in.includes(id))
  return { totalItems: all.length, items: all.slice(skip, skip + take).map(([id, one]) => customerOf(id, one)) }
}

function customerOf(id: string, { first, last, email, company, phone, groups }: VendureCustomer): unknown {
  const address = { fullName: `${first} ${last}`, company: company ?? '', streetLine1: 'Storgatan 1', streetLine2: '', postalCode: '111 22', city: 'Ort', country: { code: 'SE' }, defaultBillingAddress: true }
  return { id, firstName: first, lastName: last, emailAddress: email, phoneNumber: phone ?? '', groups: groups.map(groupOf), addresses: [address] }
}

function groupOf(name: string): { id: string; name: string } {
  return { id: name, name }
}
