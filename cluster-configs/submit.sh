#!/usr/bin/env bash
# Runs Unfurl on a cluster through Spark's own submit:
#   cluster-configs/submit.sh MASTER run sweeps/quickstart.yaml --results PATH
#   cluster-configs/submit.sh MASTER [options of spark-submit] -- run sweeps/quickstart.yaml --results PATH
# MASTER is spark://HOST:7077 or yarn. PATH must be seen by driver and executors alike: hdfs:, s3a:,
# or a folder that every machine mounts. SPARK_HOME is a Spark 4.1.1 (Scala 2.13); build Unfurl first
# (./mvnw -DskipTests package). UNFURL_CLASSPATH adds jars of your own. Settings come from the options,
# then from spark-defaults.conf beside this file, then from that of SPARK_HOME.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$here/../sweep-driver/target
usage() {
  sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}
refuse() {
  echo "submit.sh: $1" >&2
  exit 2
}
if [ $# -lt 2 ]; then usage; fi
master=$1
shift
case $master in yarn*) kind=yarn ;; *) kind=standalone ;; esac

# What stands before "--" is Spark's; without it, all is Unfurl's. Spark takes the last of several
# --jars, so those of the caller join ours.
jars=("$target"/native/*.jar)
if [ ! -f "$target/unfurl.jar" ] || [ ! -f "${jars[0]}" ]; then
  refuse "sweep-driver/target/unfurl.jar must exist; build it: ./mvnw -DskipTests package"
fi
home=${SPARK_HOME:-}
if [ ! -x "$home/bin/spark-submit" ]; then
  refuse "SPARK_HOME (${home:-not set}) must be the folder of a Spark that has bin/spark-submit; set it"
fi
# An older one would not know our options.
built() { sed -n "s/^$1 = \([0-9]*\.[0-9]*\).*/\1/p" "$target/classes/org/unfurl/sweep/versions.properties"; }
core=$(find "$home/jars" -name 'spark-core_*.jar' 2>/dev/null | head -n 1)
case ${core##*/} in
  '' | "spark-core_$(built scala)-$(built spark)."*) ;;
  *) refuse "SPARK_HOME ($home, with ${core##*/}) must be Spark $(built spark) with Scala $(built scala), for which this Unfurl was built; submit with that one, to a cluster that runs it" ;;
esac

spark=()
client=1
for argument; do
  if [ "$argument" = -- ]; then
    while [ "$1" != -- ]; do
      case $1 in
        --jars) jars+=("${2:?--jars needs a value}") && shift 2 ;;
        --jars=*) jars+=("${1#*=}") && shift ;;
        *)
          case "$1 ${2:-}" in "--deploy-mode cluster" | "--deploy-mode=cluster "*) client= ;; esac
          spark+=("$1") && shift
          ;;
      esac
    done
    shift
    break
  fi
done
if [ $# -eq 0 ]; then usage; fi

IFS=: read -r -a own <<<"${UNFURL_CLASSPATH:-}"
for entry in ${own[@]+"${own[@]}"}; do
  found=()
  case $entry in
    '') continue ;;
    */\*) for jar in "${entry%/\*}"/*.jar; do if [ -f "$jar" ]; then found+=("$jar"); fi; done ;;
    *) if [ -f "$entry" ]; then found=("$entry"); fi ;;
  esac
  if [ ${#found[@]} -eq 0 ]; then
    refuse "UNFURL_CLASSPATH ($entry) must name jars that exist; correct its path"
  fi
  jars+=("${found[@]}")
done

# The driver's console belongs to progress, summary and errors. Where the cluster starts the driver, its
# log is the cluster's, and this machine's files are not there.
java="-Dai.djl.offline=true"
if [ -n "$client" ]; then
  java="-Dlog4j2.configurationFile=file:$here/standalone/log4j2.properties $java"
fi
export OPT_OUT_TRACKING=true
exec "$home/bin/spark-submit" \
  --master "$master" \
  --properties-file "$here/$kind/spark-defaults.conf" --load-spark-defaults \
  --driver-java-options "$java" \
  ${spark[@]+"${spark[@]}"} \
  --jars "$(IFS=, && echo "${jars[*]}")" \
  --class org.unfurl.sweep.launch.Launcher \
  "$target/unfurl.jar" "$@"
