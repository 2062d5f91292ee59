/*
 * A small library with the 72 exports of the program's own, for the tests of the native bridge: types, texts in Windows-1252, rows,
 * navigation, number series, refusals with all five figures, warnings, and crashes and hangs to order. It is not a second simulator.
 *
 * Told by its environment, when a company is opened:
 *   ADK_TEST_STATE     file that keeps what was written, so that another process finds it
 *   ADK_TEST_ARTICLES  how many articles there are besides the two named ones
 *   ADK_TEST_FAULT     crash:AdkAdd:after, hang:AdkAdd:before; once, as the file STATE.fault remembers
 *   ADK_TEST_SEATS     1: one process at a time may open the company, as the file STATE.seat says
 *   ADK_TEST_LOGIN     user:password that the company asks for
 * AdkGetCompanySetting answers what a test asks of it: "calls:AdkNext", "log-on", "sie-year", "strict", "buffers", "threads".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#define EXPORT __declspec(dllexport)
#define STD __stdcall
#else
#include <pthread.h>
#include <signal.h>
#include <unistd.h>
#define EXPORT __attribute__((visibility("default")))
#define STD
#endif

typedef struct { int rc, table, field, function, part; } ADK_ERROR;
typedef void(STD *WARNING)(ADK_ERROR *);
typedef union { const char *s; double d; int i; } VALUE;
typedef struct RECORD { VALUE *v; struct RECORD **rows; int nrows, seq, kept; } RECORD;
typedef struct { int field; char expression[64]; } FILTER;
typedef struct DATA {
  int db, order, at, nfilters, nrows, is_row;
  VALUE *v;
  unsigned char *set;
  RECORD *record;
  struct DATA *attached, *kids, *sibling, *next_live, **array;
  FILTER filters[4];
} DATA;

enum { YES_NO = 1, TEXT = 2, NUMBER = 4, DAY = 5, ROWS = 6 };
enum { SLOTS = 48, DBS = 90, FIELDS_MAX = 200, READ_ONLY = 1 };
enum { CUSTOMER = 0, ARTICLE = 1, ORDER = 2, ORDER_ROW = 3, GROUP = 22, ACCOUNTING = 23, UNIT = 24, PRICE_LIST = 26, PRM = 27, PRICES = 37, PRM2 = 58 };
enum { HEAD_ROWS = 103, HEAD_NROWS = 104 };

/* register, field, type, length, decimals, read-only */
static const struct { int db, id, type, length, decimals, ro; const char *name; } FIELDS[] = {
  { ARTICLE, 0, TEXT, 16, 0, 0, "ARTICLE_NUMBER" }, { ARTICLE, 1, TEXT, 30, 0, 0, "ARTICLE_NAME" }, { ARTICLE, 2, TEXT, 30, 0, 0, "ARTICLE_NAME_X" },
  { ARTICLE, 4, TEXT, 6, 0, 0, "ARTICLE_GROUP" }, { ARTICLE, 5, TEXT, 10, 0, 0, "ARTICLE_ACCOUNTING_CODE" },
  { ARTICLE, 6, YES_NO, 0, 0, 0, "ARTICLE_STOCK_GOODS" }, { ARTICLE, 7, TEXT, 4, 0, 0, "ARTICLE_UNIT_CODE" },
  { ARTICLE, 9, NUMBER, 0, 3, READ_ONLY, "ARTICLE_QUANTITY_IN_STOCK" }, { ARTICLE, 10, NUMBER, 0, 3, READ_ONLY, "ARTICLE_QUANTITY_RESERVED" },
  { ARTICLE, 14, NUMBER, 0, 3, READ_ONLY, "ARTICLE_ORDERED_QUANTITY" }, { ARTICLE, 17, NUMBER, 0, 4, 0, "ARTICLE_WEIGHT" },
  { ARTICLE, 20, DAY, 0, 0, 0, "ARTICLE_INVOICE_DATE" }, { ARTICLE, 47, NUMBER, 0, 3, READ_ONLY, "ARTICLE_DISPOSABLE_IN_STOCK" },
  { ARTICLE, 67, TEXT, 30, 0, 0, "ARTICLE_BAR_CODE" }, { ARTICLE, 68, NUMBER, 0, 0, 0, "ARTICLE_BAR_CODE_TYPE" },
  { ARTICLE, 71, YES_NO, 0, 0, 0, "ARTICLE_WEBSHOP" }, { ARTICLE, 75, DAY, 0, 0, READ_ONLY, "ARTICLE_TIMESTAMP" },
  { ARTICLE, 76, YES_NO, 0, 0, 0, "ARTICLE_INACTIVE" }, { ARTICLE, 78, TEXT, 250, 0, 0, "ARTICLE_NOTE" },
  { ORDER, 0, NUMBER, 0, 0, 0, "OOI_HEAD_DOCUMENT_NUMBER" }, { ORDER, 7, YES_NO, 0, 0, 0, "OOI_HEAD_DOCUMENT_CANCELLED" },
  { ORDER, 8, DAY, 0, 0, 0, "OOI_HEAD_DOCUMENT_DATE1" }, { ORDER, 14, TEXT, 16, 0, 0, "OOI_HEAD_CUSTOMER_NUMBER" },
  { ORDER, 28, TEXT, 20, 0, 0, "OOI_HEAD_CUSTOMER_ORDER_NUMBER" }, { ORDER, 41, YES_NO, 0, 0, 0, "OOI_HEAD_INCLUDING_VAT" },
  { ORDER, 49, TEXT, 60, 0, 0, "OOI_HEAD_TEXT1" }, { ORDER, 61, NUMBER, 0, 2, READ_ONLY, "OOI_HEAD_TOTAL_AMOUNT" },
  { ORDER, 98, NUMBER, 0, 2, READ_ONLY, "OOI_HEAD_EXCLUDING_OF_VAT" }, { ORDER, 99, NUMBER, 0, 2, READ_ONLY, "OOI_HEAD_VAT_AMOUNT" },
  { ORDER, HEAD_ROWS, ROWS, 0, 0, 0, "OOI_HEAD_ROWS" }, { ORDER, HEAD_NROWS, NUMBER, 0, 0, 0, "OOI_HEAD_NROWS" },
  { ORDER, 105, TEXT, 120, 0, 0, "OOI_HEAD_LOCAL_REMARK" },
  { ORDER_ROW, 0, TEXT, 16, 0, 0, "OOI_ROW_ARTICLE_NUMBER" }, { ORDER_ROW, 2, NUMBER, 0, 3, 0, "OOI_ROW_QUANTITY1" },
  { ORDER_ROW, 3, NUMBER, 0, 3, 0, "OOI_ROW_QUANTITY2" }, { ORDER_ROW, 5, NUMBER, 0, 2, 0, "OOI_ROW_PRICE_EACH_CURRENT_CURRENCY" },
  { ORDER_ROW, 14, TEXT, 60, 0, 0, "OOI_ROW_TEXT" },
  { CUSTOMER, 0, TEXT, 16, 0, 0, "CUSTOMER_NUMBER" }, { CUSTOMER, 1, TEXT, 50, 0, 0, "CUSTOMER_NAME" },
  { GROUP, 0, TEXT, 6, 0, 0, "CODE_OF_ARTICLE_GROUP_CODE" }, { GROUP, 1, TEXT, 25, 0, 0, "CODE_OF_ARTICLE_GROUP_TEXT" },
  { ACCOUNTING, 0, TEXT, 10, 0, 0, "CODE_OF_ARTICLE_ACCOUNT_CODE" }, { ACCOUNTING, 9, TEXT, 1, 0, 0, "CODE_OF_ARTICLE_ACCOUNT_VAT" },
  { UNIT, 0, TEXT, 4, 0, 0, "CODE_OF_UNIT_CODE" }, { UNIT, 4, NUMBER, 0, 0, 0, "CODE_OF_UNIT_DECIMALS" },
  { PRICE_LIST, 0, TEXT, 10, 0, 0, "CODE_OF_PRICE_LIST_CODE" }, { PRICE_LIST, 2, TEXT, 4, 0, 0, "CODE_OF_PRICE_LIST_CURRENCY_CODE" },
  { PRICE_LIST, 4, YES_NO, 0, 0, 0, "CODE_OF_PRICE_LIST_INCLUDING_VAT" },
  { PRICES, 0, TEXT, 10, 0, 0, "PRICE_PRICE_LIST" }, { PRICES, 1, TEXT, 16, 0, 0, "PRICE_ARTICLE_NUMBER" }, { PRICES, 2, NUMBER, 0, 3, 0, "PRICE_QUANTITY" },
  { PRICES, 3, NUMBER, 0, 2, 0, "PRICE_PRICE" }, { PRICES, 4, YES_NO, 0, 0, 0, "PRICE_BASE" },
  { PRM, 0, TEXT, 50, 0, 0, "PRM_NAME" }, { PRM, 15, TEXT, 4, 0, 0, "PRM_CODE_OF_CURRENCY" }, { PRM, 51, TEXT, 4, 0, 0, "PRM_CURRENCY_CODE" },
  { PRM, 66, TEXT, 6, 0, 0, "PRM_DEFAULT_ARTICLE_GROUP" }, { PRM, 67, TEXT, 10, 0, 0, "PRM_DEFAULT_ARTICLE_ACCOUNTING_CODE" },
  { PRM, 68, TEXT, 4, 0, 0, "PRM_DEFAULT_ARTICLE_UNIT_CODE" }, { PRM, 69, YES_NO, 0, 0, 0, "PRM_DEFAULT_ARTICLE_STOCK_GOODS" },
  { PRM, 72, YES_NO, 0, 0, 0, "PRM_PRICE_4_DECIMALS_ACTIVATED" },
  { PRM2, 0, NUMBER, 0, 2, 0, "PRM2_VAT1" }, { PRM2, 10, TEXT, 10, 0, 0, "PRM2_DEFAULT_PRICELIST" },
};
enum { NFIELDS = sizeof FIELDS / sizeof FIELDS[0] };

