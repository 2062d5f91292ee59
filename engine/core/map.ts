// A stream's field mapping: from the source's fields to the fields that the target should show. A customer's plugins run here.
import { documentMaker, unproven } from './document.js'
import { makerOf as valueMakerOf, type Fields, type ToValue, type Value } from './item.js'
import { fitter } from './fit.js'
import { PluginHold } from './plugin-hold.js'
import { problem, type Problem } from './problem.js'
import { sameValue } from './same.js'
import type { MapRule, Mapped, Mapping, Stream } from './stream.js'
import { transforms } from './transforms.js'

export type MapFields = (source: Fields, key: string) => Mapped

/** The function that maps one item of a stream; key: the one it has, or gets, in the target. What comes out already fits the target, or is a problem. */
export function mapper(stream: Stream): MapFields {
  const rules = new Map(stream.mapping.rules.map((rule) => [rule.to, rule]))
  const fit = fitter(stream.target.spec, stream.entity)
  const plain = rules.size === 0 && stream.mapping.plugins.length === 0
  const normal = normalMaker(stream)
  const make = makerOf(stream)
  const { between } = stream.entity
  return (source, key) => {
    const made: Record<string, Value | undefined> = {}
    const whole = make(source)
    if (whole.problem) return { fields: made, problem: whole.problem }
    for (const name of stream.writes) {
      const rule = plain ? undefined : rules.get(name)
      const result = rule ? applyRule(rule, source) : { value: whole.fields[name] }
      if ('problem' in result) return { fields: made, problem: result.problem }
      if (result.value !== undefined) made[name] = result.value
    }
    const after = plain ? undefined : runPlugins(stream.mapping, source, made)
    if (after && 'problem' in after) return { fields: made, problem: after.problem }
    const ruled = after?.fields ?? made
    const overruled = plain || !between ? undefined : overruledIn(ruled, whole.fields, stream)
    if (overruled) return { fields: made, problem: overruled }
    const fields = plain ? { fields: made } : normal(ruled)
    if (fields.problem) return fields
    const fitted = fit(fields.fields, key)
    // The law of documents: what is sent is proven, after everything that could have touched it.
    const wrong = between?.made === undefined || fitted.problem ? undefined : unproven(fitted.fields)
    if (wrong) return { fields: fitted.fields, problem: wrong }
    return {
      ...fitted, ...(whole.notes ? { notes: { ...whole.notes, ...fitted.notes } } : {}), ...(whole.left ? { left: { ...whole.left, ...fitted.left } } : {}),
    }
  }
}

/** What the fields are made of: the source as it is, or a document made of it. */
function makerOf({ entity, orders }: Stream): (source: Fields) => Mapped {
  return entity.between?.made !== undefined && orders ? documentMaker(orders.rules, entity.between.keeps ?? []) : (fields) => ({ fields })
}

/** Of a register that the engine makes, rules and plugins make only the fields that it leaves to them; loading refuses the others. */
function overruledIn(made: Fields, whole: Fields, { entity, writes }: Stream): Problem | undefined {
  const mine = entity.between?.mappable ?? []
  const field = writes.find((name) => !mine.includes(name) && made[name] !== whole[name] && !sameValue(made[name], whole[name]))
  return field === undefined ? undefined : problem('FIELD_OVERRULED', { field, entity: entity.id })
}

/** What rules and plugins made, in the normal form of each field: "199" as a price is "199.00", or it would differ for ever. */
function normalMaker({ entity, writes }: Stream): (made: Fields) => Mapped {
  const makers: [string, ToValue][] = []
  for (const name of writes) {
    const spec = entity.fields[name]
    if (spec) makers.push([name, valueMakerOf(spec)])
  }
  return (made) => {
    const fields: Record<string, Value> = {}
    for (const [name, toValue] of makers) {
      const value = made[name]
      if (value === undefined) continue
      const normal = value === null || typeof value === 'object' ? value : (toValue(value) ?? toValue(String(value)))
      if (normal === undefined) return { fields: made, problem: problem('TRANSFORM_BAD', { field: name, value }) }
      fields[name] = normal
    }
    return { fields }
  }
}

function applyRule(rule: MapRule, source: Fields): { value: Value | undefined } | { problem: Problem } {
  const all: Record<string, Value | undefined> = {}
  for (const name of rule.from) all[name] = source[name]
  let value = rule.from.length > 0 ? all[rule.from[0] as string] : undefined
  for (const step of rule.steps) {
    const transform = transforms[step.name]
    if (!transform) throw new Error(`transform "${step.name}" is not in the vocabulary; loading should have refused it`)
    const result = transform({ value, all }, step.with)
    if ('problem' in result) return { problem: { ...result.problem, facts: { field: rule.to, ...result.problem.facts, rule: rule.place } } }
    value = result.value
  }
  return { value: value === undefined && rule.clear ? null : value }
}

/** A plugin that throws, or answers with something that is not fields, holds its item; the run goes on. */
function runPlugins(mapping: Mapping, source: Fields, made: Fields): { fields: Fields } | { problem: Problem } | undefined {
  if (mapping.plugins.length === 0) return undefined
  let fields: Fields = made
  for (const plugin of mapping.plugins) {
    let answer: Readonly<Record<string, unknown>>
    try {
      answer = plugin.run(Object.freeze({ ...source }))
    } catch (error) {
      const { name } = plugin
      if (error instanceof PluginHold) return { problem: problem(error.code, { plugin: name, ...error.facts }) }
      return { problem: problem('PLUGIN_FAILED', { plugin: name, message: (error as Error).message }) }
    }
    const bad = Object.entries(answer ?? {}).find(([, value]) => !isValue(value))
    if (bad) return { problem: problem('PLUGIN_ANSWER', { plugin: plugin.name, field: bad[0] }) }
    fields = { ...fields, ...(answer as Fields) }
  }
  return { fields }
}

function isValue(value: unknown): value is Value | undefined {
  return value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean'
    || (typeof value === 'number' && Number.isSafeInteger(value))
}
