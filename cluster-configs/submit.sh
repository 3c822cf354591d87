#!/usr/bin/env bash
# Runs Unfurl on a Spark standalone cluster:
#   cluster-configs/standalone/submit.sh spark://HOST:7077 run sweeps/quickstart.yaml --results PATH
# PATH must be seen by driver and executors alike: hdfs:, s3a:, or a shared folder.
# SPARK_HOME is a Spark 4.1.1 (Scala 2.13); build Unfurl first (./mvnw -DskipTests package).
set -euo pipefail
if [ $# -lt 2 ]; then
  sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$here/../../sweep-driver/target
master=$1
shift
export OPT_OUT_TRACKING=true
exec "${SPARK_HOME:?SPARK_HOME must name a Spark 4.1.1 folder}/bin/spark-submit" \
  --master "$master" \
  --properties-file "$here/spark-defaults.conf" \
  --driver-java-options "-Dlog4j2.configurationFile=file:$here/log4j2.properties -Dai.djl.offline=true" \
  --jars "$(echo "$target"/native/*.jar)" \
  --class org.unfurl.sweep.cli.Main \
  "$target/unfurl.jar" "$@"