/* sort order, register, field it goes by; shows only records whose yes-or-no field is so */
static const struct { int id, db, by, only, is; } ORDERS[] = {
  { 16, ARTICLE, 0, -1, 0 }, { 17, ARTICLE, 1, -1, 0 }, { 20, ARTICLE, 4, -1, 0 }, { 155, ARTICLE, 0, 71, 1 }, { 9, ORDER, 0, -1, 0 },
  { 0, CUSTOMER, 0, -1, 0 }, { 39, GROUP, 0, -1, 0 }, { 40, ACCOUNTING, 0, -1, 0 }, { 41, UNIT, 0, -1, 0 }, { 43, PRICE_LIST, 0, -1, 0 },
  { 120, PRICES, 0, -1, 0 }, { 117, PRICES, 1, -1, 0 }, { 118, PRICES, 1, 4, 1 }, { 121, PRICES, 0, 4, 1 }, { 119, PRICES, 1, 4, 0 }, { 122, PRICES, 0, 4, 0 },
};
enum { NORDERS = sizeof ORDERS / sizeof ORDERS[0] };

/* ---- state ---- */
static short slot_of[DBS][FIELDS_MAX];
static struct { RECORD **all; int count, room, version; } tables[DBS];
static struct { RECORD **list; int count, version; } sorted[NORDERS];
static DATA *live;
static WARNING warning;
static int open_now, ready, seq_ever, log_on = -1, sie_year = -1, strict_asked = -1, switches;
static char state_file[1024], seat_file[1100], fault[200];

static const char *told(const char *name, char *room, int size) {
#ifdef _WIN32
  if (GetEnvironmentVariableA(name, room, size) == 0) room[0] = 0;
#else
  snprintf(room, size, "%s", getenv(name) ? getenv(name) : "");
#endif
  return room;
}

static char *copy(const char *text) {
  char *made = malloc(strlen(text) + 1);
  strcpy(made, text);
  return made; /* never freed: records share their texts, and the process is short */
}

static void get_ready(void) {
  int at;
  if (ready) return;
  ready = 1;
  memset(slot_of, -1, sizeof slot_of);
  for (at = 0; at < NFIELDS; at++) {
    int slot = 0, before;
    for (before = 0; before < at; before++) if (FIELDS[before].db == FIELDS[at].db) slot++;
    slot_of[FIELDS[at].db][FIELDS[at].id] = (short)slot;
  }
}

static int field_at(int db, int id) {
  int at;
  for (at = 0; at < NFIELDS; at++) if (FIELDS[at].db == db && FIELDS[at].id == id) return at;
  return -1;
}

/* ---- calls: counted, on one thread, with the accident that was ordered ---- */
static struct { const char *name; long count; } counts[80];

static long *count_of(const char *name) {
  int at = 0;
  while (counts[at].name && strcmp(counts[at].name, name)) at++;
  if (!counts[at].name) counts[at].name = copy(name);
  return &counts[at].count;
}

static void one_thread(void) {
#ifdef _WIN32
  static DWORD last;
  DWORD now = GetCurrentThreadId();
  if (last && last != now) switches++;
#else
  static pthread_t last;
  static int known;
  pthread_t now = pthread_self();
  if (known && !pthread_equal(last, now)) switches++;
  known = 1;
#endif
  last = now;
}

static void strike(const char *name, const char *when) {
  char wanted[120], marker[1100];
  const char *colon = strchr(fault, ':');
  FILE *mark;
  if (!colon) return;
  snprintf(wanted, sizeof wanted, "%s:%s", name, when);
  if (strcmp(colon + 1, wanted)) return;
  snprintf(marker, sizeof marker, "%s.fault", state_file);
  if ((mark = fopen(marker, "r"))) { fclose(mark); return; }
  if ((mark = fopen(marker, "w"))) fclose(mark);
  if (strncmp(fault, "hang", 4) == 0) {
#ifdef _WIN32
    for (;;) Sleep(1000);
#else
    for (;;) sleep(1);
#endif
  }
#ifdef _WIN32
  TerminateProcess(GetCurrentProcess(), 3);
#else
  raise(SIGKILL);
#endif
}

