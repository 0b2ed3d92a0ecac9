#!/usr/bin/env bash
# Publishes schema.graphql to a registry: publish.sh rover|hive|wgc <URL of the running subgraph>
# Credentials come from the registry's own variables; the tools are theirs, and are not installed here.
set -euo pipefail
tool=${1:?"which: rover, hive or wgc"}
url=${2:?"the URL that routers reach the subgraph at, such as https://layers.internal/graphql"}
cd "$(dirname "$0")"
schema=../../schema.graphql

case $tool in
  # APOLLO_KEY, APOLLO_GRAPH_REF=my-graph@current
  rover)
    rover subgraph check "${APOLLO_GRAPH_REF:?}" --name layers --schema "$schema"
    rover subgraph publish "$APOLLO_GRAPH_REF" --name layers --schema "$schema" --routing-url "$url"
    ;;
  # HIVE_TOKEN, HIVE_TARGET=organization/project/target
  hive)
    hive schema:check --registry.accessToken "${HIVE_TOKEN:?}" --target "${HIVE_TARGET:?}" --service layers "$schema"
    hive schema:publish --registry.accessToken "$HIVE_TOKEN" --target "$HIVE_TARGET" --service layers --url "$url" "$schema"
    ;;
  # COSMO_API_KEY; once before: wgc subgraph create layers -n default --label team=layers --routing-url <URL>
  wgc)
    wgc subgraph check layers -n "${COSMO_NAMESPACE:-default}" --schema "$schema"
    wgc subgraph publish layers -n "${COSMO_NAMESPACE:-default}" --schema "$schema" --routing-url "$url"
    ;;
  *)
    echo "Unknown: $tool. There are: rover, hive, wgc." >&2
    exit 1
    ;;
esac
