// What a consultant makes a binding with: a proposal from the service's own description, and the
// confirmation of what he made of it. Both read only.
import { SystemError, type BindingDesk } from '../../connector.js'
import type { Called } from '../../called.js'
import { confirmation } from './confirm.js'
import { propose } from './propose.js'
import { proposalText } from './proposal-text.js'
import type { Description } from './wsdl.js'

/** service: what the confirmation says that it was held against. */
export function bindingDesk(describe: () => Promise<Called<Description>>, service: string): BindingDesk {
  const described = async (): Promise<Description> => {
    const called = await describe()
    if (called.kind === 'ok') return called.value
    throw new SystemError(called.kind === 'refused' ? 'refused' : 'retry', called.problem, called.afterMs)
  }
  return {
    propose: async (name) => {
      const proposal = propose(await described())
      return { text: proposalText(proposal, name), missing: proposal.missing, operations: Object.keys(proposal.spec.operations) }
    },
    confirm: async ({ spec, places }, at) => {
      const held = confirmation(spec, await described(), { at, service })
      if ('verified' in held) return held
      return { problems: held.findings.map(({ path, problem }) => {
        const place = places[path.join('/')] ?? places[path.slice(0, 2).join('/')]
        return { ...problem, ...(place ? { place } : {}) }
      }) }
    },
  }
}