#define ENTER static long *calls; if (!calls) calls = count_of(__func__); ++*calls; get_ready(); one_thread(); if (fault[0]) strike(__func__, "before")
#define LEAVE(answer) do { ADK_ERROR left = (answer); if (fault[0]) strike(__func__, "after"); return left; } while (0)

static ADK_ERROR err(int rc, int db, int field, int function) {
  ADK_ERROR e = { rc, 187, 188, function, 7 };
  if (db == ARTICLE) e.table = 53;
  if (db == CUSTOMER) e.table = 52;
  if (db == ORDER) e.table = 313;
  if (db == ORDER_ROW) e.table = 314;
  if (field >= 0) e.field = field;
  if (rc == 0) { e.table = 187; e.field = 188; e.part = 0; }
  return e;
}

static ADK_ERROR put_text(const char *text, char **room, int size, int function) {
  if (!room || !*room) return err(671, -1, -1, function);
  if ((int)strlen(text) + 1 > size) return err(114, -1, -1, function);
  strcpy(*room, text);
  return err(0, -1, -1, function);
}

/* ---- buffers ---- */
static DATA *make_data(int db) {
  DATA *made = calloc(1, sizeof *made);
  made->db = db;
  made->v = calloc(SLOTS, sizeof(VALUE));
  made->set = calloc(SLOTS, 1);
  made->order = -1;
  made->at = -1;
  made->next_live = live;
  return live = made;
}

static int known(DATA *data) {
  DATA *one;
  for (one = live; one; one = one->next_live) if (one == data) return 1;
  return 0;
}

static void drop(DATA *data) {
  DATA **place;
  for (place = &live; *place; place = &(*place)->next_live) {
    if (*place != data) continue;
    *place = data->next_live;
    free(data->v);
    free(data->set);
    free(data->array);
    memset(data, 0xdd, sizeof *data); /* whoever comes back with it reads no record */
    free(data);
    return;
  }
}

static void drop_kids(DATA *data) {
  while (data->kids) {
    DATA *kid = data->kids;
    data->kids = kid->sibling;
    drop(kid);
  }
}

static int usable(DATA *data) {
  if (!data) return 671;
  if (!known(data)) return 211;
  return open_now ? 0 : 80;
}

/* The field's place in FIELDS, or minus the code that refuses it. */
static int field_for(DATA *data, int id, int type) {
  int rc = usable(data), at;
  if (rc) return -rc;
  if (data->array) return -212;
  if (id < 0 || id >= FIELDS_MAX) return -488;
  at = field_at(data->db, id);
  if (at < 0) return -102;
  return type && FIELDS[at].type != type ? -103 : at;
}

static VALUE *value_of(DATA *data, int id) { return &data->v[slot_of[data->db][id]]; }
static VALUE *stored(int db, RECORD *record, int id) { return &record->v[slot_of[db][id]]; }
static const char *text_of(VALUE value) { return value.s ? value.s : ""; }

static void load(DATA *data, RECORD *record) {
  drop_kids(data);
  data->record = record;
  data->attached = NULL;
  memcpy(data->v, record->v, SLOTS * sizeof(VALUE));
  memset(data->set, 0, SLOTS);
  if (data->db == ORDER) value_of(data, HEAD_NROWS)->d = record->nrows;
}

/* ---- registers ---- */
static RECORD *make_record(void) {
  RECORD *made = calloc(1, sizeof *made);
  made->v = calloc(SLOTS, sizeof(VALUE));
  made->seq = ++seq_ever;
  return made;
}

static RECORD *keep(int db, RECORD *record) {
  if (tables[db].count == tables[db].room) tables[db].all = realloc(tables[db].all, (tables[db].room = tables[db].room * 2 + 16) * sizeof(RECORD *));
  tables[db].all[tables[db].count++] = record;
  tables[db].version++;
  return record;
}

static int sort_db, sort_field, sort_type;

static int by_key(VALUE one, VALUE other) {
  if (sort_type == TEXT) return strcmp(text_of(one), text_of(other));
  return one.d < other.d ? -1 : one.d > other.d;
}

static int by_record(const void *a, const void *b) {
  RECORD *one = *(RECORD *const *)a, *other = *(RECORD *const *)b;
  int by = by_key(*stored(sort_db, one, sort_field), *stored(sort_db, other, sort_field));
  return by ? by : one->seq - other->seq;
}

static int order_of(DATA *data) {
  int at;
  if (data->order >= 0) return data->order;
  for (at = 0; at < NORDERS; at++) if (ORDERS[at].db == data->db) return at;
  return -1;
}

static void look_by(int order) {
  sort_db = ORDERS[order].db;
  sort_field = ORDERS[order].by;
  sort_type = FIELDS[field_at(sort_db, sort_field)].type;
}

/* The records of an order, sorted; a register without orders has its records as they came. */
static RECORD **listed(DATA *data, int *count) {
  int order = order_of(data), db = data->db, at;
  if (order < 0) { *count = tables[db].count; return tables[db].all; }
  look_by(order);
  if (sorted[order].version != tables[db].version) {
    sorted[order].list = realloc(sorted[order].list, (tables[db].count + 1) * sizeof(RECORD *));
    sorted[order].count = 0;
    for (at = 0; at < tables[db].count; at++) {
      RECORD *one = tables[db].all[at];
      if (ORDERS[order].only < 0 || stored(db, one, ORDERS[order].only)->i == ORDERS[order].is) sorted[order].list[sorted[order].count++] = one;
    }
    qsort(sorted[order].list, sorted[order].count, sizeof(RECORD *), by_record);
    sorted[order].version = tables[db].version;
  }
  *count = sorted[order].count;
  return sorted[order].list;
}

static int fits(const char *text, const char *expression) {
  char inner[64];
  size_t size;
  int open_start = expression[0] == '*', open_end;
  snprintf(inner, sizeof inner, "%s", expression + open_start);
  size = strlen(inner);
  open_end = size > 0 && inner[size - 1] == '*';
  if (open_end) inner[--size] = 0;
  if (open_start && open_end) return strstr(text, inner) != NULL;
  if (open_end) return strncmp(text, inner, size) == 0;
  if (open_start) return strlen(text) >= size && strcmp(text + strlen(text) - size, inner) == 0;
  return strcmp(text, inner) == 0;
}

static int shows(DATA *data, RECORD *record) {
  int at;
  for (at = 0; at < data->nfilters; at++) if (!fits(text_of(*stored(data->db, record, data->filters[at].field)), data->filters[at].expression)) return 0;
  return 1;
}

static ADK_ERROR walk(DATA *data, int from, int step, int function) {
  int count, rc = usable(data);
  RECORD **list;
  if (rc) return err(rc, -1, -1, function);
  list = listed(data, &count);
  if (from == -2) from = count;
  data->at = from + step;
  while (data->at >= 0 && data->at < count && !shows(data, list[data->at])) data->at += step;
  if (data->at >= count) { data->at = count; return err(79, data->db, -1, function); }
  if (data->at < 0) { data->at = -1; return err(78, data->db, -1, function); }
  load(data, list[data->at]);
  return err(0, -1, -1, function);
}

