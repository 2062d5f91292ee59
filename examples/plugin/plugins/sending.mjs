// How an article is sent, by its weight. A plugin is a pure function: fields in, fields out. It is handed no file, no network and no
// clock; the same article gives the same text each time, or every plan would be a new one.
export const version = '1.0.0'

export default function sending({ name, weight }) {
  const kilos = Number(weight)
  // Throwing holds this one article, with the message in the plan. All others go on.
  if (!(kilos > 0)) throw new Error(`${name} has no weight in the ERP`)
  const shown = `${String(kilos).replace('.', ',')} kg`
  return { shortDescription: kilos <= 2 ? `Väger ${shown}, kommer med brevet.` : `Väger ${shown}, kommer som paket.` }
}
