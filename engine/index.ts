// The public door for programs: load a customer's folder, and hand its streams to a pass with connectors of your own choosing.
// The command line constructs everything itself; see cli/session.ts for how.
export { loadDesired } from './load/desired.js'
export { loadSpecs, type Specs } from './load/specs.js'
export { cycle } from './run/cycle.js'
export { startLoop } from './run/loop.js'
export { pass, type Passed } from './run/pass.js'
export type { Parts } from './run/parts.js'
export type { Connector, MakeConnector, Reader, Writer } from './connect/connector.js'
export type { Desired, Stream, SystemRef } from './core/stream.js'
export type { PlanDocument } from './types/plan.js'