static ADK_ERROR look(DATA *data, int function) {
  int count, low = 0, high, order, rc = usable(data);
  RECORD **list;
  VALUE key;
  if (rc) return err(rc, -1, -1, function);
  order = order_of(data);
  if (order < 0) return err(112, data->db, -1, function);
  list = listed(data, &count);
  key = *value_of(data, ORDERS[order].by);
  if (sort_type == TEXT && text_of(key)[0] == 0) return err(112, data->db, ORDERS[order].by, function);
  for (high = count; low < high;) {
    int middle = (low + high) / 2;
    if (by_key(*stored(data->db, list[middle], sort_field), key) < 0) low = middle + 1;
    else high = middle;
  }
  while (low < count && by_key(*stored(data->db, list[low], sort_field), key) == 0 && !shows(data, list[low])) low++;
  if (low == count || by_key(*stored(data->db, list[low], sort_field), key) != 0) {
    data->at = low - 1;
    return err(115, data->db, ORDERS[order].by, function);
  }
  data->at = low;
  load(data, list[low]);
  return err(0, -1, -1, function);
}

/* ---- what is kept in the state file ---- */
static void save_values(FILE *file, int db, VALUE *values) {
  int at;
  for (at = 0; at < NFIELDS; at++) {
    VALUE value = values[slot_of[FIELDS[at].db][FIELDS[at].id]];
    const char *byte;
    if (FIELDS[at].db != db || FIELDS[at].type == ROWS) continue;
    fprintf(file, "F %d ", FIELDS[at].id);
    if (FIELDS[at].type == TEXT) for (byte = text_of(value); *byte; byte++) fprintf(file, "%02x", (unsigned char)*byte);
    else if (FIELDS[at].type == NUMBER) fprintf(file, "%.10g", value.d);
    else fprintf(file, "%d", value.i);
    fprintf(file, "\n");
  }
}

static void save(void) {
  int db, at, row;
  FILE *file;
  if (!state_file[0] || !(file = fopen(state_file, "w"))) return;
  for (db = 0; db < DBS; db++) {
    for (at = 0; at < tables[db].count; at++) {
      RECORD *one = tables[db].all[at];
      if (!one->kept) continue;
      fprintf(file, "R %d\n", db);
      save_values(file, db, one->v);
      for (row = 0; row < one->nrows; row++) { fprintf(file, "r %d\n", db + 1); save_values(file, db + 1, one->rows[row]->v); }
    }
  }
  fclose(file);
}

static RECORD *add_row(RECORD *head) {
  head->rows = realloc(head->rows, (head->nrows + 1) * sizeof(RECORD *));
  return head->rows[head->nrows++] = make_record();
}

static void restore(void) {
  char line[2048], text[600];
  RECORD *head = NULL, *now = NULL;
  int db = 0, id, size;
  FILE *file = state_file[0] ? fopen(state_file, "r") : NULL;
  while (file && fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = 0;
    if (line[0] == 'R') { db = atoi(line + 2); now = head = keep(db, make_record()); head->kept = 1; continue; }
    if (line[0] == 'r') { db = atoi(line + 2); now = add_row(head); continue; }
    if (sscanf(line, "F %d", &id) != 1 || !now) continue;
    {
      const char *figure = strchr(line + 2, ' ') + 1;
      VALUE *place = &now->v[slot_of[db][id]];
      int type = FIELDS[field_at(db, id)].type;
      if (type == NUMBER) place->d = atof(figure);
      else if (type != TEXT) place->i = atoi(figure);
      else {
        for (size = 0; figure[size * 2]; size++) { unsigned byte; sscanf(figure + size * 2, "%2x", &byte); text[size] = (char)byte; }
        text[size] = 0;
        place->s = copy(text);
      }
    }
  }
  if (file) fclose(file);
}

/* ---- the company ---- */
static RECORD *article(const char *number, const char *name, int at) {
  RECORD *made = keep(ARTICLE, make_record());
  stored(ARTICLE, made, 0)->s = copy(number);
  stored(ARTICLE, made, 1)->s = copy(name);
  stored(ARTICLE, made, 2)->s = "";
  stored(ARTICLE, made, 4)->s = "MAT";
  stored(ARTICLE, made, 5)->s = "25";
  stored(ARTICLE, made, 6)->i = 1;
  stored(ARTICLE, made, 7)->s = "st";
  stored(ARTICLE, made, 9)->d = at % 100;
  stored(ARTICLE, made, 47)->d = at % 100;
  stored(ARTICLE, made, 17)->d = 0.25;
  stored(ARTICLE, made, 71)->i = 1;
  return made;
}

static void code(int db, const char *name, int field, const char *text) {
  RECORD *made = keep(db, make_record());
  stored(db, made, 0)->s = name;
  if (field > 0) stored(db, made, field)->s = text;
}

static void fill(void) {
  char room[64], number[24], name[40];
  int db, at, many = atoi(told("ADK_TEST_ARTICLES", room, sizeof room));
  RECORD *made;
  for (db = 0; db < DBS; db++) { tables[db].count = 0; tables[db].version++; }
  article("1", "R\xe4ksm\xf6rg\xe5s \x80", 1);
  article("\xc5-1/4\"", "L\xe5s", 2);
  for (at = 0; at < many; at++) {
    snprintf(number, sizeof number, "%06d", at);
    snprintf(name, sizeof name, "Artikel %06d", at);
    article(number, name, at);
  }
  code(CUSTOMER, "1001", 1, "Nordlys AB");
  code(GROUP, "MAT", 1, "Mat");
  code(ACCOUNTING, "25", 9, "1");
  code(UNIT, "st", 0, "");
  made = keep(PRICE_LIST, make_record());
  stored(PRICE_LIST, made, 0)->s = "A";
  stored(PRICE_LIST, made, 2)->s = "SEK";
  made = keep(PRICES, make_record());
  stored(PRICES, made, 0)->s = "A";
  stored(PRICES, made, 1)->s = "1";
  stored(PRICES, made, 3)->d = 79.5;
  stored(PRICES, made, 4)->i = 1;
  made = keep(PRM, make_record());
  stored(PRM, made, 0)->s = "\xd6vningsbolaget AB";
  stored(PRM, made, 51)->s = "SEK";
  made = keep(PRM2, make_record());
  stored(PRM2, made, 0)->d = 25;
  stored(PRM2, made, 10)->s = "A";
  restore();
}

static ADK_ERROR open_company(const char *sys, const char *company, const char *user, const char *password, int function) {
  char room[200], login[200];
  FILE *seat;
  if (!sys || !company) return err(671, -1, -1, function);
  if (strstr(sys, "finns inte")) return err(137, -1, -1, function);
  if (strstr(company, "finns inte")) return err(116, -1, -1, function);
  told("ADK_TEST_STATE", state_file, sizeof state_file);
  told("ADK_TEST_FAULT", fault, sizeof fault);
  told("ADK_TEST_LOGIN", login, sizeof login);
  if (login[0]) {
    if (!user || !user[0]) return err(674, -1, -1, function);
    snprintf(room, sizeof room, "%s:%s", user, password ? password : "");
    if (strcmp(room, login)) return err(676, -1, -1, function);
  }
  if (atoi(told("ADK_TEST_SEATS", room, sizeof room)) == 1) {
    char file[1100];
    snprintf(file, sizeof file, "%s.seat", state_file);
    if ((seat = fopen(file, "r"))) { fclose(seat); return err(135, -1, -1, function); }
    if ((seat = fopen(file, "w"))) fclose(seat);
    strcpy(seat_file, file);
  }
  fill();
  open_now = 1;
  return err(0, -1, -1, function);
}

