package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The directions of greatest variance of a table, in decreasing order, as unit vectors. Immutable.
 *
 * <p>Eigenvectors of the covariance matrix (EJML). The sign of each is fixed so that the loading of
 * largest magnitude is positive, the first of them where magnitudes agree to nine digits.
 */
public final class PrincipalComponents {
  private static final double TIE = 1 - 1e-9;

  private final double[][] components;
  private final double[] variances;
  private final double[] ratios;

  private PrincipalComponents(double[][] components, double[] variances, double[] ratios) {
    checkArgument(
        components.length == variances.length && components.length == ratios.length,
        "%s components, %s variances, %s ratios",
        components.length,
        variances.length,
        ratios.length);
    this.components = components;
    this.variances = variances;
    this.ratios = ratios;
  }

  /** The components with their explained variances and ratios, all copied. */
  public static PrincipalComponents of(double[][] components, double[] variances, double[] ratios) {
    return new PrincipalComponents(Matrices.copy(components), variances.clone(), ratios.clone());
  }

  /** No components: a row is its own projection. */
  public static PrincipalComponents none() {
    return of(new double[0][], new double[0], new double[0]);
  }

  /**
   * The first components of a table of mean 0.
   *
   * @param covariance the population covariance of the columns, symmetric
   * @param rows the number of rows; the explained variances are those of the sample, divided by
   *     rows - 1 as in scikit-learn
   * @param count 1 to the number of columns
   */
  static PrincipalComponents fit(double[][] covariance, long rows, int count) {
    int width = covariance.length;
    checkArgument(count >= 1 && count <= width, "components=%s, must be 1 to %s", count, width);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(width, true, true);
    if (!eigen.decompose(new DMatrixRMaj(covariance))) {
      throw new ClusteringException("the principal components cannot be computed: no convergence");
    }
    double[] values =
        IntStream.range(0, width)
            .mapToDouble(index -> Math.max(0, eigen.getEigenvalue(index).getReal()))
            .toArray();
    int[] order =
        IntStream.range(0, width)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -values[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    double total = Arrays.stream(values).sum();
    double unbiased = rows > 1 ? (double) rows / (rows - 1) : 1;
    double[][] components = new double[count][];
    double[] variances = new double[count];
    double[] ratios = new double[count];
    for (int rank = 0; rank < count; rank++) {
      components[rank] = signed(eigen.getEigenVector(order[rank]).getData());
      variances[rank] = values[order[rank]] * unbiased;
      ratios[rank] = total == 0 ? 0 : values[order[rank]] / total;
    }
    return new PrincipalComponents(components, variances, ratios);
  }

  private static double[] signed(double[] vector) {
    double largest = Arrays.stream(vector).map(Math::abs).max().orElse(0);
    double leading =
        Arrays.stream(vector)
            .filter(loading -> Math.abs(loading) >= largest * TIE)
            .findFirst()
            .orElse(0);
    return Arrays.stream(vector).map(loading -> leading < 0 ? 0 - loading : loading).toArray();
  }

  /** The coordinates of a scaled row on the components; the row itself if there are none. */
  public double[] project(double[] scaled) {
    if (components.length == 0) {
      return scaled;
    }
    double[] projected = new double[components.length];
    project(scaled, projected);
    return projected;
  }

  /**
   * Puts the coordinates of a scaled row on the components, of which there are some, into an array.
   */
  void project(double[] scaled, double[] projected) {
    for (int rank = 0; rank < components.length; rank++) {
      double[] component = components[rank];
      double sum = 0;
      for (int column = 0; column < component.length; column++) {
        sum += component[column] * scaled[column];
      }
      projected[rank] = sum;
    }
  }

  /** The number of components. */
  public int count() {
    return components.length;
  }

  /** The unit vectors, one row per component, a copy. */
  public double[][] components() {
    return Matrices.copy(components);
  }

  /** The variance of the sample (divided by rows - 1) along each component, a copy. */
  public double[] explainedVariance() {
    return variances.clone();
  }

  /** The share of the total variance along each component, 0 to 1; a copy. */
  public double[] explainedVarianceRatio() {
    return ratios.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrincipalComponents that
        && Arrays.deepEquals(components, that.components)
        && Arrays.equals(variances, that.variances)
        && Arrays.equals(ratios, that.ratios);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(components);
  }
}
