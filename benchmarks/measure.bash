# Measures commands; sourced by benchmarks that set folder, where a command's output goes.
# Linux only: peak memory is read from /proc.
# shellcheck shell=bash

# Runs a command of one process; sets wall (seconds) and peak (kB), summed up until they are reset.
measure() {
  local start name value
  start=$(date +%s.%N)
  "$@" >"${folder:?}/out" 2>"$folder/err" &
  local job=$! most=0
  while kill -0 "$job" 2>/dev/null; do
    while read -r name value _; do
      if [ "$name" = VmHWM: ] && [ "$value" -gt "$most" ]; then most=$value; fi
    done 2>/dev/null <"/proc/$job/status" || true
    sleep 0.2
  done
  wait "$job" || { tail -n 20 "$folder/err" >&2; exit 1; }
  wall=$(awk "BEGIN { print $wall + $(date +%s.%N) - $start }")
  if [ "$most" -gt "$peak" ]; then peak=$most; fi
}

# Prints the seconds of CPU of all commands so far.
children() { awk '{ print ($16 + $17) / 100 }' "/proc/$$/stat"; }