static void close_company(void) {
  open_now = 0;
  if (seat_file[0]) remove(seat_file);
  seat_file[0] = 0;
}

/* ---- days: a number that reads as no date ---- */
static long days(int year, int month, int day) {
  year -= month <= 2;
  {
    long era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
  }
}

static void day_text(long number, char *text) {
  long era, of_era, year, of_year, month;
  era = (number >= 0 ? number : number - 146096) / 146097;
  of_era = number - era * 146097;
  year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  of_year = of_era - (365 * year + year / 4 - year / 100);
  month = (5 * of_year + 2) / 153;
  sprintf(text, "%04ld-%02ld-%02ld", year + era * 400 + (month >= 10), month < 10 ? month + 3 : month - 9, of_year - (153 * month + 2) / 5 + 1);
}

enum { DAY_STEP = 11, DAY_FIRST = -7000003 };

static int day_number(const char *text, int *number) {
  int year, month, day;
  char back[40];
  if (!text) return 671;
  if (!text[0]) { *number = 0; return 0; }
  if (strlen(text) != 10 || sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3) return 587;
  *number = (int)(DAY_FIRST + days(year, month, day) * DAY_STEP);
  day_text(days(year, month, day), back);
  return strcmp(back, text) ? 587 : 0;
}

static int day_of(int number, char *text) {
  text[0] = 0;
  if (number == 0) return 0;
  if ((number - DAY_FIRST) % DAY_STEP) return 587;
  day_text((number - DAY_FIRST) / DAY_STEP, text);
  return 0;
}

/* ---- writes ---- */
static void warn(int rc, int db, int field, int function) {
  ADK_ERROR e = err(rc, db, field, function);
  if (warning) warning(&e);
}

static RECORD *with_key(int db, const char *key) {
  int at;
  for (at = 0; at < tables[db].count; at++) if (strcmp(text_of(*stored(db, tables[db].all[at], 0)), key) == 0) return tables[db].all[at];
  return NULL;
}

static void take(DATA *data, RECORD *record) {
  int slot;
  for (slot = 0; slot < SLOTS; slot++) if (data->set[slot]) record->v[slot] = data->v[slot];
  record->kept = 1;
}

static void take_rows(DATA *data, RECORD *head) {
  int at, slot;
  if (!data->attached || !known(data->attached)) return;
  for (at = 0; at < data->attached->nrows; at++) {
    DATA *row = data->attached->array[at];
    RECORD *to = at < head->nrows ? head->rows[at] : add_row(head);
    for (slot = 0; slot < SLOTS; slot++) if (row->set[slot]) to->v[slot] = row->v[slot];
  }
}

/* Rows that were read and then set. */
static void take_kids(DATA *data) {
  DATA *kid;
  int slot;
  for (kid = data->kids; kid; kid = kid->sibling)
    for (slot = 0; slot < SLOTS; slot++) if (kid->set[slot]) data->record->rows[kid->at]->v[slot] = kid->v[slot];
}

static void add_up(RECORD *head) {
  double net = 0;
  int at, including = stored(ORDER, head, 41)->i;
  for (at = 0; at < head->nrows; at++) net += stored(ORDER_ROW, head->rows[at], 3)->d * stored(ORDER_ROW, head->rows[at], 5)->d;
  if (including) net /= 1.25;
  stored(ORDER, head, 98)->d = net;
  stored(ORDER, head, 99)->d = net * 0.25;
  stored(ORDER, head, 61)->d = net * 1.25;
}

static ADK_ERROR add(DATA *data, int function) {
  RECORD *record;
  int at, rc = usable(data);
  if (rc) return err(rc, -1, -1, function);
  if (data->array || data->is_row) return err(212, data->db, -1, function);
  if (data->db == ARTICLE) {
    if (!text_of(*value_of(data, 1))[0]) return err(139, ARTICLE, 1, function);
    if (with_key(ARTICLE, text_of(*value_of(data, 0)))) return err(214, ARTICLE, 0, function);
  }
  if (data->db == ORDER) {
    if (!with_key(CUSTOMER, text_of(*value_of(data, 14)))) return err(51, ORDER, 14, function);
    if (data->attached && known(data->attached)) {
      for (at = 0; at < data->attached->nrows; at++) {
        const char *number = text_of(*value_of(data->attached->array[at], 0));
        if (number[0] && !with_key(ARTICLE, number)) return err(50, ORDER_ROW, 0, function);
      }
    }
  }
  record = make_record();
  take(data, record);
  if (data->db == ORDER) {
    double number = stored(ORDER, record, 0)->d, last = 1000;
    for (at = 0; at < tables[ORDER].count; at++) if (stored(ORDER, tables[ORDER].all[at], 0)->d > last) last = stored(ORDER, tables[ORDER].all[at], 0)->d;
    if (number == 0) stored(ORDER, record, 0)->d = last + 1;
    take_rows(data, record);
    add_up(record);
    if (stored(ORDER, record, 61)->d > 10000) warn(238, CUSTOMER, 48, function);
  }
  keep(data->db, record);
  save();
  load(data, record);
  return err(0, -1, -1, function);
}

static ADK_ERROR update(DATA *data, int function) {
  int rc = usable(data);
  if (rc) return err(rc, -1, -1, function);
  if (!data->record) return err(112, data->db, -1, function);
  take(data, data->record);
  if (data->db == ORDER) { take_kids(data); take_rows(data, data->record); add_up(data->record); }
  tables[data->db].version++;
  save();
  load(data, data->record);
  return err(0, -1, -1, function);
}

static ADK_ERROR remove_record(DATA *data, int function) {
  int at, rc = usable(data);
  if (rc) return err(rc, -1, -1, function);
  if (!data->record) return err(112, data->db, -1, function);
  if (data->db == ORDER) return err(157, ORDER, -1, function);
  for (at = 0; at < tables[data->db].count && tables[data->db].all[at] != data->record; at++) { }
  if (at == tables[data->db].count) return err(115, data->db, -1, function);
  memmove(tables[data->db].all + at, tables[data->db].all + at + 1, (tables[data->db].count - at - 1) * sizeof(RECORD *));
  tables[data->db].count--;
  tables[data->db].version++;
  save();
  return err(0, -1, -1, function);
}

static ADK_ERROR set(DATA *data, int id, int type, VALUE value, int function) {
  int at = field_for(data, id, type);
  if (at < 0) return err(-at, data && known(data) ? data->db : -1, id, function);
  if (FIELDS[at].ro) return err(109, data->db, id, function);
  *value_of(data, id) = value;
  data->set[slot_of[data->db][id]] = 1;
  return err(0, -1, -1, function);
}

