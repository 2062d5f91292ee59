// Puts the brand in front of the name. Never read here: the package has no plugins.
export const version = '1.0.0'
export default ({ name }) => ({ shortDescription: `Nordlys ${name}` })
