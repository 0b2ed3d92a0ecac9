#!/bin/sh
# Tailcall has its port in its configuration alone.
set -e
config="layers-$PORT.graphql"
sed "s/port: 8000/port: $PORT/" layers.graphql > "$config"
exec ../../node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall start "$config"