static ADK_ERROR get(DATA *data, int id, int type, VALUE *value, int function) {
  int at = field_for(data, id, type);
  if (at < 0) return err(-at, data && known(data) ? data->db : -1, id, function);
  *value = *value_of(data, id);
  return err(0, -1, -1, function);
}

static ADK_ERROR about(DATA *data, int id, int which, int *answer, int function) {
  int at = field_for(data, id, 0);
  if (at < 0) return err(-at, data && known(data) ? data->db : -1, id, function);
  *answer = which == 0 ? FIELDS[at].type : which == 1 ? FIELDS[at].length : FIELDS[at].decimals;
  return err(0, -1, -1, function);
}

static ADK_ERROR of_register(DATA *data, int answer, int *out, int function) {
  int rc = usable(data);
  if (!rc) *out = answer;
  return err(rc, -1, -1, function);
}

/* ---- session ---- */
EXPORT ADK_ERROR STD AdkOpen(const char *sys, const char *company) { ENTER; LEAVE(open_company(sys, company, NULL, NULL, 100)); }
EXPORT ADK_ERROR STD AdkOpenEx(const char *sys, const char *company, int on) { ENTER; log_on = on; LEAVE(open_company(sys, company, NULL, NULL, 348)); }
EXPORT ADK_ERROR STD AdkOpen2(const char *sys, const char *company, const char *user, const char *password) { ENTER; LEAVE(open_company(sys, company, user, password, 677)); }
EXPORT ADK_ERROR STD AdkOpenEx2(const char *sys, const char *company, const char *user, const char *password, int on) { ENTER; log_on = on; LEAVE(open_company(sys, company, user, password, 678)); }
EXPORT ADK_ERROR STD AdkIsLoginActivated(const char *sys, const char *company, int *is) { char room[200]; ENTER; *is = sys && company && told("ADK_TEST_LOGIN", room, sizeof room)[0] != 0; LEAVE(err(0, -1, -1, 0)); }
EXPORT void STD AdkClose(void) { ENTER; close_company(); }
EXPORT void STD AdkSetWarningFunction(WARNING function) { ENTER; warning = function; }

/* ---- buffers ---- */
EXPORT DATA *STD AdkCreateData(int db) { ENTER; return db < 0 || db >= DBS || db == 40 ? NULL : make_data(db); }
EXPORT DATA *STD AdkCreateDataRow(int db, int count) {
  DATA *made;
  int at;
  ENTER;
  if (count < 1 || count > 200) return NULL;
  made = make_data(db);
  made->array = calloc(count, sizeof(DATA *));
  made->nrows = count;
  for (at = 0; at < count; at++) { made->array[at] = make_data(db); made->array[at]->is_row = 1; }
  return made;
}
EXPORT DATA *STD AdkGetDataRow(DATA *rows, int at) { ENTER; return known(rows) && rows->array && at >= 0 && at < rows->nrows ? rows->array[at] : NULL; }
EXPORT ADK_ERROR STD AdkDeleteStruct(DATA *data) {
  int at;
  ENTER;
  if (!data) LEAVE(err(671, -1, -1, 101));
  if (!known(data)) LEAVE(err(211, -1, -1, 101));
  drop_kids(data);
  for (at = 0; data->array && at < data->nrows; at++) drop(data->array[at]);
  drop(data);
  LEAVE(err(0, -1, -1, 101));
}
EXPORT ADK_ERROR STD AdkResetStruct(DATA *data) {
  ENTER;
  if (usable(data)) LEAVE(err(usable(data), -1, -1, 0));
  drop_kids(data);
  memset(data->v, 0, SLOTS * sizeof(VALUE));
  memset(data->set, 0, SLOTS);
  data->record = NULL;
  data->attached = NULL;
  LEAVE(err(0, -1, -1, 0));
}

/* ---- values ---- */
EXPORT ADK_ERROR STD AdkGetStr(DATA *data, int field, char **room, int size) { VALUE v; ADK_ERROR e; ENTER; e = get(data, field, TEXT, &v, 92); LEAVE(e.rc ? e : put_text(text_of(v), room, size, 92)); }
EXPORT ADK_ERROR STD AdkGetBool(DATA *data, int field, int *is) { VALUE v; ADK_ERROR e; ENTER; e = get(data, field, YES_NO, &v, 94); if (!e.rc) *is = v.i; LEAVE(e); }
EXPORT ADK_ERROR STD AdkGetDouble(DATA *data, int field, double *number) { VALUE v; ADK_ERROR e; ENTER; e = get(data, field, NUMBER, &v, 95); if (!e.rc) *number = v.d; LEAVE(e); }
EXPORT ADK_ERROR STD AdkGetDate(DATA *data, int field, int *day) { VALUE v; ADK_ERROR e; ENTER; e = get(data, field, DAY, &v, 96); if (!e.rc) *day = v.i; LEAVE(e); }
EXPORT ADK_ERROR STD AdkGetData(DATA *data, int field, int at, DATA **row) {
  int found;
  ENTER;
  found = field_for(data, field, ROWS);
  if (found < 0) LEAVE(err(-found, -1, field, 98));
  if (!data->record || at < 0 || at >= data->record->nrows) LEAVE(err(111, data->db, field, 98));
  *row = make_data(data->db + 1);
  memcpy((*row)->v, data->record->rows[at]->v, SLOTS * sizeof(VALUE));
  (*row)->is_row = 1;
  (*row)->at = at;
  (*row)->sibling = data->kids;
  data->kids = *row;
  LEAVE(err(0, -1, -1, 98));
}
EXPORT ADK_ERROR STD AdkSetStr(DATA *data, int field, const char *text) {
  VALUE v;
  int at;
  ENTER;
  at = field_for(data, field, TEXT);
  if (at >= 0 && (int)strlen(text) > FIELDS[at].length) LEAVE(err(180, data->db, field, 89));
  v.s = copy(text);
  LEAVE(set(data, field, TEXT, v, 89));
}
EXPORT ADK_ERROR STD AdkSetBool(DATA *data, int field, int is) { VALUE v = { 0 }; ENTER; v.i = is; LEAVE(set(data, field, YES_NO, v, 87)); }
EXPORT ADK_ERROR STD AdkSetDouble(DATA *data, int field, double number) { VALUE v; ENTER; v.d = number; LEAVE(set(data, field, NUMBER, v, 88)); }
EXPORT ADK_ERROR STD AdkSetDate(DATA *data, int field, int day) { VALUE v = { 0 }; char text[40]; ENTER; if (day_of(day, text)) LEAVE(err(587, -1, field, 91)); v.i = day; LEAVE(set(data, field, DAY, v, 91)); }
EXPORT ADK_ERROR STD AdkSetData(DATA *data, int field, DATA *rows) {
  int at;
  ENTER;
  at = field_for(data, field, ROWS);
  if (at < 0) LEAVE(err(-at, -1, field, 0));
  if (!known(rows) || !rows->array) LEAVE(err(212, data->db, field, 0));
  if (value_of(data, HEAD_NROWS)->d != rows->nrows) LEAVE(err(111, data->db, HEAD_NROWS, 0));
  data->attached = rows;
  LEAVE(err(0, -1, -1, 0));
}

