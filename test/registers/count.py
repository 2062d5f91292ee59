# The same counts, made by another hand: from the two registers alone, and from the shop's world at the end. Prints JSON.
# usage: count.py OLD.csv NEW.csv [SHOP_WORLD.json]
import csv, json, sys
from decimal import Decimal


def first_rows(file):
    rows = list(csv.DictReader(open(file, encoding="utf-8", newline="")))
    return rows, {row["articleNumber"]: row for row in reversed(rows)}


def fits(name):
    if len(name) <= 30:
        return True
    breaks = [at for at in range(1, 31) if name[at] == " " and name[at - 1] != " " and name[at + 1] != " "]
    return bool(breaks) and len(name) - breaks[-1] - 1 <= 30


def shown(row):
    name = row["name"].strip() or row["name2"].strip()
    while not fits(name):
        name = name.rsplit(" ", 1)[0].rstrip()
    return name


def whole(row):
    return row["priceIncVat"].endswith(".00")


def about(rows, articles):
    given = [row["name"].strip() or row["name2"].strip() for row in articles.values()]
    return {
        "rows": len(rows), "articles": len(articles), "repeated": len(rows) - len(articles),
        "named": sum(not row["name"].strip() for row in articles.values()),
        "shortened": sum(not fits(name) for name in given),
        "held": sum(not whole(row) for row in articles.values()),
        "priced": sum(whole(row) for row in articles.values()),
        "inStock": sum(row["stock"] != "0" for row in articles.values()),
    }


old_rows, old = first_rows(sys.argv[1])
new_rows, new = first_rows(sys.argv[2])
both = [number for number in old if number in new]
gone = [number for number in old if number not in new]
fresh = [number for number in new if number not in old]
dressed = sum(shown(old[n]) != shown(new[n]) or old[n]["group"] != new[n]["group"] for n in both)
priced = sum(whole(new[n]) and old[n]["priceIncVat"] != new[n]["priceIncVat"] for n in both)
counts = {
    "old": about(old_rows, old), "new": about(new_rows, new),
    "year": {
        "product": {"considered": len(old) + len(fresh), "create": len(fresh), "hidden": len(gone), "update": dressed,
                    "unchanged": len(both) - dressed},
        "price": {"considered": len(old) + len(fresh), "update": priced + sum(whole(new[n]) for n in fresh),
                  "held": sum(not whole(row) for row in new.values()), "skipped": sum(not whole(old[n]) for n in gone),
                  "unchanged": sum(whole(new[n]) for n in both) - priced + sum(whole(old[n]) for n in gone)},
        "stock": {"considered": len(old) + len(fresh), "update": len(fresh), "unchanged": len(old),
                  "written": sum(new[n]["stock"] != "0" for n in fresh)},
    },
}

if len(sys.argv) > 3:
    tables = json.load(open(sys.argv[3], encoding="utf-8"))["tables"]
    names = {key: row["name"] for key, row in tables["categories"].items()}
    # The default list's price is kept without VAT.
    standard = "5b1e0000-0000-4000-8000-000000000001"
    wrong = []
    for number, row in new.items():
        product = tables["products"].get(number, {})
        listed = product.get("priceLists", {}).get(standard, {})
        says = (product.get("texts", {}).get("sv-SE", {}).get("Name"), product.get("stock", {}).get("count", 0), listed.get("hidden", False))
        if says != (shown(row), int(row["stock"]), False):
            wrong.append(number)
        elif whole(row) and Decimal(product["price"]) * Decimal("1.25") != Decimal(row["priceIncVat"]):
            wrong.append(number)
        elif row["group"] and [names[str(link["id"])] for link in product.get("categories", [])] != [row["group"]]:
            wrong.append(number)
    wrong += [n for n in gone if not tables["products"][n]["priceLists"][standard]["hidden"]]
    counts["shop"] = {"products": len(tables["products"]), "wrong": len(wrong), "first": wrong[:5]}

print(json.dumps(counts))
