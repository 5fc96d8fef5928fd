package dev.catchment.benchmarks.mllib;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spark MLlib on all processors of this machine: standardises the columns of a CSV table of
 * numbers, reduces them to two principal components, groups the rows by k-means, and writes the
 * table with a column "cluster". It is told the types and keeps the table in memory, or on disk
 * where memory ends, so that it parses the file once. Arguments: the file, a folder to write to,
 * the number of clusters.
 */
public final class MllibClusters {
  private MllibClusters() {}

  /** Does the work. */
  public static void main(String[] args) throws IOException {
    String[] columns = columns(Path.of(args[0]));
    try (SparkSession spark = SparkSession.builder().master("local[*]").getOrCreate()) {
      Dataset<Row> table =
          spark.read().option("header", true).schema(decimals(columns)).csv(args[0]).cache();
      Pipeline pipeline =
          new Pipeline()
              .setStages(
                  new PipelineStage[] {
                    new VectorAssembler().setInputCols(columns).setOutputCol("features"),
                    new StandardScaler()
                        .setInputCol("features")
                        .setOutputCol("scaled")
                        .setWithMean(true),
                    new PCA().setInputCol("scaled").setOutputCol("components").setK(2),
                    new KMeans()
                        .setFeaturesCol("components")
                        .setPredictionCol("cluster")
                        .setK(Integer.parseInt(args[2]))
                        .setSeed(0)
                  });
      pipeline
          .fit(table)
          .transform(table)
          .drop("features", "scaled", "components")
          .write()
          .option("header", true)
          .csv(args[1]);
    }
  }

  private static String[] columns(Path table) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(table)) {
      return lines.readLine().split(",");
    }
  }

  private static StructType decimals(String[] columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.DoubleType);
    }
    return schema;
  }
}
