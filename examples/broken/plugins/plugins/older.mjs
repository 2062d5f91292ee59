// Names the brand after the article's name.
export const version = '1.0.0'
export default ({ name }) => ({ subName: `${name} från Nordlys` })
