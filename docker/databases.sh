#!/bin/sh
# Makes the databases of both Cloud Agents and a role for each, as far as they aren't there. The image of PostgreSQL runs it on an
# empty volume.
#
# An agent lays out its tables as POSTGRES_USER and works on them as the role, which therefore may neither own them nor be a
# superuser: the rows of a wallet are kept from others by row-level security, which binds neither of these.
set -eu

sql() { # DATABASE NAME=VALUE..., the statements on standard input
  target=$1
  shift
  for value in "$@"; do
    set -- "$@" --set "$value"
    shift
  done
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$target" "$@"
}

for agent in inviter invitee; do
  for part in pollux connect agent; do
    database=${agent}_$part
    role=$database-application-user
    sql postgres "database=$database" "role=$role" "password=$POSTGRES_PASSWORD" <<'END'
SELECT format('CREATE ROLE %I', :'role')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'password';
SELECT format('CREATE DATABASE %I', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE CONNECT, TEMPORARY ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"role";
END
    sql "$database" "role=$role" <<'END'
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"role";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"role";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"role";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"role";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"role";
END
  done
done
echo "The databases of inviter and invitee are there."
