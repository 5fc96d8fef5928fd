package dev.catchment.benchmarks.mllib;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.SparkSession;

/**
 * Spark SQL on all processors of this machine, without Beam: each user's number and sum of the
 * events of a CSV file, written as one CSV file. It is told the types, and reads the times as the
 * others do, though nobody asks for them. Arguments: the file, a folder to write to.
 */
public final class SqlSums {
  private SqlSums() {}

  /** Does the work. */
  public static void main(String[] args) {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.sql.csv.parser.columnPruning.enabled", false)
            .getOrCreate()) {
      spark
          .read()
          .option("header", true)
          .schema("user STRING, time TIMESTAMP, event STRING, amount DOUBLE")
          .csv(args[0])
          .groupBy("user")
          .agg(count("amount").as("events"), sum("amount").as("amount"))
          .repartition(1)
          .write()
          .option("header", true)
          .csv(args[1]);
    }
  }
}
