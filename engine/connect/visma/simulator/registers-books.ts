// Payments, accounts, booking years and vouchers.
import { DB, TYPE } from '../adk.js'
import {
  ACCOUNT, BOOKINGYEAR, CUSTOMER_PAYMENT, PROJECT, VERIFICATION_HEAD, VERIFICATION_ROW, VERIFICATION_SERIES,
} from '../adk-fields.js'
import type { Row } from '../../world/world.js'
import { register, shapes } from './register.js'

const live = (row: Row) => row['CANCELLED'] !== true
const active = (row: Row) => row['NOT_ACTIVE'] !== true
const closed = (row: Row) => row['CLOSED'] === true
const READ_ONLY = { readOnly: true }

export const BOOK_REGISTERS = [
  register({
    db: DB.CUSTOMER_PAYMENT, name: 'CUSTOMER_PAYMENT', family: 'CUSTOMERPAYMENT', ids: CUSTOMER_PAYMENT, key: 'NR', first: 161,
    shapes: {
      ...shapes({
        text: { 1: 'STATUS STATUS_C ROW_TYPE', 4: 'CURRENCY_CODE', 6: 'PAYMENT_CODE ADJUSTMENT_CODE ACCOUNT', 60: 'PAYTEXT', 20: 'INVOICE_REF' },
        number: {
          0: 'NR INVOICE_NUMBER CONNECTION_ROW SETTLED_INVOICE_NR', 6: 'CURRENCY_RATE',
          2: 'AMOUNT_CURRENCY AMOUNT_KR AMOUNT ADJUSTMENT ADJUSTMENT_KR AMOUNT_FEE AMOUNTDEMAND',
        },
        flag: 'ADJUSTMENT_FL ADJUSTMENT_DUE_TO_CURRENCY FEE NOT_DONE', date: 'DATE',
        amount: 'JOURNAL_NUMBER VER_NUMBER AMOUNT_OUT AMOUNT_CANCELLED AMOUNT_PAID ROW_NUMBER', stamp: 'TIMESTAMP',
      }),
      INCLUDED_IN_PAYMENT_BATCH: [TYPE.BOOL, 0, READ_ONLY], CANCELLED: [TYPE.BOOL, 0, READ_ONLY], SETTLED: [TYPE.BOOL, 0, READ_ONLY],
      FILE_FL: [TYPE.BOOL, 0, READ_ONLY], VERID: [TYPE.CHAR, 20, READ_ONLY], VER_SERIES: [TYPE.CHAR, 2, READ_ONLY],
    },
    orders: {
      161: 'INVOICE_NUMBER NR', 162: ['INVOICE_NUMBER', (row) => Number(row['ADJUSTMENT'] ?? 0) !== 0],
      163: ['INVOICE_NUMBER', (row) => row['FEE'] === true], 164: 'INVOICE_NUMBER DATE',
      165: ['INVOICE_NUMBER', (row) => live(row) && Number(row['JOURNAL_NUMBER'] ?? 0) === 0],
      166: ['INVOICE_NUMBER', (row) => row['ADJUSTMENT_DUE_TO_CURRENCY'] === true], 167: 'INVOICE_NUMBER ROW_NUMBER', 233: 'DATE NR',
    },
  }),
  register({
    db: DB.ACCOUNT, name: 'ACCOUNT', ids: ACCOUNT, key: 'SEASON_ID NUMBER',
    shapes: shapes({
      text: {
        1: `SEASON_ID VAT_CODE DEBIT_CREDIT PROFIT_CENTRE_ON_ACCOUNT PROJECT_ON_ACCOUNT SUB_ACCOUNT QUANTITY_UNIT_ON_ACCOUNT
          ROW_INFO_ON_ACCOUNT TYPE_OF_ACCOUNT`,
        6: 'NUMBER SRU_CODE PROFIT_CENTRE AUTOMATION_DEVIDE', 60: 'TEXT ROW_INFO', 10: 'PROJECT SUB_ACCOUNT_DEFINITION QUANTITY_UNIT QUANTITY_UNIT_NORMAL',
      },
      flag: 'MANUAL_CODING NOT_ACTIVE NEVER_DETAILED', amount: 'SALDO BALANCE', stamp: 'TIMESTAMP',
    }),
    orders: {
      21: 'NUMBER SEASON_ID', 22: 'TEXT NUMBER', 92: ['NUMBER SEASON_ID', active], 93: ['TEXT NUMBER', active],
    },
  }),
  register({
    db: DB.PROJECT, name: 'PROJECT', ids: PROJECT, key: 'CODE_OF_PROJECT',
    shapes: shapes({
      text: {
        10: 'CODE_OF_PROJECT', 50: 'NAME CUSTOMER_NAME CUSTOMER_REFERENCE_NAME RESPONSIBLE_OF_PROJECT', 16: 'CUSTOMER_NUMBER',
        20: 'CUSTOMER_ORDER_NUMBER TELEPHONE FAX', 60: 'NOTE_ABOUT_WORKPLACE NOTE_ABOUT_WORKPLACE2 NOTE1 NOTE2 NOTE3 NOTE4',
        1: 'CHART_OF_ACCOUNTS_TYPE', 250: 'DOCUMENT_PATH',
      },
      number: { 0: 'OUR_ORDER_NUMBER' }, flag: 'CLOSED', date: 'DATE_OF_BEGINNING DATE_OF_END DATE_OF_CLOSURE', stamp: 'TIMESTAMP',
    }),
    orders: {
      23: 'CODE_OF_PROJECT', 24: 'NAME', 94: ['CODE_OF_PROJECT', (row) => !closed(row)], 95: ['NAME', (row) => !closed(row)],
      96: ['CODE_OF_PROJECT', closed], 97: ['NAME', closed],
    },
  }),
  register({
    db: DB.BOOKINGYEAR, name: 'BOOKINGYEAR', family: 'CODE_OF_BOOKINGYEAR', ids: BOOKINGYEAR, key: 'ID',
    shapes: {
      ...shapes({ text: { 1: 'ID APTYPE' }, stamp: 'START END TIMESTAMP' }),
      LOCKED_MONTH: [TYPE.CHAR, 10, READ_ONLY], YEAR_LOCKED: [TYPE.BOOL, 0, READ_ONLY],
    },
    orders: { 181: 'ID', 182: 'START' },
  }),
  register({
    db: DB.VERIFICATION_SERIES, name: 'VERIFICATION_SERIES', ids: VERIFICATION_SERIES, key: 'VER_SERIE', orders: { 222: 'VER_SERIE' },
    shapes: shapes({ text: { 2: 'VER_SERIE', 25: 'NAME', 60: 'USERS' }, flag: 'ACTIVE', stamp: 'TIMESTAMP' }),
  }),
  register({
    db: DB.VERIFICATION_HEAD, name: 'VERIFICATION_HEAD', ids: VERIFICATION_HEAD, key: 'AAR_ID VER_SERIE VER_NR', rowDb: DB.VERIFICATION_ROW,
    shapes: shapes({
      text: { 1: 'AAR_ID', 2: 'VER_SERIE', 60: 'INFO', 6: 'SIGN KSIGN TYPE_OF_JOURNAL' }, number: { 0: 'VER_NR NROWS CORRECTS' },
      date: 'DATE1 DATE2 DATE3', amount: 'DEBIT CREDIT DEBIT_R CREDIT_R CORRECTED JOURNAL_NR', stamp: 'TIMESTAMP', rows: 'ROWS',
    }),
    orders: { 179: 'VER_NR VER_SERIE AAR_ID', 180: 'DATE1 VER_NR' },
  }),
  register({
    db: DB.VERIFICATION_ROW, name: 'VERIFICATION_ROW', ids: VERIFICATION_ROW, key: '', isRow: true,
    shapes: {
      ...shapes({
        text: { 6: 'ACCOUNT PROFIT_CENTRE KSIGN', 10: 'PROJECT SUB_ACCOUNT', 60: 'INFO' }, number: { 2: 'AMOUNT', 3: 'QUANTITY' }, date: 'DATE1 DATE2',
        amount: 'VER_NR ROW',
      }),
      AAR_ID: [TYPE.CHAR, 1, READ_ONLY], VER_SERIE: [TYPE.CHAR, 2, READ_ONLY], ADDED: [TYPE.BOOL, 0, READ_ONLY], DELETED: [TYPE.BOOL, 0, READ_ONLY],
    },
  }),
]
