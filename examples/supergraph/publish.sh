#!/usr/bin/env bash
# Publishes the subgraph to a registry. Tools and credentials are the registry's own.
set -euo pipefail
cd "$(dirname "$0")"

fail() {
  echo "$1" >&2
  cat >&2 <<'TEXT'
Usage: publish.sh rover|hive|wgc URL    URL is where routers reach the subgraph, such as https://layers.internal/graphql
  rover  APOLLO_KEY, APOLLO_GRAPH_REF=my-graph@current
  hive   HIVE_TOKEN, HIVE_TARGET=organization/project/target
  wgc    COSMO_API_KEY, COSMO_NAMESPACE (default); before the first time: wgc subgraph create layers --routing-url URL
SCHEMA=FILE publishes another text than ../../schema.graphql, such as the one with @requiresScopes.
TEXT
  exit 1
}

need() {
  for name in "$@"; do [ -n "${!name:-}" ] || fail "$name must be set."; done
}

tool=${1:-}
url=${2:-}
schema=${SCHEMA:-../../schema.graphql}
case $tool in
  rover | hive | wgc) ;;
  *) fail "Which registry?" ;;
esac
[ -n "$url" ] || fail "Which URL?"
[ -f "$schema" ] || fail "There is no $schema."
command -v "$tool" >/dev/null || fail "$tool is not installed."

case $tool in
  rover)
    need APOLLO_KEY APOLLO_GRAPH_REF
    rover subgraph check "$APOLLO_GRAPH_REF" --name layers --schema "$schema"
    rover subgraph publish "$APOLLO_GRAPH_REF" --name layers --schema "$schema" --routing-url "$url"
    ;;
  hive)
    need HIVE_TOKEN HIVE_TARGET
    hive schema:check --registry.accessToken "$HIVE_TOKEN" --target "$HIVE_TARGET" --service layers "$schema"
    hive schema:publish --registry.accessToken "$HIVE_TOKEN" --target "$HIVE_TARGET" --service layers --url "$url" "$schema"
    ;;
  wgc)
    need COSMO_API_KEY
    wgc subgraph check layers -n "${COSMO_NAMESPACE:-default}" --schema "$schema"
    wgc subgraph publish layers -n "${COSMO_NAMESPACE:-default}" --schema "$schema" --routing-url "$url"
    ;;
esac