/* ---- what the fields are ---- */
EXPORT ADK_ERROR STD AdkGetType(DATA *data, int field, int *type) { ENTER; LEAVE(about(data, field, 0, type, 97)); }
EXPORT ADK_ERROR STD AdkGetLength(DATA *data, int field, int *length) { ENTER; LEAVE(about(data, field, 1, length, 178)); }
EXPORT ADK_ERROR STD AdkGetDecimals(DATA *data, int field, int *decimals) { ENTER; LEAVE(about(data, field, 2, decimals, 179)); }
EXPORT int STD AdkIsReadWrite(DATA *data, int field) { int at; ENTER; at = field_for(data, field, 0); return at >= 0 && !FIELDS[at].ro; }
EXPORT ADK_ERROR STD AdkGetFieldName(int db, int field, char **room, int size) {
  char name[80];
  int at;
  ENTER;
  at = field_at(db, field);
  if (at < 0) LEAVE(err(102, db, field, 186));
  snprintf(name, sizeof name, "ADK_%s", FIELDS[at].name);
  LEAVE(put_text(name, room, size, 186));
}
EXPORT ADK_ERROR STD AdkGetTimestampField(DATA *data, int *field) { ENTER; if (known(data) && data->db != ARTICLE) LEAVE(err(607, data->db, -1, 606)); LEAVE(of_register(data, 75, field, 606)); }
EXPORT ADK_ERROR STD AdkGetLastFldId(DATA *data, int *field) {
  int at, last = 0;
  ENTER;
  for (at = 0; known(data) && at < NFIELDS; at++) if (FIELDS[at].db == data->db && FIELDS[at].id > last) last = FIELDS[at].id;
  LEAVE(of_register(data, last, field, 667));
}
EXPORT ADK_ERROR STD AdkGetNrowsFldId(DATA *data, int *field) { ENTER; if (known(data) && data->db != ORDER) LEAVE(err(102, data->db, -1, 668)); LEAVE(of_register(data, HEAD_NROWS, field, 668)); }
EXPORT ADK_ERROR STD AdkGetRowsFldId(DATA *data, int *field) { ENTER; if (known(data) && data->db != ORDER) LEAVE(err(102, data->db, -1, 669)); LEAVE(of_register(data, HEAD_ROWS, field, 669)); }
EXPORT ADK_ERROR STD AdkGetRowDbId(DATA *data, int *db) { ENTER; if (known(data) && data->db != ORDER) LEAVE(err(102, data->db, -1, 670)); LEAVE(of_register(data, known(data) ? data->db + 1 : 0, db, 670)); }

/* ---- moving ---- */
EXPORT ADK_ERROR STD AdkFirst(DATA *data) { ENTER; LEAVE(walk(data, -1, 1, 83)); }
EXPORT ADK_ERROR STD AdkLast(DATA *data) { ENTER; LEAVE(walk(data, -2, -1, 205)); }
EXPORT ADK_ERROR STD AdkNext(DATA *data) { ENTER; LEAVE(walk(data, known(data) ? data->at : 0, 1, 84)); }
EXPORT ADK_ERROR STD AdkPrevious(DATA *data) { ENTER; LEAVE(walk(data, known(data) ? data->at : 0, -1, 204)); }
EXPORT ADK_ERROR STD AdkFind(DATA *data) { ENTER; LEAVE(look(data, 82)); }
EXPORT ADK_ERROR STD AdkFirstEx(DATA *data, int rows) { ENTER; (void)rows; LEAVE(walk(data, -1, 1, 380)); }
EXPORT ADK_ERROR STD AdkLastEx(DATA *data, int rows) { ENTER; (void)rows; LEAVE(walk(data, -2, -1, 381)); }
EXPORT ADK_ERROR STD AdkNextEx(DATA *data, int rows) { ENTER; (void)rows; LEAVE(walk(data, known(data) ? data->at : 0, 1, 382)); }
EXPORT ADK_ERROR STD AdkPreviousEx(DATA *data, int rows) { ENTER; (void)rows; LEAVE(walk(data, known(data) ? data->at : 0, -1, 383)); }
EXPORT ADK_ERROR STD AdkFindEx(DATA *data, int rows) { ENTER; (void)rows; LEAVE(look(data, 384)); }
EXPORT ADK_ERROR STD AdkFind2(DATA *data, int rows) { ENTER; (void)rows; LEAVE(look(data, 0)); }
EXPORT ADK_ERROR STD AdkSetSortOrder(DATA *data, int order) {
  int at, rc = usable(data);
  ENTER;
  if (rc) LEAVE(err(rc, -1, -1, 117));
  for (at = 0; at < NORDERS && (ORDERS[at].id != order || ORDERS[at].db != data->db); at++) { }
  if (at == NORDERS) LEAVE(err(104, data->db, -1, 117));
  data->order = at;
  data->at = -1;
  LEAVE(err(0, -1, -1, 117));
}
EXPORT ADK_ERROR STD AdkSetFilter(DATA *data, int field, const char *expression, int version) {
  int at;
  ENTER;
  at = field_for(data, field, 0);
  if (at < 0) LEAVE(err(-at, -1, field, 682));
  if (FIELDS[at].type != TEXT) LEAVE(err(685, data->db, field, 682));
  if (version != 0) LEAVE(err(687, data->db, field, 682));
  if (!expression[0] || data->nfilters == 4 || strlen(expression) > 60) LEAVE(err(686, data->db, field, 682));
  data->filters[data->nfilters].field = field;
  strcpy(data->filters[data->nfilters++].expression, expression);
  LEAVE(err(0, -1, -1, 682));
}
EXPORT ADK_ERROR STD AdkIsFilterable(DATA *data, int field, int *is) { int at; ENTER; at = field_for(data, field, 0); if (at < 0) LEAVE(err(-at, -1, field, 0)); *is = FIELDS[at].type == TEXT; LEAVE(err(0, -1, -1, 0)); }
EXPORT ADK_ERROR STD AdkClearFilters(DATA *data) { ENTER; if (known(data)) data->nfilters = 0; LEAVE(err(usable(data), -1, -1, 684)); }

/* ---- writing ---- */
EXPORT ADK_ERROR STD AdkAdd(DATA *data) { ENTER; LEAVE(add(data, 81)); }
EXPORT ADK_ERROR STD AdkAddEx(DATA *data, int rows) { ENTER; (void)rows; LEAVE(add(data, 680)); }
EXPORT ADK_ERROR STD AdkUpdate(DATA *data) { ENTER; LEAVE(update(data, 85)); }
EXPORT ADK_ERROR STD AdkUpdateEx(DATA *data, int rows) { ENTER; (void)rows; LEAVE(update(data, 681)); }
EXPORT ADK_ERROR STD AdkDelete(DATA *data) { ENTER; LEAVE(remove_record(data, 154)); }
EXPORT ADK_ERROR STD AdkDeleteRecord(DATA *data) { ENTER; LEAVE(remove_record(data, 154)); }
EXPORT ADK_ERROR STD AdkDeleteRow(DATA *data, int number) {
  int rc = usable(data), slot;
  RECORD *head;
  ENTER;
  if (rc) LEAVE(err(rc, -1, -1, 0));
  head = data->record;
  if (!head || number < 1 || number > head->nrows) LEAVE(err(111, data->db, HEAD_ROWS, 0));
  for (slot = number; slot < head->nrows; slot++) head->rows[slot - 1] = head->rows[slot];
  head->nrows--;
  add_up(head);
  save();
  load(data, head);
  LEAVE(err(0, -1, -1, 0));
}

