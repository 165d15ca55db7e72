#!/usr/bin/env bash
# Build the graph of an archive on YARN: 20 executors of 8 cores. Change the paths, the sizes and, for another cluster,
# the master (spark://host:7077, k8s://https://host:6443). docs/scale.md says how the sizes are found.
#
#   bash examples/spark/submit.sh hdfs:///archive/pages hdfs:///archive/graph [further options of kg build]
set -euo pipefail
cd "$(dirname "$0")/../.."
source="$1"
out="$2"
shift 2

# One archive with Python's libraries and fangzhi for all machines, made once (needs: pip install venv-pack).
if [ ! -f out/environment.tar.gz ]; then
  python3 -m venv out/environment
  out/environment/bin/pip install --quiet '.[spark]' venv-pack
  mkdir -p out
  out/environment/bin/venv-pack --prefix out/environment --output out/environment.tar.gz
fi

exec spark-submit \
  --master yarn --deploy-mode client \
  --num-executors 20 --executor-cores 8 --executor-memory 12g --driver-memory 8g \
  --archives out/environment.tar.gz#environment \
  --conf spark.pyspark.python=./environment/bin/python \
  --conf spark.pyspark.driver.python=out/environment/bin/python \
  --conf spark.executor.memoryOverhead=6g \
  --conf spark.sql.shuffle.partitions=2000 \
  --conf spark.speculation=true \
  examples/spark/build.py "$source" -o "$out" "$@"
