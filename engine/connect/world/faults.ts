// Faults that a world asks for in its settings, whichever system it simulates: only those that the system knows.

interface FaultAsked { readonly op: string; readonly kind: string }

/** keys: what may be said of a fault. kinds: what it may be. of: whose faults they are. */
export interface FaultWords<Fault extends FaultAsked> { readonly keys: readonly (keyof Fault)[]; readonly kinds: readonly Fault['kind'][]; readonly of: string }

/** Throws where a fault says what nobody knows: it would never come, and a test of it would test nothing. */
export function checkedFaults<Fault extends FaultAsked>(faults: unknown, { keys, kinds, of }: FaultWords<Fault>): readonly Fault[] {
  if (faults === undefined) return []
  for (const fault of faults as readonly Fault[]) {
    const unknown = Object.keys(fault).find((key) => !keys.includes(key as keyof Fault))
    if (unknown !== undefined || typeof fault.op !== 'string' || !kinds.includes(fault.kind)) throw new Error(`no fault of ${of}: ${JSON.stringify(fault)}`)
  }
  return faults as readonly Fault[]
}