/* ---- dates ---- */
EXPORT ADK_ERROR STD AdkDateToLong(const char *text, int *day) { ENTER; LEAVE(err(day_number(text, day), -1, -1, 138)); }
EXPORT ADK_ERROR STD AdkLongToDate(int day, char **room, int size) { char text[40]; ENTER; if (day_of(day, text)) LEAVE(err(587, -1, -1, 113)); LEAVE(put_text(text, room, size, 113)); }
EXPORT ADK_ERROR STD AdkDateTimeToLong(const char *text, int *moment) {
  char day[11];
  int rc;
  ENTER;
  if (strlen(text) != 19) LEAVE(err(585, -1, -1, 0));
  memcpy(day, text, 10);
  day[10] = 0;
  rc = day_number(day, moment);
  LEAVE(err(rc, -1, -1, 0));
}
EXPORT ADK_ERROR STD AdkLongToDateTime(int moment, char **room, int size) { char text[60]; ENTER; if (day_of(moment, text)) LEAVE(err(585, -1, -1, 0)); if (text[0]) strcat(text, " 00:00:00"); LEAVE(put_text(text, room, size, 0)); }
EXPORT ADK_ERROR STD AdkGetBookingYearId(int day, char **room, int size) { char text[40]; ENTER; if (!day || day_of(day, text)) LEAVE(err(601, -1, -1, 600)); text[0] = (char)('A' + (text[3] - '0')); text[1] = 0; LEAVE(put_text(text, room, size, 600)); }

/* ---- prices ---- */
EXPORT ADK_ERROR STD AdkGetVatpercentOnArticle(const char *number, double *percent) { ENTER; if (!open_now) LEAVE(err(80, -1, -1, 386)); if (!with_key(ARTICLE, number)) LEAVE(err(387, ARTICLE, 0, 386)); *percent = 25; LEAVE(err(0, -1, -1, 386)); }

static ADK_ERROR price_of(const char *customer, const char *number, double quantity, int invoice, int row, int vat, int currency, double *price, int function) {
  if (!open_now) return err(80, -1, -1, function);
  if (!with_key(CUSTOMER, customer)) return err(21, CUSTOMER, 0, function);
  if (!with_key(ARTICLE, number)) return err(389, ARTICLE, 0, function);
  /* each argument has its own place in the figure, so that a shifted one is seen */
  *price = quantity + invoice * 1000 + row * 2000 + vat * 4000 + currency * 10000;
  return err(0, -1, -1, function);
}
EXPORT ADK_ERROR STD AdkGetCustomerPrice(const char *customer, const char *number, double quantity, int invoice, int row, int vat, int currency, double *price) { ENTER; LEAVE(price_of(customer, number, quantity, invoice, row, vat, currency, price, 388)); }
EXPORT ADK_ERROR STD AdkGetCustomerPrice2(const char *customer, const char *number, double quantity, int invoice, int row, int vat, int currency, double *price, char **room, int size) {
  ADK_ERROR e;
  ENTER;
  e = price_of(customer, number, quantity, invoice, row, vat, currency, price, 625);
  LEAVE(e.rc ? e : put_text("SEK", room, size, 625));
}

/* ---- what it is ---- */
EXPORT void STD AdkGetErrorText(ADK_ERROR *error, int type, char **room, int size) {
  char text[120];
  ENTER;
  if (type == 0) snprintf(text, sizeof text, "Felkod %d: g\xe5r inte att utf\xf6ra", error->rc);
  else snprintf(text, sizeof text, "%d", type == 1 ? error->table : type == 2 ? error->field : type == 3 ? error->function : error->part);
  put_text(text, room, size, 0);
}
EXPORT ADK_ERROR STD AdkGetAdmSize(int *which, char **room, int size) { ENTER; *which = 1; LEAVE(put_text("Visma Administration 2000", room, size, 0)); }
EXPORT ADK_ERROR STD AdkGetAdmSizeEx(int *which, char **room, int size) { ENTER; *which = 2; LEAVE(put_text("Visma Administration 1000", room, size, 0)); }
EXPORT ADK_ERROR STD AdkGetVariant(int *which, int *has_api, char **room, int size, const char *sys) { ENTER; if (strstr(sys, "finns inte")) LEAVE(err(137, -1, -1, 476)); *which = 1; *has_api = 1; LEAVE(put_text("Visma Administration 2000", room, size, 476)); }
EXPORT void STD AdkGetVersion(int *major, int *minor) { ENTER; *major = 2026; *minor = 1; }
EXPORT void STD AdkGetProgramDatabaseVersion(int *major, int *minor) { ENTER; *major = 2026; *minor = 2; }
EXPORT ADK_ERROR STD AdkGetCompanyName(const char *company, int strict, const char *sys, char **room, int size, int *which, int *major, int *minor) {
  ENTER;
  if (strstr(sys, "finns inte")) LEAVE(err(137, -1, -1, 616));
  strict_asked = strict;
  *which = 1;
  *major = 2026;
  *minor = 3;
  LEAVE(put_text(company, room, size, 616)); /* the very bytes that came, so that a test sees them */
}
EXPORT ADK_ERROR STD AdkGetCompanyNameEx(const char *company, int strict, const char *sys, char **room, int size, int *which, int *major, int *minor) {
  ENTER;
  strict_asked = strict;
  *which = 2;
  *major = 2026;
  *minor = 4;
  (void)company;
  LEAVE(put_text(sys, room, size, 616));
}
EXPORT ADK_ERROR STD AdkGetCompanySetting(const char *name, int *value) {
  DATA *one;
  ENTER;
  *value = 0;
  if (strncmp(name, "calls:", 6) == 0) *value = (int)*count_of(name + 6);
  else if (strcmp(name, "log-on") == 0) *value = log_on;
  else if (strcmp(name, "sie-year") == 0) *value = sie_year;
  else if (strcmp(name, "strict") == 0) *value = strict_asked;
  else if (strcmp(name, "threads") == 0) *value = switches + 1;
  else if (strcmp(name, "buffers") == 0) for (one = live; one; one = one->next_live) ++*value;
  else LEAVE(err(115, -1, -1, 0));
  LEAVE(err(0, -1, -1, 0));
}
EXPORT ADK_ERROR STD AdkGetSie(int type, char year, const char *file, const char *path) { ENTER; if (type < 1 || type > 5 || !file || !path) LEAVE(err(34, -1, -1, 482)); sie_year = (unsigned char)year; LEAVE(err(0, -1, -1, 482)); }
