// What every driver must do, whatever system is behind it. Run against each with a new, empty
// system for every test.
import { suite } from 'uvu'
import type { Scope } from '../../engine/core/stream.js'
import type { Connector, WriteItem } from '../../engine/connect/connector.js'
import type { SystemSpec } from '../../engine/types/system.js'
import { Bench } from './contract-bench.js'
import { documents, type RegisterCase } from './contract-documents.js'
import { outcomes, parts } from './contract-outcomes.js'
import { reading } from './contract-reading.js'
import { writing } from './contract-writing.js'

/** One new system and a connector to it. */
export interface Subject {
  readonly connector: Connector
  /** Makes the next write of a product meet with the mishap, once. */
  arm(mishap: Mishap): void
  close(): Promise<void>
}

/**
 * lostAfter: it happens, and the answer is lost. lostBefore: nothing happens, and the answer is
 * lost. busy: not now.
 */
export type Mishap = 'lostAfter' | 'lostBefore' | 'busy'

export interface ContractOptions {
  readonly spec: SystemSpec
  readonly make: (habits: { pageMax: number }) => Promise<Subject>
  readonly product: {
    readonly scope: Scope
    /** A whole article as it is written, and what is read back where that differs. */
    readonly fields: Readonly<Record<string, unknown>>
    readonly readBack?: Readonly<Record<string, unknown>>
    /** What an article needs besides its name to show up in the listing. */
    readonly toBeListed?: Readonly<Record<string, unknown>>
    readonly clear: string
    /** One that the system refuses, whatever else is in the request. */
    readonly bad: WriteItem
  }
  readonly price: {
    readonly scope: Scope
    readonly values: readonly string[]
    readonly clears: boolean
    /** A price list where a write can be refused, and the values that are. */
    readonly refused: readonly unknown[]
  }
  /** Customers, orders and the like, for systems that have them. */
  readonly registers?: readonly RegisterCase[]
  /** What must be there before one of them can be handed over. */
  readonly prepare?: (it: Bench) => Promise<void>
}

/** Registers one test over a new system, which it closes afterwards. */
export type Within = (title: string, run: (it: Bench) => Promise<void>, pageMax?: number) => void

/** Registers the suite; the file that calls it is the test. */
export function contractSuite(name: string, options: ContractOptions): void {
  const test = suite(name)
  const within: Within = (title, run, pageMax = 100) => {
    test(title, async () => {
      const subject = await options.make({ pageMax })
      try {
        await run(new Bench(options, subject))
      } finally {
        await subject.close()
      }
    })
  }
  reading(within)
  writing(within)
  parts(within)
  outcomes(within)
  documents(within, options)
  test.run()
}
