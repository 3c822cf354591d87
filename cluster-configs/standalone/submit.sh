#!/usr/bin/env bash
# One script serves every kind of cluster: see there.
exec "$(dirname "${BASH_SOURCE[0]}")/../submit.sh" "$@"
