// A store in memory: as much of a database as the wallet's SDK asks for.

export class Store {
  #tables = new Map();

  async query(table, { selector } = {}) {
    return [...this.#rows(table).values()].filter((row) => selects(selector, row));
  }

  async insert(table, row) {
    this.#rows(table).set(row.uuid, row);
  }

  async update(table, row) {
    this.#rows(table).set(row.uuid, row);
  }

  async delete(table, uuid) {
    this.#rows(table).delete(uuid);
  }

  #rows(table) {
    return this.#tables.get(table) ?? this.#tables.set(table, new Map()).get(table);
  }
}

function selects(selector = {}, row) {
  return Object.entries(selector).every(([name, value]) => {
    switch (name) {
      case '$and':
        return value.every((each) => selects(each, row));
      case '$or':
        return value.some((each) => selects(each, row));
      default:
        return row[name] === value;
    }
  });
}
