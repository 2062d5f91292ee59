// The Swedish error texts of the simulated program. The real ones are only in its library; these
// say the same in other words.
import { RC } from './codes.js'

export const TEXTS: Readonly<Record<number, string>> = {
  [RC.ARTICLE_NOT_FOUND]: 'Artikeln finns inte', [RC.PARCEL_STOCK]: 'En paketartikel kan inte vara lagervara',
  [RC.INVALID_STRING]: 'Texten innehåller ogiltiga tecken', [RC.INVALID_PRICE_LIST]: 'Prislistan finns inte',
  [RC.INVALID_GROUP]: 'Artikelgruppen finns inte', [RC.INVALID_ACCOUNT_CODE]: 'Konteringskoden finns inte',
  [RC.INVALID_UNIT]: 'Enheten finns inte', [RC.NO_DB_OPEN]: 'Inget företag är öppet',
  [RC.EDIT_DENIED_FIELD]: 'Fältet får inte ändras', [RC.NOT_FOUND]: 'Posten finns inte',
  [RC.COMPANY_PATH]: 'Fel sökväg till företaget', [RC.SYSTEM_PATH]: 'Fel sökväg till gemensamma filer',
  [RC.TOO_MANY_LICENCES]: 'Alla licenser är upptagna', [RC.NO_NAME]: 'Namn saknas', [RC.TOO_MANY_SIGNS]: 'För många tecken',
  [RC.TOO_MANY_DECIMALS]: 'För många decimaler', [RC.CANT_UPDATE_ARTICLE_NUMBER]: 'Artikelnumret kan inte ändras',
  [RC.NUMBER_TAKEN]: 'Numret är upptaget', [RC.VERSION_DIFFERS]: 'API:ets version är äldre än programmets',
  [RC.PRICE_CANT_DELETE]: 'Grundpriset kan inte tas bort', [RC.PRICE_NOT_POSITIVE]: 'Priset måste vara större än noll',
  [RC.PRICE_NEEDS_BASE]: 'Ett grundpris måste finnas', [RC.EXCLUSIVE_LOCK]: 'Företaget är låst av en annan användare',
  [RC.LICENCE_NO_API]: 'Licensen omfattar inte integrationer', [RC.LOGIN_DENIED]: 'Inloggning krävs',
  [RC.LOGIN_FAIL]: 'Fel användare eller lösenord', [RC.INACTIVE_DENIED_WEB_SHOP]: 'En webbutiksartikel kan inte vara inaktiv',
  [RC.WEB_SHOP_DENIED_INACTIVE]: 'En inaktiv artikel kan inte vara webbutiksartikel',
  [RC.INVALID_BARCODE]: 'Streckkodens kontrollsiffra är fel', [RC.BARCODE_INACTIVE]: 'Streckkoder är inte aktiverade',
}
