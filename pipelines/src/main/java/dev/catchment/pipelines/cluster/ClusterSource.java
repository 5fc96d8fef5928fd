package dev.catchment.pipelines.cluster;

import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.FeatureEncoding;
import dev.catchment.model.Block;
import dev.catchment.read.TableRange;
import dev.catchment.read.TableScan;
import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/** Where the clusters of a run come from. */
sealed interface ClusterSource permits Training, StoredModel {
  /** The columns of the table to cluster by, in the order of the encoding. */
  List<String> columns();

  /** An encoding that refuses the rows that the run leaves out. */
  FeatureEncoding trial();

  /** The most features that there can be. */
  int mostFeatures();

  /** The most clusters that there can be. */
  int mostClusters();

  /** The fewest rows that are enough. */
  int leastRows();

  /** How often the table is read. */
  int passes();

  /** How cells become features; one element. */
  PCollection<FeatureEncoding> encoding(
      PCollection<TableRange> ranges, TableScan scan, RowCheck check);

  /** The clusters; one element. */
  PCollection<ClusterModel> model(PCollection<Block> rows, PCollection<FeatureEncoding> encoding);
}
