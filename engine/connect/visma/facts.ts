// What the installation says of the fields of its registers: asked once per register, and trusted
// over every table. A field that it lacks is never asked for again.
import type { VismaApi } from './api.js'
import type { Facts } from './columns.js'

export class RegisterFacts {
  private readonly known = new Map<string, Promise<Facts>>()

  constructor(private readonly api: VismaApi) {}

  /** Of these fields, by number. Throws SystemError. */
  of(register: number, fields: readonly number[]): Promise<Facts> {
    const id = `${register}:${fields.join()}`
    const known = this.known.get(id)
    if (known) return known
    const asked = this.api.read('describe', { register, fields })
      .then((described) => new Map(described.map((one) => [one.field, one])))
    this.known.set(id, asked)
    // What could not be asked is asked again.
    asked.catch(() => this.known.delete(id))
    return asked
  }

  /** Those of the fields that the installation has, in their order. */
  async present(register: number, fields: readonly number[]): Promise<readonly number[]> {
    const facts = await this.of(register, fields)
    return fields.filter((field) => facts.get(field)?.missing === undefined)
  }
}
