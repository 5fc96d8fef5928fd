package dev.catchment.benchmarks;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The first two principal components of a table whose columns are brought to mean 0 and population
 * deviation 1. One pass over the table: Welford's update for means and co-moments, memory for the
 * square of the columns; the components are eigenvectors of the correlations.
 */
final class ComponentSpace {
  private final int columns;
  private final double[] mean;
  private final double[][] comoments;
  private final double[] difference;
  private long rows;
  private double[][] axes = new double[0][];

  private ComponentSpace(int columns) {
    this.columns = columns;
    mean = new double[columns];
    comoments = new double[columns][columns];
    difference = new double[columns];
  }

  static ComponentSpace of(NumberTable table, List<String> names) throws IOException {
    ComponentSpace space = new ComponentSpace(names.size());
    table.forEach(names, space::add);
    space.solve();
    return space;
  }

  long rows() {
    return rows;
  }

  /** How many deviations a value of a column is above its mean. */
  double standardised(int column, double value) {
    return (value - mean[column]) / Math.sqrt(comoments[column][column] / rows);
  }

  double[] project(double[] standardised) {
    double[] point = new double[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      for (int column = 0; column < columns; column++) {
        point[axis] += axes[axis][column] * standardised[column];
      }
    }
    return point;
  }

  private void add(double[] row) {
    rows++;
    for (int column = 0; column < columns; column++) {
      difference[column] = row[column] - mean[column];
      mean[column] += difference[column] / rows;
    }
    for (int column = 0; column < columns; column++) {
      double rest = row[column] - mean[column];
      double[] sums = comoments[column];
      for (int other = 0; other <= column; other++) {
        sums[other] += rest * difference[other];
      }
    }
  }

  private void solve() {
    DMatrixRMaj correlations = new DMatrixRMaj(columns, columns);
    for (int column = 0; column < columns; column++) {
      for (int other = 0; other <= column; other++) {
        double correlation =
            comoments[column][other]
                / Math.sqrt(comoments[column][column] * comoments[other][other]);
        correlations.set(column, other, correlation);
        correlations.set(other, column, correlation);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(columns, true, true);
    if (!eigen.decompose(correlations)) {
      throw new IllegalStateException("the correlations have no eigenvectors");
    }
    axes =
        IntStream.range(0, columns)
            .boxed()
            .sorted(Comparator.comparingDouble(number -> -eigen.getEigenvalue(number).getReal()))
            .limit(2)
            .map(number -> eigen.getEigenVector(number).getData().clone())
            .toArray(double[][]::new);
  }
}
